import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ValidationMaterial } from '../../../../libs/pdf-signature/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';

/** Base64 of DER. */
type Stored = Readonly<Record<keyof ValidationMaterial, readonly string[]>>;

/** Certificates, OCSP answers and CRLs that were gathered for a file and do not stand in it. */
@Injectable()
export class KeptEvidence {
  constructor(
    private readonly dataSource: DataSource,
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
