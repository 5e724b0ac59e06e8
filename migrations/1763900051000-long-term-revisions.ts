import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LongTermRevisions1763900051000 implements MigrationInterface {
  readonly name = 'LongTermRevisions1763900051000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE documents.revision DROP CONSTRAINT revision_kind_check,
        ADD CONSTRAINT revision_kind_check CHECK (kind IN
          ('draft', 'fields', 'initial-content', 'initial-form', 'approve', 'number', 'seal', 'long-term'));
      DROP INDEX documents.revision_step_once;
      -- Long-term data is renewed as often as a time-stamp ends.
      CREATE UNIQUE INDEX revision_step_once ON documents.revision (document_id, chain, kind)
        WHERE kind <> 'long-term';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX documents.revision_step_once;
      CREATE UNIQUE INDEX revision_step_once ON documents.revision (document_id, chain, kind);
      ALTER TABLE documents.revision DROP CONSTRAINT revision_kind_check,
        ADD CONSTRAINT revision_kind_check CHECK (kind IN
          ('draft', 'fields', 'initial-content', 'initial-form', 'approve', 'number', 'seal'));
    `);
  }
}
