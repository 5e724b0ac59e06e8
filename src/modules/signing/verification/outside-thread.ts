import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { NotAPdfError } from '../signing.errors.js';
import { AskedThread } from './asked-thread.js';
import type { Grounds, HashedFile, Judgement } from './judge-file.js';

export type Question = { readonly file: HashedFile; readonly grounds: Grounds };
export type Answer =
  | { readonly judgement: Judgement }
  /** By the code of the library. */
  | { readonly unreadable: string }
  | { readonly failed: string };

/** What a file made to cost much may take before it alone is given up. */
const MOST_HEAP_MB = 768;
/** The file of somebody else may have ended the thread that had this one, too. */
const TRIES = 2;

/**
 * Judges what anybody sends, beside the event loop and apart from what this office signs: a file
 * that was made to cost much keeps nobody waiting but its sender.
 */
@Injectable()
export class OutsideThread implements OnApplicationShutdown {
  private readonly thread = new AskedThread<Question, Answer>('outside-thread-entry', {
    maxOldGenerationSizeMb: MOST_HEAP_MB,
  });

  /** @throws {NotAPdfError} no PDF, encrypted, broken, or too much for the thread */
  readonly judge = async (file: HashedFile, grounds: Grounds): Promise<Judgement> => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const answer = await this.thread.ask({ file, grounds });
      if (answer === null) continue;
      if ('unreadable' in answer) throw new NotAPdfError(answer.unreadable);
      if ('failed' in answer) throw new Error(answer.failed);
      return answer.judgement;
    }
    throw new NotAPdfError('pdf.too-complex');
  };

  onApplicationShutdown(): Promise<void> {
    return this.thread.end();
  }
}
