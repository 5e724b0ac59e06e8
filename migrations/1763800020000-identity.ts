import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Identity1763800020000 implements MigrationInterface {
  readonly name = 'Identity1763800020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA identity;
      CREATE TABLE identity.account (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL UNIQUE REFERENCES organisation.person,
        username text NOT NULL CHECK (username ~ '^[a-z0-9][a-z0-9.-]{1,62}$'),
        password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
        disabled_at timestamptz,
        created_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX account_username ON identity.account (username);

      -- By name, not by account: a name that nobody has locks just the same and tells nothing.
      CREATE TABLE identity.sign_in_attempt (
        username_hash bytea PRIMARY KEY CHECK (length(username_hash) = 32),
        failed integer NOT NULL CHECK (failed > 0),
        last_at timestamptz NOT NULL,
        locked_until timestamptz
      );
      CREATE INDEX sign_in_attempt_last ON identity.sign_in_attempt (last_at);

      CREATE TABLE identity.session (
        id_hash bytea PRIMARY KEY CHECK (length(id_hash) = 32),
        account_id uuid REFERENCES identity.account ON DELETE CASCADE,
        data jsonb NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX session_account ON identity.session (account_id);
      CREATE INDEX session_expiry ON identity.session (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA identity CASCADE');
  }
}
