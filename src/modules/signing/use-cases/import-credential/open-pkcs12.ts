import { Worker } from 'node:worker_threads';
import type { Pkcs12Contents, Pkcs12Refusal } from '../../../../../libs/pdf-signature/index.js';

const LONGEST_MS = 10_000;

/** Run from the sources, as tests do, a thread compiles what it loads. */
const IS_SOURCE = import.meta.url.endsWith('.ts');
const THREAD = new URL(`./pkcs12-thread.${IS_SOURCE ? 'ts' : 'js'}`, import.meta.url);
const COMPILER = new URL('../../../../../tools/typescript/register.mjs', import.meta.url);

export type Pkcs12Opened =
  { readonly contents: Pkcs12Contents } | { readonly refusal: Pkcs12Refusal };

/** Opens a .p12 or .pfx file in a thread of its own, within ten seconds and 256 MB. */
export function openPkcs12(
  file: Uint8Array,
  password: string,
  longestMs = LONGEST_MS,
): Promise<Pkcs12Opened> {
  const thread = new Worker(THREAD, {
    workerData: { file, password },
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    execArgv: IS_SOURCE ? ['--import', COMPILER.href] : [],
    env: {},
  });
  return new Promise((resolve) => {
    const settle = (opened: Pkcs12Opened): void => {
      clearTimeout(timer);
      resolve(opened);
      void thread.terminate();
    };
    const timer = setTimeout(() => {
      settle({ refusal: 'too-slow' });
    }, longestMs);
    thread.once('message', settle);
    thread.once('error', () => {
      settle({ refusal: 'unreadable' });
    });
    thread.once('exit', () => {
      settle({ refusal: 'unreadable' });
    });
  });
}
