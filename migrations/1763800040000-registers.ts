import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Registers1763800040000 implements MigrationInterface {
  readonly name = 'Registers1763800040000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SERIES);
    await runner.query(ENTRIES);
    await runner.query(GUARDS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA registers CASCADE');
  }
}

const SERIES = `
  CREATE SCHEMA registers;

  -- A Party term: numbers run by type from the close of one congress to the close of the next.
  CREATE TABLE registers.party_term (
    id text NOT NULL,
    agency_id uuid,
    starts_on date NOT NULL,
    ends_on date,
    UNIQUE NULLS NOT DISTINCT (agency_id, id),
    EXCLUDE USING gist (
      coalesce(agency_id, '00000000-0000-0000-0000-000000000000') WITH =,
      daterange(starts_on, ends_on, '[]') WITH &&
    )
  );
  INSERT INTO registers.party_term (id, agency_id, starts_on, ends_on) VALUES
    ('nk-2020-2025', NULL, '2020-06-01', '2025-06-30'),
    ('nk-2025-2030', NULL, '2025-07-01', NULL);

  -- Which types share a series (NĐ 30/2020, article 15.1c: the head of the agency decides).
  CREATE TABLE registers.series_policy (
    agency_id uuid NOT NULL,
    type_code text NOT NULL,
    type_group text NOT NULL,
    PRIMARY KEY (agency_id, type_code)
  );

  CREATE TABLE registers.number_series (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL,
    register text NOT NULL CHECK (register IN ('outgoing', 'incoming', 'copies')),
    period text NOT NULL CHECK (period ~ '^([0-9]{4}|nk-[0-9]{4}-[0-9]{4})$'),
    type_group text NOT NULL,
    -- The number before the first that this system gave; those up to it stand in an older book.
    opened_at integer NOT NULL DEFAULT 0 CHECK (opened_at >= 0),
    last integer NOT NULL CHECK (last >= opened_at),
    last_on date,
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    UNIQUE (agency_id, register, period, type_group)
  );
`;

const ENTRIES = `
  CREATE TABLE registers.outgoing_entry (
    id uuid PRIMARY KEY,
    series_id uuid NOT NULL REFERENCES registers.number_series (id),
    agency_id uuid NOT NULL,
    period text NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    symbol text NOT NULL,
    issued_on date NOT NULL,
    document_id uuid,
    type_code text NOT NULL,
    type_name text NOT NULL,
    subject text NOT NULL,
    signer text NOT NULL,
    recipients text NOT NULL,
    kept_by text NOT NULL DEFAULT '',
    copies integer NOT NULL DEFAULT 1 CHECK (copies > 0),
    dispatched_on date,
    receipt text NOT NULL DEFAULT '',
    note text NOT NULL DEFAULT '',
    UNIQUE (series_id, number),
    UNIQUE (document_id)
  );
  -- NĐ 30/2020, annex I, II.3: number and symbol are unique in a year. Party types may share a symbol.
  CREATE UNIQUE INDEX outgoing_entry_symbol ON registers.outgoing_entry (agency_id, period, symbol)
    WHERE period ~ '^[0-9]{4}$';
  CREATE INDEX outgoing_entry_list ON registers.outgoing_entry (agency_id, issued_on, number, id);

  CREATE TABLE registers.voided_number (
    entry_id uuid PRIMARY KEY REFERENCES registers.outgoing_entry (id),
    reason text NOT NULL CHECK (length(btrim(reason)) > 0),
    voided_by_post uuid,
    voided_at timestamptz NOT NULL
  );

  CREATE TABLE registers.incoming_entry (
    id uuid PRIMARY KEY,
    series_id uuid NOT NULL REFERENCES registers.number_series (id),
    agency_id uuid NOT NULL,
    period text NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    arrived_on date NOT NULL,
    incoming_document_id uuid,
    author text NOT NULL,
    symbol text NOT NULL,
    issued_on date,
    type_name text NOT NULL,
    subject text NOT NULL,
    receiver text NOT NULL DEFAULT '',
    handed_on date,
    receipt text NOT NULL DEFAULT '',
    note text NOT NULL DEFAULT '',
    UNIQUE (series_id, number),
    UNIQUE (incoming_document_id)
  );
  CREATE INDEX incoming_entry_list ON registers.incoming_entry (agency_id, arrived_on, number, id);
`;

const GUARDS = `
  CREATE FUNCTION registers.keep_series() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' THEN
      RAISE EXCEPTION 'a number series is never deleted';
    END IF;
    IF (NEW.id, NEW.agency_id, NEW.register, NEW.period, NEW.type_group, NEW.opened_at)
       IS DISTINCT FROM (OLD.id, OLD.agency_id, OLD.register, OLD.period, OLD.type_group, OLD.opened_at)
       OR NEW.last NOT IN (OLD.last, OLD.last + 1) THEN
      RAISE EXCEPTION 'a series only goes on by one';
    END IF;
    IF NEW.last_on < OLD.last_on THEN
      RAISE EXCEPTION 'numbers follow the order of their dates';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER number_series_keep BEFORE UPDATE OR DELETE ON registers.number_series
    FOR EACH ROW EXECUTE FUNCTION registers.keep_series();

  CREATE FUNCTION registers.keep_outgoing() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' THEN
      RAISE EXCEPTION 'a register row is never deleted';
    END IF;
    IF (NEW.id, NEW.series_id, NEW.agency_id, NEW.number, NEW.symbol, NEW.issued_on, NEW.document_id)
       IS DISTINCT FROM
       (OLD.id, OLD.series_id, OLD.agency_id, OLD.number, OLD.symbol, OLD.issued_on, OLD.document_id) THEN
      RAISE EXCEPTION 'number, symbol and date of a register row never change';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER outgoing_entry_keep BEFORE UPDATE OR DELETE ON registers.outgoing_entry
    FOR EACH ROW EXECUTE FUNCTION registers.keep_outgoing();

  CREATE FUNCTION registers.keep_incoming() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' THEN
      RAISE EXCEPTION 'a register row is never deleted';
    END IF;
    IF (NEW.id, NEW.series_id, NEW.agency_id, NEW.number, NEW.arrived_on, NEW.incoming_document_id)
       IS DISTINCT FROM
       (OLD.id, OLD.series_id, OLD.agency_id, OLD.number, OLD.arrived_on, OLD.incoming_document_id) THEN
      RAISE EXCEPTION 'number and date of a register row never change';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER incoming_entry_keep BEFORE UPDATE OR DELETE ON registers.incoming_entry
    FOR EACH ROW EXECUTE FUNCTION registers.keep_incoming();

  CREATE FUNCTION registers.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'a voided number stays voided';
  END $$;
  CREATE TRIGGER voided_number_append_only BEFORE UPDATE OR DELETE ON registers.voided_number
    FOR EACH ROW EXECUTE FUNCTION registers.refuse_change();
`;
