import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { RequestAlreadyDoneError } from '../errors/platform.errors.js';
import { currentClaim, type RequestClaim } from './request-claim.js';
import { rows } from './rows.js';

declare const open: unique symbol;

/** Proof that a transaction is open. Only `UnitOfWork` makes one; every write asks for one. */
export type Tx = EntityManager & { readonly [open]: true };

@Injectable()
export class UnitOfWork {
  private readonly committed: (() => void)[] = [];

  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` in one READ COMMITTED transaction: all of it becomes true, or nothing. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const claim = currentClaim.getStore();
    const result = await this.dataSource.transaction(async (manager) => {
      if (claim?.taken === false) await take(manager as Tx, claim);
      const value = await work(manager as Tx);
      // A failure that was swallowed inside has aborted the transaction, yet COMMIT would answer
      // ROLLBACK and resolve: this statement then throws 25P02 (docs/adr/0004).
      await manager.query('SELECT 1');
      return value;
    });
    if (claim) claim.taken = true;
    for (const listener of this.committed) listener();
    return result;
  }

  /** Called after every commit, to wake who polls for what the commit made visible. */
  onCommit(listener: () => void): void {
    this.committed.push(listener);
  }
}

/**
 * The key becomes true with the effect: a request repeated after its answer was lost, or sent twice
 * at once, waits for the first transaction here and then finds the work done.
 */
async function take(tx: Tx, claim: RequestClaim): Promise<void> {
  const taken = await rows(
    tx,
    `INSERT INTO platform.idempotency_key (account_id, key, request_hash) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING key`,
    [claim.accountId, claim.key, claim.requestHash],
  );
  if (taken.length === 0) throw new RequestAlreadyDoneError();
}
