import { Injectable } from '@nestjs/common';
import {
  expectationOf,
  type SignedExpectation,
  type Sentence,
  type VerificationReport,
} from '../../../../libs/pdf-signature/index.js';
import { FileStore } from '../../files/index.js';
import { expectationSentence, isDamage } from '../domain/expectation-sentences.js';
import { Verifier } from '../verifier.js';
import { OutsideThread } from './outside-thread.js';
import { SignedMemory } from './signed-memory.js';

export type Comparison = {
  readonly result: 'same' | 'continues' | 'different';
  readonly differences: ({ readonly code: string } & Sentence)[];
};

/** Whether a file that somebody holds is a version that is stored here. */
@Injectable()
export class VersionComparison {
  constructor(
    private readonly files: FileStore,
    private readonly memory: SignedMemory,
    private readonly verifier: Verifier,
    private readonly thread: OutsideThread,
  ) {}

  async compare(pdf: Uint8Array, report: VerificationReport, sha256: string): Promise<Comparison> {
    const expected = (await this.memory.expectationFor(sha256)) ?? (await this.expectation(sha256));
    const [codes = []] = await this.thread.ask('compare', pdf, report, [expected]);
    const damage = codes.filter(isDamage);
    const isSame = pdf.length === expected.length && damage.length === 0;
    return {
      result: damage.length > 0 ? 'different' : isSame ? 'same' : 'continues',
      differences: codes.map((code) => ({ code, ...expectationSentence(code) })),
    };
  }

  private async expectation(sha256: string): Promise<SignedExpectation> {
    const pdf = await this.files.read(sha256);
    return expectationOf(pdf, (await this.verifier.judge({ sha256, pdf })).report, sha256);
  }
}
