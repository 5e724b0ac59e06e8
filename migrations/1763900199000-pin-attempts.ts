import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Wrong PINs of keys are counted where those of tokens are; running locks go on. */
export class PinAttempts1763900199000 implements MigrationInterface {
  readonly name = 'PinAttempts1763900199000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE signing.token_pin_attempt RENAME TO pin_attempt;
      INSERT INTO signing.pin_attempt (subject_sha256, failed_attempts, locked_until)
      SELECT encode(sha256(convert_to('["credential","' || id || '"]', 'UTF8')), 'hex'),
             failed_attempts, locked_until
        FROM signing.credential WHERE failed_attempts > 0;
      ALTER TABLE signing.credential DROP COLUMN failed_attempts, DROP COLUMN locked_until;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE signing.credential
        ADD COLUMN failed_attempts integer NOT NULL DEFAULT 0 CHECK (failed_attempts >= 0),
        ADD COLUMN locked_until timestamptz;
      WITH back AS (
        DELETE FROM signing.pin_attempt a USING signing.credential c
         WHERE a.subject_sha256 = encode(sha256(convert_to('["credential","' || c.id || '"]', 'UTF8')), 'hex')
        RETURNING c.id, a.failed_attempts, a.locked_until)
      UPDATE signing.credential c
         SET failed_attempts = back.failed_attempts, locked_until = back.locked_until
        FROM back WHERE back.id = c.id;
      ALTER TABLE signing.pin_attempt RENAME TO token_pin_attempt;
    `);
  }
}
