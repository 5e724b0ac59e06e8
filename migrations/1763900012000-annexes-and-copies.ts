import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AnnexesAndCopies1763900012000 implements MigrationInterface {
  readonly name = 'AnnexesAndCopies1763900012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ANNEXES);
    await runner.query(COPY_REGISTER);
    await runner.query(COPIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE documents.copy;
      DROP FUNCTION documents.keep_copy();
      DROP TABLE registers.copy_entry;
      DROP FUNCTION registers.keep_copy();
      DROP TABLE documents.annex;
      DROP FUNCTION documents.keep_annex();
    `);
  }
}

const ANNEXES = `
  -- A text that goes with a document in a file of its own; the agency signs each (NĐ 30/2020, annex I).
  CREATE TABLE documents.annex (
    id uuid PRIMARY KEY,
    document_id uuid NOT NULL REFERENCES documents.outgoing (id),
    ordinal integer NOT NULL CHECK (ordinal > 0),
    name text NOT NULL CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    sha256 text NOT NULL REFERENCES files.blob (sha256),
    size bigint NOT NULL,
    signed_sha256 text REFERENCES files.blob (sha256),
    signed_size bigint,
    signed_at timestamptz,
    added_by_post uuid NOT NULL,
    added_at timestamptz NOT NULL,
    UNIQUE (document_id, ordinal),
    CHECK (num_nulls(signed_sha256, signed_size, signed_at) IN (0, 3))
  );
  CREATE FUNCTION documents.keep_annex() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.signed_sha256 IS NOT NULL THEN
      RAISE EXCEPTION 'a signed annex never changes';
    END IF;
    RETURN coalesce(NEW, OLD);
  END $$;
  CREATE TRIGGER annex_keep BEFORE UPDATE OR DELETE ON documents.annex
    FOR EACH ROW EXECUTE FUNCTION documents.keep_annex();
`;

const COPY_REGISTER = `
  -- SY, SL and TrS share one series a year (NĐ 30/2020, article 15 and annex I).
  CREATE TABLE registers.copy_entry (
    id uuid PRIMARY KEY,
    series_id uuid NOT NULL REFERENCES registers.number_series (id),
    agency_id uuid NOT NULL,
    period text NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    symbol text NOT NULL,
    issued_on date NOT NULL,
    copy_id uuid NOT NULL UNIQUE,
    type_code text NOT NULL,
    subject text NOT NULL,
    signer text NOT NULL,
    recipients text NOT NULL DEFAULT '',
    kept_by text NOT NULL DEFAULT '',
    copies integer NOT NULL DEFAULT 1 CHECK (copies > 0),
    note text NOT NULL DEFAULT '',
    UNIQUE (series_id, number),
    UNIQUE (agency_id, period, symbol)
  );
  CREATE INDEX copy_entry_list ON registers.copy_entry (agency_id, issued_on, number, id);
  CREATE FUNCTION registers.keep_copy() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'a register row is never changed or deleted';
  END $$;
  CREATE TRIGGER copy_entry_keep BEFORE UPDATE OR DELETE ON registers.copy_entry
    FOR EACH ROW EXECUTE FUNCTION registers.keep_copy();
`;

const COPIES = `
  CREATE TABLE documents.copy (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    space text NOT NULL CHECK (space IN ('government', 'party')),
    type_code text NOT NULL CHECK (type_code IN ('certified-copy', 'secondary-copy', 'excerpt-copy')),
    state text NOT NULL CHECK (state IN ('awaiting-approval', 'awaiting-seal', 'issued', 'refused')),
    source_type text NOT NULL CHECK (source_type IN ('incoming-document', 'outgoing-document', 'copy')),
    source_id uuid NOT NULL,
    source_form text NOT NULL CHECK (source_form IN ('paper', 'electronic')),
    target_form text NOT NULL CHECK (target_form IN ('paper', 'electronic')),
    source_title text NOT NULL,
    -- Of an excerpt: which pages were taken.
    pages int4range,
    -- The copied content, unsigned; then the copy as it is issued.
    base_sha256 text NOT NULL REFERENCES files.blob (sha256),
    sha256 text NOT NULL REFERENCES files.blob (sha256),
    size bigint NOT NULL,
    asked_by_post uuid NOT NULL,
    asked_by_name text NOT NULL,
    signer_post_id uuid NOT NULL,
    signer_name text NOT NULL,
    signature_lines jsonb,
    recipients text NOT NULL DEFAULT '',
    kept_by text NOT NULL DEFAULT '',
    copies integer NOT NULL DEFAULT 1 CHECK (copies BETWEEN 1 AND 999),
    number integer,
    symbol text,
    issued_on date,
    register_entry_id uuid REFERENCES registers.copy_entry (id),
    reason text,
    held_since timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    -- Article 25.1: no certified copy of an electronic document to an electronic one.
    CHECK (NOT (source_form = 'electronic' AND target_form = 'electronic') OR type_code = 'excerpt-copy'),
    -- Article 25.2: a secondary copy is made of a certified copy.
    CHECK (type_code <> 'secondary-copy' OR source_type = 'copy'),
    CHECK ((type_code = 'excerpt-copy') = (pages IS NOT NULL)),
    -- Annex I, part II: number and symbol stand on paper alone.
    CHECK (num_nulls(number, symbol, register_entry_id) IN (0, 3)),
    CHECK ((number IS NOT NULL) = (state = 'issued' AND target_form = 'paper')),
    CHECK ((issued_on IS NOT NULL) = (state = 'issued')),
    CHECK ((reason IS NOT NULL) = (state = 'refused'))
  );
  CREATE INDEX copy_of_agency ON documents.copy (agency_id, state, held_since DESC);
  CREATE INDEX copy_of_source ON documents.copy (source_type, source_id);
  CREATE FUNCTION documents.keep_copy() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' OR OLD.state IN ('issued', 'refused') THEN
      RAISE EXCEPTION 'an issued copy never changes';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER copy_keep BEFORE UPDATE OR DELETE ON documents.copy
    FOR EACH ROW EXECUTE FUNCTION documents.keep_copy();
`;
