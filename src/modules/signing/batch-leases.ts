import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';
import { maybeRow } from '../../platform/database/rows.js';

/** Names our locks among the two-part advisory locks of the database. */
const LEASES = 0x7369676e;

/**
 * Who is at work on a batch. A lease is an advisory lock of one connection: when its process ends,
 * however suddenly, the database lets go of it in the same moment, and the batch can be resumed.
 */
@Injectable()
export class BatchLeases implements OnApplicationShutdown {
  private connection: Promise<QueryRunner> | null = null;
  private readonly held = new Set<string>();

  constructor(private readonly dataSource: DataSource) {}

  /** False: it is at work, here or in another process. */
  async take(batchId: string): Promise<boolean> {
    if (this.held.has(batchId)) return false;
    this.held.add(batchId);
    try {
      if (await this.lock(batchId)) return true;
    } catch (error) {
      this.held.delete(batchId);
      // The other leases of a broken connection are lost with it.
      await this.disconnect();
      throw error;
    }
    await this.release(batchId);
    return false;
  }

  async giveBack(batchId: string): Promise<void> {
    const connection = await this.connected();
    await maybeRow(connection.manager, 'SELECT pg_advisory_unlock($1, hashtext($2))', [
      LEASES,
      batchId,
    ]).catch(() => null);
    await this.release(batchId);
  }

  async onApplicationShutdown(): Promise<void> {
    this.held.clear();
    await this.disconnect();
  }

  private async lock(batchId: string): Promise<boolean> {
    const connection = await this.connected();
    const answer = await maybeRow<{ taken: boolean }>(
      connection.manager,
      'SELECT pg_try_advisory_lock($1, hashtext($2)) AS taken',
      [LEASES, batchId],
    );
    return answer?.taken === true;
  }

  private connected(): Promise<QueryRunner> {
    this.connection ??= this.connect().catch((error: unknown) => {
      this.connection = null;
      throw error;
    });
    return this.connection;
  }

  private async connect(): Promise<QueryRunner> {
    const runner = this.dataSource.createQueryRunner();
    await runner.connect();
    return runner;
  }

  private async release(batchId: string): Promise<void> {
    this.held.delete(batchId);
    if (this.held.size === 0) await this.disconnect();
  }

  private async disconnect(): Promise<void> {
    const connection = this.connection;
    this.connection = null;
    await connection?.then((runner) => runner.release()).catch(() => undefined);
  }
}

/** Whether somebody holds the lease of the batch with this id: an SQL expression. */
export function isAtWork(id: string): string {
  return `EXISTS (SELECT 1 FROM pg_locks lease
    WHERE lease.locktype = 'advisory' AND lease.granted AND lease.objsubid = 2
      AND lease.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND lease.classid = ${LEASES}
      AND lease.objid = (hashtext((${id})::text)::bigint & 4294967295)::oid)`;
}
