import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The few files that a night could not handle are found among all that it did. */
export class UpkeepFailures1763900196000 implements MigrationInterface {
  readonly name = 'UpkeepFailures1763900196000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX upkeep_failed ON signing.upkeep (settled_at, sha256) WHERE outcome = 'failed'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX signing.upkeep_failed');
  }
}
