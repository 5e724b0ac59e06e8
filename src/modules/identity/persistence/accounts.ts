import { Injectable } from '@nestjs/common';
import { newId } from '../../../platform/database/new-id.js';
import { maybeRow, type Queryable } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { AccountId } from '../contracts/index.js';

export type Account = {
  readonly id: AccountId;
  readonly personId: string;
  readonly username: string;
  readonly passwordHash: string;
};

const COLUMNS = 'id, person_id AS "personId", username, password_hash AS "passwordHash"';

@Injectable()
export class Accounts {
  constructor(private readonly clock: Clock) {}

  findByUsername(db: Queryable, username: string): Promise<Account | null> {
    return maybeRow(
      db,
      `SELECT ${COLUMNS} FROM identity.account WHERE username = $1 AND disabled_at IS NULL`,
      [username],
    );
  }

  findById(db: Queryable, id: AccountId): Promise<Account | null> {
    return maybeRow(
      db,
      `SELECT ${COLUMNS} FROM identity.account WHERE id = $1 AND disabled_at IS NULL`,
      [id],
    );
  }

  async add(
    tx: Tx,
    account: { personId: string; username: string; passwordHash: string },
  ): Promise<AccountId> {
    const id = newId();
    await tx.query(
      `INSERT INTO identity.account (id, person_id, username, password_hash, created_at)
       VALUES ($1, $2, $3, $4, $5)`,
      [id, account.personId, account.username, account.passwordHash, this.clock.now()],
    );
    return id;
  }

  async changeHash(tx: Tx, id: AccountId, passwordHash: string): Promise<void> {
    await tx.query('UPDATE identity.account SET password_hash = $2 WHERE id = $1', [
      id,
      passwordHash,
    ]);
  }
}
