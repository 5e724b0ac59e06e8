import { type ChildProcess, fork } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { TokenError, type TokenErrorCode } from '../errors.js';
import type {
  DigestToSign,
  KeyPlace,
  SigningKey,
  Token,
  TokenAnswer,
  TokenCertificate,
  TokenRequest,
} from './token.js';
import { tokenEnvironment } from './token-environment.js';

/** Run from the sources, as tests do, the process compiles what it loads. */
const IS_SOURCE = import.meta.url.endsWith('.ts');
const PROCESS = new URL(`./token-process.${IS_SOURCE ? 'ts' : 'js'}`, import.meta.url);
const COMPILER = new URL('../../../tools/typescript/register.mjs', import.meta.url);

export type TokenClientOptions = {
  /** The vendor's PKCS#11 library, e.g. `/usr/lib/softhsm/libsofthsm2.so`. */
  readonly library: string;
  /** An act without an answer for this long has hung; each signature adds three seconds. */
  readonly timeoutMs: number;
  /** What to run beside the token; only tests have another. */
  readonly program?: URL;
};

type Waiting = {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: TokenError) => void;
  readonly withinMs: number;
};

/** Old cards take one to two for RSA-2048. */
const EACH_SIGNATURE_MS = 3_000;

/** Tokens of one PKCS#11 library, in a process that is started when first asked and after each end. */
export class TokenClient implements Token {
  private child: ChildProcess | null = null;
  private last = 0;
  /** The process answers in this order. */
  private readonly waiting = new Map<number, Waiting>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: TokenClientOptions) {}

  certificates(): Promise<readonly TokenCertificate[]> {
    return this.ask({ act: 'certificates' });
  }

  verifyPin(place: KeyPlace, pin: string): Promise<void> {
    return this.ask({ act: 'verify-pin', place, pin });
  }

  sign(key: SigningKey, pin: string, digests: readonly DigestToSign[]): Promise<readonly string[]> {
    return this.ask({ act: 'sign', key, pin, digests }, digests.length * EACH_SIGNATURE_MS);
  }

  /** Ends the process; what still waits is refused. The next question starts another. */
  close(): void {
    this.end('token.crashed');
  }

  private ask<T>(request: TokenRequest, moreMs = 0): Promise<T> {
    const child = this.child ?? this.start();
    this.last += 1;
    const id = this.last;
    return new Promise<T>((resolve, reject) => {
      const withinMs = this.options.timeoutMs + moreMs;
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, withinMs });
      if (this.waiting.size === 1) this.watch();
      child.send({ id, request });
    });
  }

  /** Whoever's turn it is: a look at the certificates must not end a long batch that it waits behind. */
  private watch(): void {
    clearTimeout(this.timer);
    const [first] = this.waiting.values();
    if (first === undefined) return;
    // A library that hangs answers nobody any more: all that wait for it are told.
    this.timer = setTimeout(() => {
      this.end('token.hung');
    }, first.withinMs);
  }

  private start(): ChildProcess {
    const child = fork(fileURLToPath(this.options.program ?? PROCESS), [this.options.library], {
      // Libraries write where they like; the parent's flags are not meant for this program.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: tokenEnvironment(process.env),
      execArgv: IS_SOURCE ? ['--import', COMPILER.href] : [],
    });
    child.unref();
    child.channel?.unref();
    child.on('message', ({ id, answer }: { id: number; answer: TokenAnswer }) => {
      this.settle(id, answer);
    });
    child.on('error', () => undefined);
    child.on('exit', () => {
      if (this.child === child) this.end('token.crashed');
    });
    this.child = child;
    return child;
  }

  private settle(id: number, answer: TokenAnswer): void {
    const waiting = this.waiting.get(id);
    if (waiting === undefined) return;
    this.waiting.delete(id);
    this.watch();
    if ('value' in answer) waiting.resolve(answer.value);
    else waiting.reject(new TokenError(answer.code as TokenErrorCode, answer.detail));
  }

  private end(code: TokenErrorCode): void {
    const { child } = this;
    this.child = null;
    child?.kill('SIGKILL');
    clearTimeout(this.timer);
    for (const { reject } of this.waiting.values()) reject(new TokenError(code));
    this.waiting.clear();
  }
}
