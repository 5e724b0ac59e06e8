import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SigningVerification1763900050000 implements MigrationInterface {
  readonly name = 'SigningVerification1763900050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REPORTS);
    await runner.query(TRUST);
    await runner.query(UPKEEP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE signing.upkeep, signing.trust_list, signing.public_code,
        signing.known_ending, signing.kept_evidence;
      ALTER TABLE signing.trust_anchor DROP COLUMN purposes;
      ALTER TABLE signing.verification
        DROP COLUMN format, DROP COLUMN evidence, DROP COLUMN expectation;
    `);
  }
}

const REPORTS = `
  ALTER TABLE signing.verification
    -- A report in an older form is not read, the file is judged anew.
    ADD COLUMN format integer NOT NULL DEFAULT 1,
    ADD COLUMN evidence text NOT NULL DEFAULT 'file' CHECK (evidence IN ('file', 'gathered')),
    -- What must be found again when the file comes back; null until it is remembered.
    ADD COLUMN expectation jsonb;

  -- Hashes of a remembered file up to each end-of-file marker: a file that was cut back is found by them.
  CREATE TABLE signing.known_ending (
    ending text NOT NULL CHECK (ending ~ '^[0-9a-f]{64}$'),
    sha256 text NOT NULL REFERENCES signing.verification (sha256),
    PRIMARY KEY (ending, sha256)
  );

  -- Certificates, OCSP answers and CRLs gathered for a file that holds too few of its own.
  CREATE TABLE signing.kept_evidence (
    sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    material jsonb NOT NULL,
    gathered_at timestamptz NOT NULL
  );

  -- Printed beside a version; whoever types it sees the report of that version and nothing else.
  CREATE TABLE signing.public_code (
    code text PRIMARY KEY CHECK (code ~ '^[2-9A-HJ-NP-Z]{16}$'),
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    sha256 text NOT NULL REFERENCES files.blob (sha256),
    created_at timestamptz NOT NULL,
    UNIQUE (subject_type, subject_id, sha256)
  );
`;

const TRUST = `
  ALTER TABLE signing.trust_anchor
    ADD COLUMN purposes text[] CHECK (purposes <@ ARRAY['signature', 'time-stamp']);

  CREATE TABLE signing.trust_list (
    url text PRIMARY KEY,
    body text,
    fetched_at timestamptz,
    tried_at timestamptz NOT NULL,
    problem text,
    CHECK ((body IS NULL) = (fetched_at IS NULL))
  );
`;

const UPKEEP = `
  -- What a night did for a file; a file is taken up once a night, wherever the night is resumed.
  CREATE TABLE signing.upkeep (
    sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    night date NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('started', 'judged', 'extended', 'unavailable', 'failed')),
    detail text,
    result_sha256 text,
    -- When the file stops verifying, and why; null while nothing known ends.
    ends_at timestamptz,
    end_cause text,
    settled_at timestamptz NOT NULL,
    CHECK ((ends_at IS NULL) = (end_cause IS NULL)),
    CHECK ((outcome = 'extended') = (result_sha256 IS NOT NULL))
  );
  CREATE INDEX upkeep_ends ON signing.upkeep (ends_at) WHERE ends_at IS NOT NULL;
`;
