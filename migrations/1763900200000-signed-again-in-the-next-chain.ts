import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A draft that came back goes on in the same bytes: its next chain is signed anew. */
export class SignedAgainInTheNextChain1763900200000 implements MigrationInterface {
  readonly name = 'SignedAgainInTheNextChain1763900200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE signing.request ADD COLUMN chain integer NOT NULL DEFAULT 1 CHECK (chain >= 1);
      DROP INDEX signing.request_applied_once;
      -- A version is signed once for a purpose, whoever presses first and however often.
      CREATE UNIQUE INDEX request_applied_once
        ON signing.request (subject_id, purpose, base_sha256, chain) WHERE state = 'applied';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE signing.request AS earlier SET state = 'superseded', result_sha256 = NULL
        FROM signing.request AS later
       WHERE earlier.state = 'applied' AND later.state = 'applied' AND earlier.chain < later.chain
         AND (earlier.subject_id, earlier.purpose, earlier.base_sha256)
           = (later.subject_id, later.purpose, later.base_sha256);
      DROP INDEX signing.request_applied_once;
      ALTER TABLE signing.request DROP COLUMN chain;
      CREATE UNIQUE INDEX request_applied_once ON signing.request (subject_id, purpose, base_sha256)
        WHERE state = 'applied';
    `);
  }
}
