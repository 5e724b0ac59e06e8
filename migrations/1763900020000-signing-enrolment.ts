import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SigningEnrolment1763900020000 implements MigrationInterface {
  readonly name = 'SigningEnrolment1763900020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What a device signs to show that it holds the key of the certificate that is registered.
      CREATE TABLE signing.enrolment_challenge (
        id uuid PRIMARY KEY,
        post_id uuid NOT NULL REFERENCES organisation.post,
        challenge text NOT NULL,
        expires_at timestamptz NOT NULL,
        -- Set by the first answer, good or bad: there is no second guess.
        used_at timestamptz
      );
      CREATE INDEX enrolment_challenge_expiry ON signing.enrolment_challenge (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signing.enrolment_challenge');
  }
}
