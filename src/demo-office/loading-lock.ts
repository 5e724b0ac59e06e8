import type { DataSource } from 'typeorm';

const LOCK = 7432;

/** Several processes may start at once on one database: one loads, the others wait. */
export async function holdingTheLock(
  dataSource: DataSource,
  work: () => Promise<void>,
): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await work();
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    await runner.release();
  }
}
