import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../../../../config/settings.js';
import type {
  ValidationMaterial,
  VerificationReport,
} from '../../../../libs/pdf-signature/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { rows } from '../../../platform/database/rows.js';
import { NotAPdfError } from '../signing.errors.js';
import { TrustAnchors } from '../trust-anchors.js';
import { lacksEvidence } from './evidence-gathering.js';
import { OutsideThread } from './outside-thread.js';

/** Base64 of DER. */
type Stored = Readonly<Record<keyof ValidationMaterial, readonly string[]>>;

/** Certificates, OCSP answers and CRLs that were gathered for a file and do not stand in it. */
@Injectable()
export class KeptEvidence {
  constructor(
    private readonly dataSource: DataSource,
    private readonly thread: OutsideThread,
    private readonly settings: Settings,
    private readonly anchors: TrustAnchors,
    private readonly clock: Clock,
  ) {}

  /** Of those of these files for which something was gathered. */
  async of(hashes: readonly string[]): Promise<ReadonlyMap<string, ValidationMaterial>> {
    const kept = await rows<{ sha256: string; material: Stored }>(
      this.dataSource,
      'SELECT sha256, material FROM signing.kept_evidence WHERE sha256 = ANY ($1)',
      [hashes],
    );
    return new Map(kept.map(({ sha256, material }) => [sha256, toMaterial(material)]));
  }

  /**
   * What issuers say now of what the file leaves open, while somebody waits for the answer. Null
   * when nothing is open, nobody may be asked, or nobody answers in time.
   */
  async ask(pdf: Uint8Array, report: VerificationReport): Promise<ValidationMaterial | null> {
    const { hosts } = this.settings.verification;
    if (hosts.length === 0 || !lacksEvidence(report)) return null;
    const trustAnchors = await this.anchors.all();
    const asking = { hosts, trustAnchors, at: this.clock.now() };
    return this.thread.ask('gather', pdf, report, asking).catch((error: unknown) => {
      // Too much for the thread: what was judged before stands.
      if (error instanceof NotAPdfError) return null;
      throw error;
    });
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

function toMaterial({ certificates, ocsp, crls }: Stored): ValidationMaterial {
  return { certificates: decoded(certificates), ocsp: decoded(ocsp), crls: decoded(crls) };
}

function encoded(parts: readonly Uint8Array[]): string[] {
  return parts.map((der) => Buffer.from(der).toString('base64'));
}

function decoded(parts: readonly string[]): Buffer[] {
  return parts.map((text) => Buffer.from(text, 'base64'));
}
