import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RemoteAuthorisation1763900130000 implements MigrationInterface {
  readonly name = 'RemoteAuthorisation1763900130000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Holders who are on the page of a signing service, until they come back from it.
      CREATE TABLE signing.remote_authorisation (
        -- What the service returns unchanged; the state itself is in the holder's browser alone.
        state_sha256 text PRIMARY KEY CHECK (state_sha256 ~ '^[0-9a-f]{64}$'),
        person_id uuid NOT NULL,
        post_id uuid NOT NULL,
        medium text NOT NULL,
        -- RFC 7636: worthless without the code that comes back.
        verifier text NOT NULL,
        redirect_uri text NOT NULL,
        act jsonb NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE INDEX remote_authorisation_end ON signing.remote_authorisation (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signing.remote_authorisation');
  }
}
