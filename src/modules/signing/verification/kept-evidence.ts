import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  PdfSignatureError,
  type ValidationMaterial,
  type VerificationReport,
} from '../../../../libs/pdf-signature/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { gatherFor, lacksEvidence } from './evidence-gathering.js';
import { LongTermServices } from './long-term-services.js';

/** Base64 of DER. */
type Stored = Readonly<Record<keyof ValidationMaterial, readonly string[]>>;

/** Certificates, OCSP answers and CRLs that were gathered for a file and do not stand in it. */
@Injectable()
export class KeptEvidence {
  constructor(
    private readonly dataSource: DataSource,
    private readonly services: LongTermServices,
    private readonly clock: Clock,
  ) {}

  async of(sha256: string): Promise<ValidationMaterial | null> {
    const kept = await maybeRow<{ material: Stored }>(
      this.dataSource,
      'SELECT material FROM signing.kept_evidence WHERE sha256 = $1',
      [sha256],
    );
    if (!kept) return null;
    const { certificates, ocsp, crls } = kept.material;
    return { certificates: decoded(certificates), ocsp: decoded(ocsp), crls: decoded(crls) };
  }

  /**
   * What issuers say now of what the file leaves open, while somebody waits for the answer. Null
   * when nothing is open, nobody may be asked, or nobody answers in time.
   */
  async ask(pdf: Uint8Array, report: VerificationReport): Promise<ValidationMaterial | null> {
    if (!lacksEvidence(report)) return null;
    const source = await this.services.evidenceAtOnce();
    if (source === null) return null;
    try {
      const asked = await gatherFor(pdf, report, source);
      return asked.ocsp.length + asked.crls.length > 0 ? asked : null;
    } catch (error) {
      if (error instanceof PdfSignatureError) return null;
      throw error;
    }
  }

  async keep(sha256: string, { certificates, ocsp, crls }: ValidationMaterial): Promise<void> {
    const material: Stored = {
      certificates: encoded(certificates),
      ocsp: encoded(ocsp),
      crls: encoded(crls),
    };
    await rows(
      this.dataSource,
      `INSERT INTO signing.kept_evidence (sha256, material, gathered_at) VALUES ($1, $2, $3)
       ON CONFLICT (sha256) DO UPDATE SET material = excluded.material, gathered_at = excluded.gathered_at`,
      [sha256, JSON.stringify(material), this.clock.now()],
    );
  }
}

function encoded(parts: readonly Uint8Array[]): string[] {
  return parts.map((der) => Buffer.from(der).toString('base64'));
}

function decoded(parts: readonly string[]): Buffer[] {
  return parts.map((text) => Buffer.from(text, 'base64'));
}
