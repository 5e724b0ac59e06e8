import { Injectable } from '@nestjs/common';
import {
  compareWithExpectation,
  expectationOf,
  type Sentence,
  type VerificationReport,
} from '../../../../libs/pdf-signature/index.js';
import { FileStore } from '../../files/index.js';
import { expectationSentence, isDamage } from '../domain/expectation-sentences.js';
import { Verifier } from '../verifier.js';
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
  ) {}

  async compare(pdf: Uint8Array, report: VerificationReport, sha256: string): Promise<Comparison> {
    const expected = (await this.memory.expectationFor(sha256)) ?? (await this.expectation(sha256));
    const codes = compareWithExpectation(pdf, report, expected);
    const damage = codes.filter(isDamage);
    const isSame = pdf.length === expected.length && damage.length === 0;
    return {
      result: damage.length > 0 ? 'different' : isSame ? 'same' : 'continues',
      differences: codes.map((code) => ({ code, ...expectationSentence(code) })),
    };
  }

  private async expectation(sha256: string): Promise<ReturnType<typeof expectationOf>> {
    const stored = await this.files.read(sha256);
    return expectationOf(stored, (await this.verifier.judge(stored)).report);
  }
}
