import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SignedExpectation, ValidationMaterial } from '../../../libs/pdf-signature/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { maybeRow, type Queryable, rows } from '../../platform/database/rows.js';
import { FileStore } from '../files/index.js';
import { TrustAnchors } from './trust-anchors.js';
import { VERIFICATION_FORMAT, type VerificationView } from './domain/verification-view.js';
import { withMemory } from './domain/remembered-view.js';
import {
  type Grounds,
  type HashedFile,
  type Judgement,
  judgeFile,
} from './verification/judge-file.js';
import { KeptEvidence } from './verification/kept-evidence.js';
import { SignedMemory } from './verification/signed-memory.js';

/** Here, or in a thread. */
type Judge = (file: HashedFile, grounds: Grounds) => Judgement | Promise<Judgement>;

@Injectable()
export class Verifier {
  constructor(
    private readonly dataSource: DataSource,
    private readonly files: FileStore,
    private readonly anchors: TrustAnchors,
    private readonly evidence: KeptEvidence,
    private readonly memory: SignedMemory,
    private readonly clock: Clock,
  ) {}

  /**
   * Judges these bytes now, by what is at hand, and keeps nothing of them.
   *
   * @throws {NotAPdfError} no PDF, encrypted, or broken: with which of these
   */
  async judge(pdf: Uint8Array): Promise<Judgement> {
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    return judgeFile({ sha256, pdf }, await this.grounds([sha256]));
  }

  /** What these files are judged by at this moment. */
  async grounds(hashes: readonly string[]): Promise<Grounds> {
    const at = this.clock.now();
    const evidence = await this.evidence.of(hashes);
    return { at, evidence, trustAnchors: await this.anchors.all() };
  }

  /** The same, and what stays open is asked of the issuers, as far as they may be asked. */
  async judgeAsking(
    pdf: Uint8Array,
    judge: Judge = judgeFile,
  ): Promise<Judgement & { readonly asked: ValidationMaterial | null }> {
    const hash = createHash('sha256').update(pdf).digest('hex');
    const first = await judge({ sha256: hash, pdf }, await this.grounds([hash]));
    const asked = await this.evidence.ask(pdf, first.report);
    if (asked === null) return { ...first, asked };
    const { sha256 } = first.view;
    const grounds = await this.grounds([sha256]);
    const evidence = new Map([[sha256, asked]]);
    return { ...(await judge({ sha256, pdf }, { ...grounds, evidence })), asked };
  }

  /** And by what this system remembers of the file: signatures that were taken away. */
  async judgeFromOutside(pdf: Uint8Array, judge?: Judge): Promise<VerificationView> {
    const { report, view } = await this.judgeAsking(pdf, judge);
    return withMemory(view, await this.memory.compare(pdf, report));
  }

  /** Judges these bytes now and keeps the report under their hash. */
  async verify(pdf: Uint8Array): Promise<VerificationView> {
    const { view } = await this.judge(pdf);
    await this.keep(this.dataSource, [{ view }]);
    return view;
  }

  /** What came from elsewhere: judged with what is remembered, and kept so. */
  async verifyFromOutside(pdf: Uint8Array): Promise<VerificationView> {
    const { report, view, asked } = await this.judgeAsking(pdf);
    if (asked) await this.evidence.keep(view.sha256, asked);
    const remembered = withMemory(view, await this.memory.compare(pdf, report));
    await this.keep(this.dataSource, [{ view: remembered }]);
    return remembered;
  }

  /** A stored file that came from elsewhere, judged as it stands today. */
  async verifyArrived(sha256: string): Promise<VerificationView> {
    return this.verifyFromOutside(await this.files.read(sha256));
  }

  /** The kept report of a stored file; made when there is none yet. */
  async verifyStored(sha256: string): Promise<VerificationView> {
    const kept = await maybeRow<{ report: VerificationView }>(
      this.dataSource,
      'SELECT report FROM signing.verification WHERE sha256 = $1 AND format = $2',
      [sha256, VERIFICATION_FORMAT],
    );
    return kept?.report ?? this.verify(await this.files.read(sha256));
  }

  /**
   * The kept report of a stored file, unless it leaves something open: then the issuers are asked
   * now, and what they say is kept with a new report.
   */
  async verifySettled(sha256: string): Promise<VerificationView> {
    const kept = await this.verifyStored(sha256);
    if (kept.verdict !== 'unknown') return kept;
    const { view, asked } = await this.judgeAsking(await this.files.read(sha256));
    if (asked === null) return kept;
    await this.evidence.keep(sha256, asked);
    await this.keep(this.dataSource, [{ view }]);
    return view;
  }

  /**
   * By one statement; the newer report of a file replaces the older. What it must show again, once
   * it is known, stays.
   */
  async keep(
    db: Queryable,
    judged: readonly { view: VerificationView; expectation?: SignedExpectation }[],
  ): Promise<void> {
    if (judged.length === 0) return;
    await rows(
      db,
      `INSERT INTO signing.verification AS kept
         (sha256, report, verified_at, format, evidence, expectation)
       SELECT DISTINCT ON (view ->> 'sha256') view ->> 'sha256', view,
              (view ->> 'verifiedAt')::timestamptz, $2, view ->> 'evidence', expectation
         FROM jsonb_to_recordset($1::jsonb) AS judged (view jsonb, expectation jsonb)
        ORDER BY view ->> 'sha256'
       ON CONFLICT (sha256) DO UPDATE SET report = excluded.report, format = excluded.format,
         verified_at = excluded.verified_at, evidence = excluded.evidence,
         expectation = coalesce(kept.expectation, excluded.expectation)`,
      [
        JSON.stringify(judged.map(({ view, expectation }) => ({ view, expectation }))),
        VERIFICATION_FORMAT,
      ],
    );
  }
}
