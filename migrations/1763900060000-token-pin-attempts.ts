import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TokenPinAttempts1763900060000 implements MigrationInterface {
  readonly name = 'TokenPinAttempts1763900060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- PINs tried at tokens before anything is registered that could count them.
      CREATE TABLE signing.token_pin_attempt (
        -- A key's place on a token, or an account: a hash of either, as places are as long as they like.
        subject_sha256 text PRIMARY KEY CHECK (subject_sha256 ~ '^[0-9a-f]{64}$'),
        failed_attempts integer NOT NULL,
        locked_until timestamptz
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signing.token_pin_attempt');
  }
}
