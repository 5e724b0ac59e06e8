import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SigningMedia1763900010000 implements MigrationInterface {
  readonly name = 'SigningMedia1763900010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE signing.credential
        ADD COLUMN medium text NOT NULL DEFAULT 'software'
          CHECK (medium IN ('software', 'pkcs11', 'csc-v2', 'csc-v1', 'smartca', 'mysign', 'vgca', 'agent')),
        -- Where a key outside of this database is found; its provider writes and reads it.
        ADD COLUMN location jsonb,
        ALTER COLUMN sealed_key DROP NOT NULL,
        ADD CONSTRAINT credential_key_by_medium CHECK (
          CASE WHEN medium = 'software' THEN sealed_key IS NOT NULL AND location IS NULL
               ELSE sealed_key IS NULL AND location IS NOT NULL END);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM signing.request WHERE credential_id IN (SELECT id FROM signing.credential WHERE medium <> 'software');
      DELETE FROM signing.credential WHERE medium <> 'software';
      ALTER TABLE signing.credential
        DROP CONSTRAINT credential_key_by_medium,
        ALTER COLUMN sealed_key SET NOT NULL,
        DROP COLUMN location,
        DROP COLUMN medium;
    `);
  }
}
