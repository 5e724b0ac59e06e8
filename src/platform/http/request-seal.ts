import { createHmac, hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';

/**
 * Tells whether two requests are the same. Requests carry PINs, which are few enough to be tried
 * out against a bare digest: what is stored needs a secret that no copy of the database holds.
 */
@Injectable()
export class RequestSeal {
  private key: Uint8Array | null = null;

  /** Called once, before the first request. */
  open(secret: string): void {
    this.key = new Uint8Array(hkdfSync('sha256', secret, '', 'idempotency-key', 32));
  }

  of(url: string, body: unknown): string {
    if (this.key === null) throw new Error('The request seal was not opened');
    return createHmac('sha256', this.key)
      .update(`${url}\n${JSON.stringify(body ?? null)}`)
      .digest('hex');
  }
}
