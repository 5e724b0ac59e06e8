import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Tasks1763800080000 implements MigrationInterface {
  readonly name = 'Tasks1763800080000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA tasks;

      CREATE TABLE tasks.task (
        id uuid PRIMARY KEY,
        source text NOT NULL CHECK (source IN ('plan', 'conclusion', 'directive')),
        source_id uuid NOT NULL,
        source_label text NOT NULL,
        source_document_id uuid,
        giver_agency_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        unit_id uuid,
        post_id uuid,
        parent_id uuid REFERENCES tasks.task (id),
        number text NOT NULL,
        text text NOT NULL CHECK (text <> ''),
        product text NOT NULL,
        product_type_codes text[] NOT NULL DEFAULT '{}',
        coordinators text[] NOT NULL DEFAULT '{}',
        target_codes text[] NOT NULL DEFAULT '{}',
        starred boolean NOT NULL DEFAULT false,
        deadline_kind text NOT NULL
          CHECK (deadline_kind IN ('DATE', 'MONTH', 'QUARTER', 'PERIODIC', 'CONTINUOUS', 'EVENT')),
        deadline_text text NOT NULL,
        due_on date,
        original_due_on date,
        state text NOT NULL
          CHECK (state IN ('pending', 'accepted', 'in-progress', 'reported', 'done', 'recalled')),
        percent integer NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100),
        progress_note text NOT NULL DEFAULT '',
        result text,
        proof_document_id uuid,
        proof_symbol text,
        started_at timestamptz NOT NULL,
        accepted_at timestamptz,
        reported_at timestamptz,
        done_at timestamptz,
        done_on date,
        version integer NOT NULL DEFAULT 1,
        CHECK (unit_id IS NOT NULL OR post_id IS NULL),
        CHECK (parent_id IS NULL OR unit_id IS NOT NULL),
        CHECK ((state = 'done') = (done_on IS NOT NULL))
      );
      -- One duty per source row and agency, however often the directive's event arrives.
      CREATE UNIQUE INDEX task_once_per_agency ON tasks.task (source, source_id, agency_id)
        WHERE parent_id IS NULL;
      CREATE UNIQUE INDEX task_once_per_unit ON tasks.task (parent_id, unit_id)
        WHERE parent_id IS NOT NULL AND state <> 'recalled';
      CREATE INDEX task_agency ON tasks.task (agency_id, due_on, id);
      CREATE INDEX task_giver ON tasks.task (giver_agency_id, due_on, id) WHERE parent_id IS NULL;
      CREATE INDEX task_unit ON tasks.task (unit_id, post_id);
      CREATE INDEX task_document ON tasks.task (source_document_id);

      CREATE TABLE tasks.task_event (
        id uuid PRIMARY KEY,
        task_id uuid NOT NULL REFERENCES tasks.task (id),
        at timestamptz NOT NULL,
        post_id uuid,
        person_name text,
        action text NOT NULL,
        from_state text,
        to_state text NOT NULL,
        note text NOT NULL DEFAULT ''
      );
      CREATE INDEX task_event_task ON tasks.task_event (task_id, at, id);

      CREATE VIEW tasks.report_task_v1 AS
        SELECT id, source, source_id, source_label, agency_id, parent_id, number, text, state,
               percent, progress_note, result, proof_symbol, due_on, started_at, done_on
        FROM tasks.task;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA tasks CASCADE');
  }
}
