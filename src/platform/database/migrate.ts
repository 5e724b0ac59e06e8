import { createDataSource } from './data-source.js';
import { prepareJobs } from '../jobs/prepare-jobs.js';
import { WrongDatabaseLocaleError } from './database.errors.js';

/**
 * Brings the database at `url` to the newest schema, jobs included; safe to run by several
 * processes at once (one advisory lock).
 *
 * @throws {WrongDatabaseLocaleError} the server cannot lower-case or tokenise Vietnamese
 */
export async function migrate(url: string): Promise<void> {
  const dataSource = createDataSource(url);
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock(7431)');
    await lock.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    const [check] = (await lock.query(
      `SELECT lower('Đ') = 'đ' AND coalesce(array_length(show_trgm('Đường'), 1), 0) > 3 AS ok`,
    )) as { ok: boolean }[];
    if (check?.ok !== true) throw new WrongDatabaseLocaleError();
    await dataSource.runMigrations();
    await prepareJobs(url);
  } finally {
    await lock.query('SELECT pg_advisory_unlock(7431)').catch(() => undefined);
    await lock.release();
    await dataSource.destroy();
  }
}
