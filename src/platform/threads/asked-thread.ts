import { parentPort, type ResourceLimits, Worker } from 'node:worker_threads';

type Asked<Question> = { readonly id: number; readonly question: Question };
type Answered<Answer> = { readonly id: number; readonly answer: Answer };

/** Run from the sources, as tests do, a thread compiles what it loads. */
const IS_SOURCE = import.meta.url.endsWith('.ts');
const COMPILER = new URL('../../../tools/typescript/register.mjs', import.meta.url);

export type ThreadLimits = {
  readonly resourceLimits?: ResourceLimits;
  /** How often a question is put: what somebody else asked may have ended the thread that had it. */
  readonly tries?: number;
};

/** A thread that answers question by question; it starts with the first one. */
export class AskedThread<Question, Answer> {
  private worker: Worker | null = null;
  private asked = 0;
  private readonly waiting = new Map<number, (answer: Answer | null) => void>();

  /** @param entry the thread's file, without its ending */
  constructor(
    private readonly entry: URL,
    private readonly limits: ThreadLimits = {},
  ) {}

  /** Null: the thread ended before it had an answer. */
  async ask(question: Question): Promise<Answer | null> {
    const { tries = 1 } = this.limits;
    for (let tried = 0; tried < tries; tried += 1) {
      const answer = await this.askOnce(question);
      if (answer !== null) return answer;
    }
    return null;
  }

  async end(): Promise<void> {
    await this.worker?.terminate();
  }

  private askOnce(question: Question): Promise<Answer | null> {
    const id = this.asked++;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      (this.worker ??= this.start()).postMessage({ id, question } satisfies Asked<Question>);
    });
  }

  private start(): Worker {
    const { resourceLimits = {} } = this.limits;
    const worker = new Worker(new URL(`${this.entry.href}.${IS_SOURCE ? 'ts' : 'js'}`), {
      execArgv: IS_SOURCE ? ['--import', COMPILER.href] : [],
      env: {},
      resourceLimits,
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

/** In the thread's file: how it answers. What it throws ends the thread. */
export function answerQuestions(answer: (question: never) => object | Promise<object>): void {
  const reply = async ({ id, question }: Asked<never>): Promise<void> => {
    parentPort?.postMessage({ id, answer: await answer(question) } satisfies Answered<object>);
  };
  parentPort?.on('message', (asked: Asked<never>) => void reply(asked));
}
