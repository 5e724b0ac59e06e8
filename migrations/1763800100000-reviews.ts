import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Reviews1763800100000 implements MigrationInterface {
  readonly name = 'Reviews1763800100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA reviews;

      CREATE TABLE reviews.review (
        id uuid PRIMARY KEY,
        committee_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        period text NOT NULL CHECK (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
        state text NOT NULL CHECK (state IN
          ('waiting-report', 'frozen', 'meeting', 'drafting', 'issued', 'closed')),
        period_close_id uuid,
        report_incoming_id uuid,
        report_symbol text,
        report_issued_on date,
        arrival_number integer,
        arrived_on date,
        meeting jsonb NOT NULL DEFAULT '{}',
        document_type text CHECK (document_type IN ('notice', 'conclusion', 'resolution')),
        document_id uuid UNIQUE,
        symbol text,
        issued_on date,
        rendered_at_version integer,
        version integer NOT NULL DEFAULT 1,
        opened_at timestamptz NOT NULL,
        UNIQUE (committee_id, agency_id, period),
        CHECK (state = 'waiting-report' OR period_close_id IS NOT NULL),
        CHECK (state NOT IN ('issued', 'closed') OR (symbol IS NOT NULL AND issued_on IS NOT NULL))
      );
      CREATE INDEX review_committee ON reviews.review (committee_id, period DESC, id);

      CREATE TABLE reviews.attendance (
        review_id uuid NOT NULL REFERENCES reviews.review (id),
        position integer NOT NULL,
        name text NOT NULL CHECK (name <> ''),
        title text NOT NULL,
        post_id uuid,
        kind text NOT NULL CHECK (kind IN ('member', 'invited')),
        present boolean NOT NULL,
        reason text NOT NULL DEFAULT '',
        PRIMARY KEY (review_id, position),
        CHECK (present OR reason <> '')
      );

      CREATE TABLE reviews.conclusion_item (
        id uuid PRIMARY KEY,
        review_id uuid NOT NULL REFERENCES reviews.review (id),
        number integer NOT NULL,
        target_codes text[] NOT NULL DEFAULT '{}',
        text text NOT NULL CHECK (text <> ''),
        responsible_id uuid NOT NULL,
        product text NOT NULL CHECK (product <> ''),
        product_type_codes text[] NOT NULL DEFAULT '{}',
        asked_due_on date NOT NULL,
        due_on date NOT NULL CHECK (due_on >= asked_due_on),
        task_id uuid UNIQUE,
        outcome text CHECK (outcome IN ('done', 'in-progress', 'not-done')),
        outcome_note text NOT NULL DEFAULT '',
        UNIQUE (review_id, number)
      );

      CREATE TABLE reviews.no_conclusion (
        review_id uuid NOT NULL REFERENCES reviews.review (id),
        target_code text NOT NULL,
        reason text NOT NULL CHECK (reason <> ''),
        PRIMARY KEY (review_id, target_code)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA reviews CASCADE');
  }
}
