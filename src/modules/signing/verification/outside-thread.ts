import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type {
  ExpectationCode,
  LintCode,
  SignedExpectation,
  ValidationMaterial,
  VerificationReport,
} from '../../../../libs/pdf-signature/index.js';
import { AskedThread } from '../../../platform/threads/asked-thread.js';
import type { ReturnedFileProblem } from '../domain/refusal-reasons.js';
import type { ExpectedReturn } from '../domain/returned-file.js';
import { NotAPdfError } from '../signing.errors.js';
import type { Asking } from './evidence-gathering.js';
import type { Grounds, HashedFile, Judgement } from './judge-file.js';

/** What is asked of a file, and what is answered. */
export type OutsideActs = {
  readonly judge: (file: HashedFile, grounds: Grounds) => Judgement;
  readonly gather: (
    pdf: Uint8Array,
    report: VerificationReport,
    asking: Asking,
  ) => Promise<ValidationMaterial | null>;
  /** By each of what is remembered, in their order. */
  readonly compare: (
    pdf: Uint8Array,
    report: VerificationReport,
    remembered: readonly SignedExpectation[],
  ) => readonly (readonly ExpectationCode[])[];
  readonly lint: (pdf: Uint8Array) => readonly LintCode[];
  /** What somebody's program made of a document of ours. */
  readonly compareReturned: (
    before: Uint8Array,
    after: Uint8Array,
    expected: ExpectedReturn,
  ) => ReturnedFileProblem | null;
};
type Act = keyof OutsideActs;

export type Question = {
  [Name in Act]: { readonly act: Name; readonly given: Parameters<OutsideActs[Name]> };
}[Act];
export type Answer =
  | { readonly said: Awaited<ReturnType<OutsideActs[Act]>> }
  /** By the code of the library. */
  | { readonly unreadable: string }
  | { readonly failed: string };

/** What a file made to cost much may take before it alone is given up. */
const MOST_HEAP_MB = 768;

/**
 * Looks into what anybody sends, beside the event loop and apart from what this office signs: a file
 * that was made to cost much keeps nobody waiting but its sender.
 */
@Injectable()
export class OutsideThread implements OnApplicationShutdown {
  private readonly thread = new AskedThread<Question, Answer>(
    new URL('./outside-thread-entry', import.meta.url),
    // The file of somebody else may have ended the thread that had this one, too.
    { tries: 2, resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB } },
  );

  /** @throws {NotAPdfError} no PDF, encrypted, broken, or too much for the thread */
  async ask<Name extends Act>(
    act: Name,
    ...given: Parameters<OutsideActs[Name]>
  ): Promise<Awaited<ReturnType<OutsideActs[Name]>>> {
    const answer = await this.thread.ask({ act, given } as Question);
    if (answer === null) throw new NotAPdfError('pdf.too-complex');
    if ('unreadable' in answer) throw new NotAPdfError(answer.unreadable);
    if ('failed' in answer) throw new Error(answer.failed);
    return answer.said as Awaited<ReturnType<OutsideActs[Name]>>;
  }

  onApplicationShutdown(): Promise<void> {
    return this.thread.end();
  }
}
