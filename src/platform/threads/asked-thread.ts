import { type ResourceLimits, Worker } from 'node:worker_threads';

export type Asked<Question> = { readonly id: number; readonly question: Question };
export type Answered<Answer> = { readonly id: number; readonly answer: Answer };

/** Run from the sources, as tests do, a thread compiles what it loads. */
const IS_SOURCE = import.meta.url.endsWith('.ts');
const COMPILER = new URL('../../../../tools/typescript/register.mjs', import.meta.url);

/** A thread that answers question by question; it starts with the first one. */
export class AskedThread<Question, Answer> {
  private worker: Worker | null = null;
  private asked = 0;
  private readonly waiting = new Map<number, (answer: Answer | null) => void>();

  /** @param entry file in this folder, without its ending */
  constructor(
    private readonly entry: string,
    private readonly resourceLimits: ResourceLimits = {},
  ) {}

  /** Null: the thread ended before it had an answer. */
  ask(question: Question): Promise<Answer | null> {
    const id = this.asked++;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      (this.worker ??= this.start()).postMessage({ id, question } satisfies Asked<Question>);
    });
  }

  async end(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const file = `./${this.entry}.${IS_SOURCE ? 'ts' : 'js'}`;
    const worker = new Worker(new URL(file, import.meta.url), {
      execArgv: IS_SOURCE ? ['--import', COMPILER.href] : [],
      env: {},
      resourceLimits: this.resourceLimits,
    });
    worker.unref();
    worker.on('message', ({ id, answer }: Answered<Answer>) => {
      this.waiting.get(id)?.(answer);
      this.waiting.delete(id);
    });
    // An error is followed by the exit; the next question starts another thread.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = null;
      for (const settle of this.waiting.values()) settle(null);
      this.waiting.clear();
    });
    return worker;
  }
}
