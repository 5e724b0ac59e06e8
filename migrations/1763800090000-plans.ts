import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Plans1763800090000 implements MigrationInterface {
  readonly name = 'Plans1763800090000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PLAN_TABLES);
    await runner.query(REPORT_TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA plans CASCADE');
  }
}

const PLAN_TABLES = `
  CREATE SCHEMA plans;

  CREATE TABLE plans.plan (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    drafting_agency_id uuid NOT NULL,
    drafting_unit_id uuid NOT NULL,
    year integer NOT NULL CHECK (year BETWEEN 2000 AND 2200),
    title text NOT NULL CHECK (title <> ''),
    state text NOT NULL CHECK (state IN ('draft', 'submitted', 'in-force', 'replaced')),
    specifies_plan_id uuid REFERENCES plans.plan (id),
    content jsonb NOT NULL,
    version integer NOT NULL DEFAULT 1,
    rendered_content jsonb,
    rendered_sha256 text,
    document_id uuid UNIQUE,
    symbol text,
    issued_on date,
    created_by_post uuid,
    created_at timestamptz NOT NULL,
    CHECK (state NOT IN ('in-force', 'replaced') OR (symbol IS NOT NULL AND issued_on IS NOT NULL))
  );
  CREATE INDEX plan_agency ON plans.plan (agency_id, year DESC, id);
  CREATE INDEX plan_drafting ON plans.plan (drafting_agency_id, year DESC, id);

  -- What follows exists from the day of release; before it the plan is its content alone.
  CREATE TABLE plans.target (
    id uuid PRIMARY KEY,
    plan_id uuid NOT NULL REFERENCES plans.plan (id),
    position integer NOT NULL,
    code text NOT NULL,
    definition jsonb NOT NULL,
    UNIQUE (plan_id, code)
  );

  CREATE TABLE plans.reporter (
    plan_id uuid NOT NULL REFERENCES plans.plan (id),
    unit_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    level text NOT NULL,
    name text NOT NULL,
    position integer NOT NULL,
    PRIMARY KEY (plan_id, unit_id)
  );
  CREATE INDEX reporter_agency ON plans.reporter (agency_id);

  CREATE TABLE plans.duty (
    id uuid PRIMARY KEY,
    plan_id uuid NOT NULL REFERENCES plans.plan (id),
    number text NOT NULL,
    position integer NOT NULL,
    lead_agency_id uuid NOT NULL,
    lead_unit_id uuid,
    definition jsonb NOT NULL,
    due_on date,
    task_id uuid UNIQUE,
    started_at timestamptz,
    CHECK ((task_id IS NULL) = (started_at IS NULL))
  );
  -- A row addressed to a group becomes a row per agency, each with its one lead.
  CREATE UNIQUE INDEX duty_one_lead
    ON plans.duty (plan_id, number, lead_agency_id, coalesce(lead_unit_id, lead_agency_id));
  CREATE INDEX duty_waiting ON plans.duty (plan_id, lead_agency_id) WHERE task_id IS NULL;
`;

const REPORT_TABLES = `
  CREATE TABLE plans.unit_report (
    id uuid PRIMARY KEY,
    plan_id uuid NOT NULL REFERENCES plans.plan (id),
    unit_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    period text NOT NULL CHECK (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    state text NOT NULL CHECK (state IN ('open', 'submitted', 'approved', 'sent', 'returned')),
    due_on date NOT NULL,
    sections jsonb NOT NULL DEFAULT '{}',
    return_reason text,
    submitted_at timestamptz,
    approved_at timestamptz,
    document_id uuid UNIQUE,
    symbol text,
    sent_on date,
    late_days integer CHECK (late_days >= 0),
    version integer NOT NULL DEFAULT 1,
    opened_at timestamptz NOT NULL,
    UNIQUE (plan_id, unit_id, period),
    FOREIGN KEY (plan_id, unit_id) REFERENCES plans.reporter (plan_id, unit_id),
    CHECK ((state = 'sent') = (sent_on IS NOT NULL))
  );
  CREATE INDEX unit_report_period ON plans.unit_report (plan_id, period);
  CREATE INDEX unit_report_agency ON plans.unit_report (agency_id, period DESC, id);

  CREATE TABLE plans.figure (
    report_id uuid NOT NULL REFERENCES plans.unit_report (id),
    key text NOT NULL,
    value bigint NOT NULL CHECK (value >= 0),
    entry text NOT NULL CHECK (entry IN ('typed', 'pasted', 'csv', 'system')),
    source text NOT NULL,
    zero_confirmed boolean NOT NULL DEFAULT false,
    entered_by_post uuid,
    entered_at timestamptz NOT NULL,
    PRIMARY KEY (report_id, key),
    -- A count of nothing is a statement of its own, never an empty field.
    CHECK (zero_confirmed = false OR value = 0)
  );

  CREATE TABLE plans.duty_progress (
    report_id uuid NOT NULL REFERENCES plans.unit_report (id),
    duty_id uuid NOT NULL REFERENCES plans.duty (id),
    state text NOT NULL CHECK (state IN ('not-started', 'in-progress', 'done')),
    note text NOT NULL DEFAULT '',
    proof text NOT NULL DEFAULT '',
    explanation text NOT NULL DEFAULT '',
    PRIMARY KEY (report_id, duty_id)
  );

  CREATE TABLE plans.period_close (
    id uuid PRIMARY KEY,
    plan_id uuid NOT NULL REFERENCES plans.plan (id),
    agency_id uuid NOT NULL,
    period text NOT NULL CHECK (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    party_agency_id uuid,
    snapshot jsonb NOT NULL,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    closed_at timestamptz NOT NULL,
    closed_by_post uuid,
    document_id uuid UNIQUE,
    symbol text,
    issued_on date,
    UNIQUE (plan_id, agency_id, period)
  );
  CREATE FUNCTION plans.keep_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' OR NEW.snapshot IS DISTINCT FROM OLD.snapshot
      OR NEW.sha256 IS DISTINCT FROM OLD.sha256 OR NEW.closed_at IS DISTINCT FROM OLD.closed_at THEN
      RAISE EXCEPTION 'a closed period keeps its figures';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER period_close_frozen BEFORE UPDATE OR DELETE ON plans.period_close
    FOR EACH ROW EXECUTE FUNCTION plans.keep_snapshot();

  CREATE TABLE plans.correction (
    id uuid PRIMARY KEY,
    report_id uuid NOT NULL REFERENCES plans.unit_report (id),
    key text NOT NULL,
    old_value bigint NOT NULL,
    new_value bigint NOT NULL CHECK (new_value >= 0),
    reason text NOT NULL CHECK (reason <> ''),
    corrected_by_post uuid,
    corrected_at timestamptz NOT NULL
  );
  CREATE INDEX correction_report ON plans.correction (report_id, corrected_at);
`;
