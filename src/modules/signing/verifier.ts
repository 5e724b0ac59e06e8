import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PdfSignatureError, verifyPdf } from '../../../libs/pdf-signature/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { maybeRow, rows } from '../../platform/database/rows.js';
import { FileStore } from '../files/index.js';
import { NotAPdfError } from './signing.errors.js';
import { TrustAnchors } from './trust-anchors.js';
import { toVerificationView, type VerificationView } from './domain/verification-view.js';

@Injectable()
export class Verifier {
  constructor(
    private readonly dataSource: DataSource,
    private readonly files: FileStore,
    private readonly anchors: TrustAnchors,
    private readonly clock: Clock,
  ) {}

  /**
   * Judges these bytes now and keeps the report under their hash.
   *
   * @throws {NotAPdfError} no PDF, encrypted, or broken: with which of these
   */
  async verify(pdf: Uint8Array): Promise<VerificationView> {
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    const now = this.clock.now();
    const view = toVerificationView(sha256, await this.judge(pdf, now));
    await rows(
      this.dataSource,
      `INSERT INTO signing.verification (sha256, report, verified_at) VALUES ($1, $2, $3)
       ON CONFLICT (sha256) DO UPDATE SET report = excluded.report, verified_at = excluded.verified_at`,
      [sha256, JSON.stringify(view), now],
    );
    return view;
  }

  /** The kept report of a stored file; made when there is none yet. */
  async verifyStored(sha256: string): Promise<VerificationView> {
    const kept = await maybeRow<{ report: VerificationView }>(
      this.dataSource,
      'SELECT report FROM signing.verification WHERE sha256 = $1',
      [sha256],
    );
    return kept?.report ?? this.verify(await this.files.read(sha256));
  }

  private async judge(pdf: Uint8Array, at: Date): Promise<ReturnType<typeof verifyPdf>> {
    try {
      return verifyPdf(pdf, { trustAnchors: await this.anchors.all(), at });
    } catch (error) {
      if (error instanceof PdfSignatureError) throw new NotAPdfError(error.code);
      throw error;
    }
  }
}
