import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../../../platform/clock/clock.js';
import { maybeRow, rows } from '../../../../platform/database/rows.js';
import { VgcaTicketRefusedError } from './vgca.errors.js';

export type TicketKind = 'download' | 'upload';
export type Ticket = { readonly requestId: string; readonly baseSha256: string };

const GOOD_FOR_MS = 10 * 60_000;
const KEPT_FOR_MS = 24 * 60 * 60_000;

/** Ways in for the program on the signer's PC: each opens one document, in one direction, once. */
@Injectable()
export class VgcaTickets {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** What was given out for this request before opens nothing any more. */
  async issue(ticket: Ticket, until: Date): Promise<Readonly<Record<TicketKind, string>>> {
    const now = this.clock.now().getTime();
    const expiresAt = new Date(Math.min(until.getTime(), now + GOOD_FOR_MS));
    await rows(
      this.dataSource,
      'DELETE FROM signing.vgca_ticket WHERE expires_at < $1 OR (request_id = $2 AND used_at IS NULL)',
      [new Date(now - KEPT_FOR_MS), ticket.requestId],
    );
    const tokens = { download: newToken(), upload: newToken() };
    await rows(
      this.dataSource,
      `INSERT INTO signing.vgca_ticket (token_sha256, kind, request_id, base_sha256, expires_at)
       VALUES ($1, 'download', $3, $4, $5), ($2, 'upload', $3, $4, $5)`,
      [hash(tokens.download), hash(tokens.upload), ticket.requestId, ticket.baseSha256, expiresAt],
    );
    return tokens;
  }

  /** Looked at before a body is read; only {@link claim} uses it up. @throws {VgcaTicketRefusedError} */
  async require(kind: TicketKind, token: string): Promise<void> {
    const found = await maybeRow(
      this.dataSource,
      `SELECT 1 FROM signing.vgca_ticket
        WHERE token_sha256 = $1 AND kind = $2 AND used_at IS NULL AND expires_at > $3`,
      [hash(token), kind, this.clock.now()],
    );
    if (!found) throw new VgcaTicketRefusedError();
  }

  /**
   * Of two who come with it one finds it used.
   *
   * @throws {VgcaTicketRefusedError}
   */
  async claim(kind: TicketKind, token: string): Promise<Ticket> {
    const claimed = await maybeRow<{ request_id: string; base_sha256: string }>(
      this.dataSource,
      `UPDATE signing.vgca_ticket SET used_at = $3
        WHERE token_sha256 = $1 AND kind = $2 AND used_at IS NULL AND expires_at > $3
        RETURNING request_id, base_sha256`,
      [hash(token), kind, this.clock.now()],
    );
    if (!claimed) throw new VgcaTicketRefusedError();
    return { requestId: claimed.request_id, baseSha256: claimed.base_sha256 };
  }
}

const newToken = (): string => randomBytes(32).toString('base64url');
const hash = (token: string): string => createHash('sha256').update(token).digest('hex');
