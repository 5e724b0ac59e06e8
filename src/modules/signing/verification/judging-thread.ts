import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Grounds, HashedFile } from './judge-file.js';
import type { JudgedVersion } from './judge-version.js';

export type Question = {
  readonly id: number;
  readonly versions: readonly HashedFile[];
  readonly grounds: Grounds;
};

/** One of them that does not stand is named by its place and asked again where errors have classes. */
export type Answer = {
  readonly id: number;
  readonly judged: readonly JudgedVersion[];
  readonly failed: string | null;
};

/** Bytes that are handed over at once; they are copied. */
const HANDFUL = 1024 * 1024;
/** Handfuls on their way: one is judged while the next is copied. */
const UNDER_WAY = 2;

/** Run from the sources, as tests do, a thread compiles what it loads. */
const IS_SOURCE = import.meta.url.endsWith('.ts');
const ENTRY = new URL(`./judging-thread-entry.${IS_SOURCE ? 'ts' : 'js'}`, import.meta.url);
const COMPILER = new URL('../../../../tools/typescript/register.mjs', import.meta.url);

/** Judges the files of a batch beside the event loop: on the other core, and nobody waits for it. */
@Injectable()
export class JudgingThread implements OnApplicationShutdown {
  private worker: Worker | null = null;
  private asked = 0;
  private readonly waiting = new Map<number, (answer: Answer) => void>();

  /**
   * In their order.
   *
   * @throws when any of them does not stand, or the thread ends; each is then to be judged alone
   */
  async judge(
    versions: readonly HashedFile[],
    grounds: Grounds,
  ): Promise<readonly JudgedVersion[]> {
    const handfuls = inHandfuls(versions);
    const judged: (readonly JudgedVersion[])[] = [];
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let place = next++; place < handfuls.length; place = next++)
        judged[place] = await this.ask(handfuls[place] ?? [], grounds);
    };
    await Promise.all(Array.from({ length: UNDER_WAY }, lane));
    return judged.flat();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.worker?.terminate();
  }

  private async ask(
    versions: readonly HashedFile[],
    grounds: Grounds,
  ): Promise<readonly JudgedVersion[]> {
    const id = this.asked++;
    const answer = await new Promise<Answer>((resolve) => {
      this.waiting.set(id, resolve);
      (this.worker ??= this.start()).postMessage({ id, versions, grounds } satisfies Question);
    });
    if (answer.failed !== null) throw new Error(answer.failed);
    return answer.judged;
  }

  private start(): Worker {
    const worker = new Worker(ENTRY, {
      execArgv: IS_SOURCE ? ['--import', COMPILER.href] : [],
      env: {},
    });
    worker.unref();
    worker.on('message', (answer: Answer) => {
      this.waiting.get(answer.id)?.(answer);
      this.waiting.delete(answer.id);
    });
    // An error is followed by the exit; the next question starts another thread.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = null;
      for (const [id, settle] of this.waiting)
        settle({ id, judged: [], failed: 'The judging thread has ended' });
      this.waiting.clear();
    });
    return worker;
  }
}

function inHandfuls(versions: readonly HashedFile[]): HashedFile[][] {
  const handfuls: HashedFile[][] = [];
  let bytes = HANDFUL;
  for (const version of versions) {
    if (bytes >= HANDFUL) {
      handfuls.push([]);
      bytes = 0;
    }
    handfuls.at(-1)?.push(version);
    bytes += version.pdf.byteLength;
  }
  return handfuls;
}
