import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

declare const open: unique symbol;

/** Proof that a transaction is open. Only `UnitOfWork` makes one; every write asks for one. */
export type Tx = EntityManager & { readonly [open]: true };

@Injectable()
export class UnitOfWork {
  private readonly committed: (() => void)[] = [];

  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` in one READ COMMITTED transaction: all of it becomes true, or nothing. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const result = await this.dataSource.transaction(async (manager) => {
      const value = await work(manager as Tx);
      // A failure that was swallowed inside has aborted the transaction, yet COMMIT would answer
      // ROLLBACK and resolve: this statement then throws 25P02 (docs/adr/0004).
      await manager.query('SELECT 1');
      return value;
    });
    for (const listener of this.committed) listener();
    return result;
  }

  /** Called after every commit, to wake who polls for what the commit made visible. */
  onCommit(listener: () => void): void {
    this.committed.push(listener);
  }
}
