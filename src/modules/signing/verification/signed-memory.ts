import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type {
  ExpectationCode,
  SignedExpectation,
  VerificationReport,
} from '../../../../libs/pdf-signature/index.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { isDamage } from '../domain/expectation-sentences.js';
import type { Judgement } from './judge-file.js';
import type { JudgedVersion } from './judge-version.js';
import { OutsideThread } from './outside-thread.js';

/** A file cut back to an earlier state is a good file by itself: only who remembers can tell. */
@Injectable()
export class SignedMemory {
  constructor(
    private readonly dataSource: DataSource,
    private readonly thread: OutsideThread,
  ) {}

  /** The reports of these versions are kept already, with what they must show again. */
  async remember(tx: Tx, versions: readonly JudgedVersion[]): Promise<void> {
    if (versions.length === 0) return;
    const endings = versions.flatMap(({ view: { sha256 }, endings }) =>
      endings.map((ending) => ({ ending, sha256 })),
    );
    await rows(
      tx,
      `INSERT INTO signing.known_ending (ending, sha256)
       SELECT ending, sha256 FROM unnest($1::text[], $2::text[]) AS given (ending, sha256)
       ON CONFLICT DO NOTHING`,
      [endings.map(({ ending }) => ending), endings.map(({ sha256 }) => sha256)],
    );
  }

  async expectationFor(sha256: string): Promise<SignedExpectation | null> {
    const kept = await maybeRow<{ expectation: SignedExpectation | null }>(
      this.dataSource,
      'SELECT expectation FROM signing.verification WHERE sha256 = $1',
      [sha256],
    );
    return kept?.expectation ?? null;
  }

  /**
   * What is missing in this file, by the most complete version that it descends from. A version
   * that shares unsigned bytes alone says nothing: two chains may begin with the same draft.
   */
  async compare(
    pdf: Uint8Array,
    { report, endings }: Judgement,
  ): Promise<readonly ExpectationCode[]> {
    const known = await rows<{ expectation: SignedExpectation }>(
      this.dataSource,
      `SELECT DISTINCT kept.sha256, kept.expectation
         FROM signing.known_ending AS known JOIN signing.verification AS kept USING (sha256)
        WHERE known.ending = ANY ($1) AND kept.expectation IS NOT NULL`,
      [endings],
    );
    const related = known
      .map(({ expectation }) => expectation)
      .filter((expectation) => isRelated(report, expectation));
    const newest = related.toSorted((a, b) => b.length - a.length)[0];
    if (newest === undefined) return [];
    // The same signatures in a file that goes another way: a later version of this very file.
    const alike = related.filter(
      ({ signatures }) => signatures.length === newest.signatures.length,
    );
    const found = await this.thread.ask('compare', pdf, report, alike);
    const isClean = found.some((codes) => !codes.some(isDamage));
    return isClean ? [] : (found[alike.indexOf(newest)] ?? []);
  }
}

/** One of its signed revisions is in both, or every signature is gone. */
function isRelated(report: VerificationReport, expectation: SignedExpectation): boolean {
  if (report.signatures.length === 0) return true;
  return report.signatures.some((signature) =>
    expectation.signatures.some(
      ({ field, revisionLength }) =>
        field === signature.field && revisionLength === signature.revisionLength,
    ),
  );
}
