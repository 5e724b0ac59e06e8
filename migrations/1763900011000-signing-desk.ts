import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SigningDesk1763900011000 implements MigrationInterface {
  readonly name = 'SigningDesk1763900011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE signing.request
        DROP CONSTRAINT request_purpose_check,
        DROP CONSTRAINT request_state_check,
        ADD CONSTRAINT request_purpose_check
          CHECK (purpose IN ('initial-content', 'initial-form', 'approve', 'seal', 'annex', 'copy')),
        ADD CONSTRAINT request_state_check
          CHECK (state IN ('prepared', 'applied', 'failed', 'refused', 'expired', 'superseded')),
        ADD COLUMN title text NOT NULL DEFAULT '',
        -- Who asked, as he stood then: another request or process completes what he ordered.
        ADD COLUMN actor jsonb,
        -- Field, lock, place and what the subject wants to remember until the signature comes.
        ADD COLUMN instruction jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN batch_id uuid REFERENCES signing.batch,
        ADD CONSTRAINT request_open_has_actor CHECK (state <> 'prepared' OR actor IS NOT NULL) NOT VALID;
      CREATE INDEX request_open ON signing.request (expires_at) WHERE state = 'prepared';
      CREATE INDEX request_batch ON signing.request (batch_id) WHERE batch_id IS NOT NULL;

      ALTER TABLE signing.batch
        ADD COLUMN title text NOT NULL DEFAULT '',
        ADD COLUMN owner_kind text NOT NULL DEFAULT 'post' CHECK (owner_kind IN ('post', 'agency')),
        ADD COLUMN agency_id uuid REFERENCES organisation.unit,
        ADD CHECK ((owner_kind = 'agency') = (agency_id IS NOT NULL));
      CREATE INDEX batch_of_post ON signing.batch (post_id, created_at DESC);

      ALTER TABLE signing.batch_item
        DROP CONSTRAINT batch_item_state_check,
        ADD CONSTRAINT batch_item_state_check
          CHECK (state IN ('waiting', 'signing', 'confirming', 'done', 'failed')),
        -- What another process needs to go on after a crash.
        ADD COLUMN subject_type text NOT NULL DEFAULT 'outgoing-document',
        ADD COLUMN purpose text NOT NULL DEFAULT 'approve',
        ADD COLUMN context jsonb NOT NULL DEFAULT '{}';
      CREATE INDEX batch_item_open ON signing.batch_item (batch_id) WHERE state IN ('waiting', 'signing', 'confirming');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX signing.batch_item_open;
      UPDATE signing.batch_item SET state = 'signing' WHERE state = 'confirming';
      ALTER TABLE signing.batch_item
        DROP CONSTRAINT batch_item_state_check,
        ADD CONSTRAINT batch_item_state_check CHECK (state IN ('waiting', 'signing', 'done', 'failed')),
        DROP COLUMN subject_type, DROP COLUMN purpose, DROP COLUMN context;
      DROP INDEX signing.batch_of_post;
      ALTER TABLE signing.batch DROP COLUMN title, DROP COLUMN owner_kind, DROP COLUMN agency_id;
      UPDATE signing.request SET state = 'failed' WHERE state IN ('refused', 'expired', 'superseded');
      DELETE FROM signing.request WHERE purpose IN ('annex', 'copy');
      DROP INDEX signing.request_open, signing.request_batch;
      ALTER TABLE signing.request
        DROP CONSTRAINT request_open_has_actor,
        DROP CONSTRAINT request_purpose_check,
        DROP CONSTRAINT request_state_check,
        ADD CONSTRAINT request_purpose_check
          CHECK (purpose IN ('initial-content', 'initial-form', 'approve', 'seal')),
        ADD CONSTRAINT request_state_check CHECK (state IN ('prepared', 'applied', 'failed')),
        DROP COLUMN title, DROP COLUMN actor, DROP COLUMN instruction, DROP COLUMN batch_id;
    `);
  }
}
