import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SignedExpectation, ValidationMaterial } from '../../../libs/pdf-signature/index.js';
import { maybeRow, type Queryable, rows } from '../../platform/database/rows.js';
import { FileStore } from '../files/index.js';
import { VERIFICATION_FORMAT, type VerificationView } from './domain/verification-view.js';
import { withMemory } from './domain/remembered-view.js';
import { hashed, type HashedFile, type Judgement } from './verification/judge-file.js';
import { JudgingGrounds } from './verification/judging-grounds.js';
import { KeptEvidence } from './verification/kept-evidence.js';
import { OutsideThread } from './verification/outside-thread.js';
import { SignedMemory } from './verification/signed-memory.js';

type Asked = { readonly asked: ValidationMaterial | null };
type Kept = Pick<Judgement, 'view' | 'end'> & { readonly expectation?: SignedExpectation };

@Injectable()
export class Verifier {
  constructor(
    private readonly dataSource: DataSource,
    private readonly files: FileStore,
    private readonly grounds: JudgingGrounds,
    private readonly evidence: KeptEvidence,
    private readonly memory: SignedMemory,
    private readonly thread: OutsideThread,
  ) {}

  /**
   * Judges these bytes now, by what is at hand, and keeps nothing of them.
   *
   * @throws {NotAPdfError} no PDF, encrypted, or broken: with which of these
   */
  async judge(file: HashedFile): Promise<Judgement> {
    return this.thread.ask('judge', file, await this.grounds.of([file.sha256]));
  }

  /** The same, and what stays open is asked of the issuers, as far as they may be asked. */
  async judgeAsking(file: HashedFile): Promise<Judgement & Asked> {
    const first = await this.judge(file);
    const asked = await this.evidence.ask(file.pdf, first.report);
    if (asked === null) return { ...first, asked };
    const grounds = await this.grounds.of([]);
    const evidence = new Map([[file.sha256, asked]]);
    return { ...(await this.thread.ask('judge', file, { ...grounds, evidence })), asked };
  }

  /** And by what this system remembers of the file: signatures that were taken away. */
  async judgeFromOutside(pdf: Uint8Array): Promise<VerificationView> {
    return (await this.lookFromOutside(await hashed(pdf))).view;
  }

  /** Judges these bytes now and keeps the report under their hash. */
  async verify(pdf: Uint8Array): Promise<VerificationView> {
    return this.verifyFile(await hashed(pdf));
  }

  /** What came from elsewhere: judged with what is remembered, and kept so. */
  async verifyFromOutside(pdf: Uint8Array): Promise<VerificationView> {
    return this.verifyForeign(await hashed(pdf));
  }

  /** A stored file that came from elsewhere, judged as it stands today. */
  async verifyArrived(sha256: string): Promise<VerificationView> {
    return this.verifyForeign(await this.stored(sha256));
  }

  /** The kept report of a stored file; made when there is none yet. */
  async verifyStored(sha256: string): Promise<VerificationView> {
    const kept = await maybeRow<{ report: VerificationView }>(
      this.dataSource,
      'SELECT report FROM signing.verification WHERE sha256 = $1 AND format = $2',
      [sha256, VERIFICATION_FORMAT],
    );
    return kept?.report ?? this.verifyFile(await this.stored(sha256));
  }

  /**
   * The kept report of a stored file, unless it is old or leaves something open: then the issuers are
   * asked now, and what they say is kept with a new report.
   */
  async verifySettled(sha256: string): Promise<VerificationView> {
    const kept = await this.verifyStored(sha256);
    const isFresh = this.grounds.isFresh(kept);
    if (isFresh && kept.verdict !== 'unknown') return kept;
    const { asked, ...judgement } = await this.judgeAsking(await this.stored(sha256));
    if (isFresh && asked === null) return kept;
    if (asked) await this.evidence.keep(sha256, asked);
    await this.keep(this.dataSource, [judgement]);
    return judgement.view;
  }

  /**
   * By one statement; the newer report of a file replaces the older. What it must show again, once
   * it is known, stays.
   */
  async keep(db: Queryable, judged: readonly Kept[]): Promise<void> {
    if (judged.length === 0) return;
    await rows(
      db,
      `INSERT INTO signing.verification AS kept
         (sha256, report, verified_at, format, evidence, expectation, ends_at, end_cause)
       SELECT DISTINCT ON (view ->> 'sha256') view ->> 'sha256', view,
              (view ->> 'verifiedAt')::timestamptz, $2, view ->> 'evidence', expectation,
              ("end" ->> 'at')::timestamptz, "end" ->> 'cause'
         FROM jsonb_to_recordset($1::jsonb) AS judged (view jsonb, expectation jsonb, "end" jsonb)
        ORDER BY view ->> 'sha256'
       ON CONFLICT (sha256) DO UPDATE SET report = excluded.report, format = excluded.format,
         verified_at = excluded.verified_at, evidence = excluded.evidence,
         expectation = coalesce(kept.expectation, excluded.expectation),
         ends_at = excluded.ends_at, end_cause = excluded.end_cause`,
      [
        JSON.stringify(judged.map(({ view, end, expectation }) => ({ view, end, expectation }))),
        VERIFICATION_FORMAT,
      ],
    );
  }

  private async verifyFile(file: HashedFile): Promise<VerificationView> {
    const judgement = await this.judge(file);
    await this.keep(this.dataSource, [judgement]);
    return judgement.view;
  }

  private async verifyForeign(file: HashedFile): Promise<VerificationView> {
    const { asked, ...judgement } = await this.lookFromOutside(file);
    if (asked) await this.evidence.keep(file.sha256, asked);
    await this.keep(this.dataSource, [judgement]);
    return judgement.view;
  }

  private async lookFromOutside(file: HashedFile): Promise<Judgement & Asked> {
    const judgement = await this.judgeAsking(file);
    const remembered = await this.memory.compare(file.pdf, judgement);
    return { ...judgement, view: withMemory(judgement.view, remembered) };
  }

  private async stored(sha256: string): Promise<HashedFile> {
    return { sha256, pdf: await this.files.read(sha256) };
  }
}
