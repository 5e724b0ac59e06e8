import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CertificateRegister1763900040000 implements MigrationInterface {
  readonly name = 'CertificateRegister1763900040000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TENURE);
    await runner.query(NIGHTS);
    await runner.query(REGISTER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE signing.certificate_event, signing.certificate_warning, signing.certificate_inquiry;
      DROP INDEX signing.credential_by_owner;
      ALTER TABLE signing.credential DROP COLUMN replaced_by, DROP COLUMN end_cause, DROP COLUMN end_reason;
      DROP TABLE platform.nightly_run;
      DROP VIEW organisation.report_tenure_v1, organisation.report_unit_life_v1, organisation.report_clerk_v1;
    `);
  }
}

/** What other modules may know of the lives of posts, units and clerks' service. */
const TENURE = `
  CREATE VIEW organisation.report_tenure_v1 AS
    SELECT post.id AS post_id, person.full_name AS person_name, post.title, post.unit_id,
           unit.short_name AS unit_name, unit.agency_id,
           -- A post in a division that is no more has ended with it.
           LEAST(post.valid_to, unit.valid_to) AS ended_on
      FROM organisation.post
      JOIN organisation.person ON person.id = post.person_id
      JOIN organisation.unit ON unit.id = post.unit_id;

  CREATE VIEW organisation.report_unit_life_v1 AS
    SELECT unit.id, unit.short_name, unit.space, unit.valid_to AS ended_on,
           (SELECT string_agg(successor.short_name, '; ' ORDER BY successor.short_name)
              FROM organisation.unit_succession
              JOIN organisation.unit successor ON successor.id = unit_succession.successor_id
             WHERE unit_succession.predecessor_id = unit.id) AS successors
      FROM organisation.unit;

  CREATE VIEW organisation.report_clerk_v1 AS
    SELECT service.agency_id, service.post_id, LEAST(post.valid_to, unit.valid_to) AS ended_on
      FROM organisation.clerk_service service
      JOIN organisation.post ON post.id = service.post_id
      JOIN organisation.unit ON unit.id = post.unit_id;
`;

const NIGHTS = `
  CREATE TABLE platform.nightly_run (
    task text NOT NULL,
    day date NOT NULL,
    attempts integer NOT NULL DEFAULT 1,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    PRIMARY KEY (task, day)
  );
`;

const REGISTER = `
  ALTER TABLE signing.credential
    -- With revoked_at: another certificate took its place, the register ended it, or its authority.
    ADD COLUMN end_cause text CHECK (end_cause IN ('replaced', 'register', 'authority')),
    ADD COLUMN end_reason text,
    ADD COLUMN replaced_by uuid REFERENCES signing.credential CHECK (replaced_by <> id),
    ADD CONSTRAINT credential_end_is_dated CHECK (end_cause IS NULL OR revoked_at IS NOT NULL),
    ADD CONSTRAINT credential_end_has_reason
      CHECK (end_cause IS NULL OR end_cause = 'replaced' OR end_reason <> '');
  UPDATE signing.credential SET end_cause = 'replaced' WHERE revoked_at IS NOT NULL;
  CREATE INDEX credential_by_owner ON signing.credential (post_id, owner_kind, agency_id);

  -- Biên bản giao nhận, revocations and replacements: what happened to a certificate, never edited.
  CREATE TABLE signing.certificate_event (
    id uuid PRIMARY KEY,
    credential_id uuid NOT NULL REFERENCES signing.credential,
    kind text NOT NULL CHECK (kind IN ('hand-over', 'return', 'revoke', 'lift', 'replace')),
    happened_on date NOT NULL,
    device text,
    giver text,
    receiver text,
    minutes text NOT NULL DEFAULT '',
    note text NOT NULL DEFAULT '',
    source text CHECK (source IN ('register', 'authority')),
    successor_id uuid REFERENCES signing.credential,
    recorded_by uuid REFERENCES organisation.post,
    recorder_name text,
    recorded_at timestamptz NOT NULL,
    CHECK ((kind IN ('hand-over', 'return')) = (num_nonnulls(device, giver, receiver) = 3)),
    CHECK ((kind IN ('revoke', 'lift')) = (source IS NOT NULL)),
    CHECK ((kind = 'replace') = (successor_id IS NOT NULL)),
    CHECK ((recorded_by IS NULL) = (recorder_name IS NULL))
  );
  CREATE INDEX certificate_event_of ON signing.certificate_event (credential_id, recorded_at);

  -- Each warning is given once to each who is to act on it.
  CREATE TABLE signing.certificate_warning (
    credential_id uuid NOT NULL REFERENCES signing.credential,
    days integer NOT NULL CHECK (days IN (60, 30, 7)),
    post_id uuid NOT NULL REFERENCES organisation.post,
    given_at timestamptz NOT NULL,
    seen_at timestamptz,
    PRIMARY KEY (credential_id, days, post_id)
  );
  CREATE INDEX certificate_warning_open ON signing.certificate_warning (post_id) WHERE seen_at IS NULL;

  -- The last answer about revocation, and the last that said anything.
  CREATE TABLE signing.certificate_inquiry (
    credential_id uuid PRIMARY KEY REFERENCES signing.credential,
    asked_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('good', 'revoked', 'unknown')),
    source text CHECK (source IN ('ocsp', 'crl')),
    detail text NOT NULL DEFAULT '',
    known_state text CHECK (known_state IN ('good', 'revoked')),
    known_at timestamptz
  );
`;
