import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Session } from 'fastify';
import { DataSource } from 'typeorm';
import { Clock } from '../../../platform/clock/clock.js';
import { maybeRow } from '../../../platform/database/rows.js';
import { SessionStorePort } from '../../../platform/http/session-store.js';

/** Whoever reads the table learns no cookie: ids are stored as hashes. */
@Injectable()
export class DatabaseSessionStore extends SessionStorePort {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {
    super();
  }

  async read(sessionId: string): Promise<Session | null> {
    const row = await maybeRow<{ data: Session }>(
      this.dataSource,
      'SELECT data FROM identity.session WHERE id_hash = $1 AND expires_at > $2',
      [hashOf(sessionId), this.clock.now()],
    );
    return row?.data ?? null;
  }

  async write(sessionId: string, session: Session, expiresAt: Date): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO identity.session (id_hash, account_id, data, expires_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (id_hash) DO UPDATE SET account_id = excluded.account_id,
         data = excluded.data, expires_at = excluded.expires_at`,
      [hashOf(sessionId), session.accountId ?? null, JSON.stringify(session), expiresAt],
    );
  }

  async remove(sessionId: string): Promise<void> {
    await this.dataSource.query(
      'DELETE FROM identity.session WHERE id_hash = $1 OR expires_at <= $2',
      [hashOf(sessionId), this.clock.now()],
    );
  }
}

function hashOf(sessionId: string): Buffer {
  return createHash('sha256').update(sessionId).digest();
}
