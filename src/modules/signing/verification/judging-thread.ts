import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AskedThread } from '../../../platform/threads/asked-thread.js';
import type { Grounds, HashedFile } from './judge-file.js';
import type { JudgedVersion } from './judge-version.js';

export type Question = { readonly versions: readonly HashedFile[]; readonly grounds: Grounds };

/** Errors have no classes on their way between threads: each file is then asked about again alone. */
export type Answer = { readonly judged: readonly JudgedVersion[] } | { readonly failed: string };

/** Bytes that are handed over at once; they are copied. */
const HANDFUL = 1024 * 1024;
/** Handfuls on their way: one is judged while the next is copied. */
const UNDER_WAY = 2;

/** Judges the files of a batch beside the event loop: on the other core, and nobody waits for it. */
@Injectable()
export class JudgingThread implements OnApplicationShutdown {
  private readonly thread = new AskedThread<Question, Answer>(
    new URL('./judging-thread-entry', import.meta.url),
  );

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

  onApplicationShutdown(): Promise<void> {
    return this.thread.end();
  }

  private async ask(
    versions: readonly HashedFile[],
    grounds: Grounds,
  ): Promise<readonly JudgedVersion[]> {
    const answer = await this.thread.ask({ versions, grounds });
    if (answer === null) throw new Error('The judging thread has ended');
    if ('failed' in answer) throw new Error(answer.failed);
    return answer.judged;
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
