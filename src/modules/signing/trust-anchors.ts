import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '../../platform/database/rows.js';

@Injectable()
export class TrustAnchors {
  constructor(private readonly dataSource: DataSource) {}

  /** DER certificates that a chain may end in. */
  async all(): Promise<readonly Uint8Array[]> {
    const found = await rows<{ certificate: Buffer }>(
      this.dataSource,
      'SELECT certificate FROM signing.trust_anchor ORDER BY sha256',
    );
    return found.map((anchor) => anchor.certificate);
  }
}
