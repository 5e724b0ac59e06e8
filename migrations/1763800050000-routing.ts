import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Routing1763800050000 implements MigrationInterface {
  readonly name = 'Routing1763800050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA routing;
      CREATE TABLE routing.directive (
        id uuid PRIMARY KEY,
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        by_post uuid NOT NULL,
        by_name text NOT NULL,
        by_title text NOT NULL,
        parent_assignment_id uuid,
        text text NOT NULL,
        due_on date,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX directive_subject ON routing.directive (subject_type, subject_id, created_at);

      CREATE TABLE routing.assignment (
        id uuid PRIMARY KEY,
        directive_id uuid NOT NULL REFERENCES routing.directive (id),
        parent_id uuid REFERENCES routing.assignment (id),
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        role text NOT NULL CHECK (role IN ('lead', 'coordinate', 'inform')),
        unit_id uuid NOT NULL,
        unit_name text NOT NULL,
        post_id uuid,
        post_name text,
        text text NOT NULL DEFAULT '',
        state text NOT NULL CHECK (state IN
          ('pending', 'accepted', 'in-progress', 'reported', 'completed', 'recalled')),
        due_on date,
        original_due_on date,
        progress text,
        result text,
        result_document_id uuid,
        reason text,
        created_at timestamptz NOT NULL,
        accepted_at timestamptz,
        reported_at timestamptz,
        completed_at timestamptz,
        -- For information only: never overdue (NĐ 30/2020, article 23.2).
        CHECK (role <> 'inform' OR due_on IS NULL),
        CHECK (parent_id IS NULL OR parent_id <> id)
      );
      CREATE UNIQUE INDEX assignment_one_lead ON routing.assignment (directive_id) WHERE role = 'lead';
      CREATE UNIQUE INDEX assignment_unit_once ON routing.assignment
        (directive_id, unit_id, coalesce(post_id, '00000000-0000-0000-0000-000000000000'));
      CREATE INDEX assignment_subject ON routing.assignment (subject_type, subject_id);
      CREATE INDEX assignment_parent ON routing.assignment (parent_id) WHERE parent_id IS NOT NULL;
      CREATE INDEX assignment_unit ON routing.assignment (unit_id, state);
      CREATE INDEX assignment_post ON routing.assignment (post_id, state) WHERE post_id IS NOT NULL;

      CREATE TABLE routing.assignment_move (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        assignment_id uuid NOT NULL REFERENCES routing.assignment (id),
        at timestamptz NOT NULL,
        post_id uuid,
        person_name text,
        action text NOT NULL,
        from_state text,
        to_state text NOT NULL,
        note text
      );
      CREATE INDEX assignment_move_of ON routing.assignment_move (assignment_id, id);

      -- For lists of the modules above, which join by subject.
      CREATE VIEW routing.report_assignment_v1 AS
        SELECT assignment.id, assignment.directive_id, assignment.parent_id,
               assignment.subject_type, assignment.subject_id, assignment.agency_id,
               assignment.role, assignment.unit_id, assignment.unit_name, assignment.post_id,
               assignment.post_name, assignment.state, assignment.due_on,
               assignment.original_due_on, assignment.result, assignment.created_at,
               assignment.completed_at, directive.by_post, directive.by_name, directive.by_title,
               CASE WHEN assignment.text = '' THEN directive.text ELSE assignment.text END AS text
        FROM routing.assignment
        JOIN routing.directive ON directive.id = assignment.directive_id;

      CREATE TABLE routing.phrase (
        id uuid PRIMARY KEY,
        post_id uuid NOT NULL,
        text text NOT NULL CHECK (length(btrim(text)) BETWEEN 1 AND 500),
        UNIQUE (post_id, text)
      );

      CREATE FUNCTION routing.keep_child_deadline() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.parent_id IS NOT NULL AND NEW.role <> 'inform' AND EXISTS (
          SELECT 1 FROM routing.assignment parent
          WHERE parent.id = NEW.parent_id AND parent.due_on IS NOT NULL
            AND (NEW.due_on IS NULL OR NEW.due_on > parent.due_on)
        ) THEN
          RAISE EXCEPTION 'a part of a task is due no later than the task';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER assignment_child_deadline BEFORE INSERT OR UPDATE OF due_on, parent_id
        ON routing.assignment FOR EACH ROW EXECUTE FUNCTION routing.keep_child_deadline();

      CREATE FUNCTION routing.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the history of an assignment is append-only';
      END $$;
      CREATE TRIGGER assignment_move_append_only BEFORE UPDATE OR DELETE ON routing.assignment_move
        FOR EACH ROW EXECUTE FUNCTION routing.refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA routing CASCADE');
  }
}
