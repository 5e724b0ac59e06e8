import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SigningVgca1763900030000 implements MigrationInterface {
  readonly name = 'SigningVgca1763900030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One way in for a signer's program, which has no session: once, soon, for one document.
      CREATE TABLE signing.vgca_ticket (
        -- Only the hash: who reads the table cannot use what it holds.
        token_sha256 text PRIMARY KEY CHECK (token_sha256 ~ '^[0-9a-f]{64}$'),
        kind text NOT NULL CHECK (kind IN ('download', 'upload')),
        request_id uuid NOT NULL REFERENCES signing.request ON DELETE CASCADE,
        base_sha256 text NOT NULL CHECK (base_sha256 ~ '^[0-9a-f]{64}$'),
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE INDEX vgca_ticket_by_request ON signing.vgca_ticket (request_id);
      CREATE INDEX vgca_ticket_by_end ON signing.vgca_ticket (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signing.vgca_ticket');
  }
}
