import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Documents1763800070000 implements MigrationInterface {
  readonly name = 'Documents1763800070000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OUTGOING);
    await runner.query(OUTGOING_PARTS);
    await runner.query(INCOMING);
    await runner.query(HISTORY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA documents CASCADE');
  }
}

const OUTGOING = `
  CREATE SCHEMA documents;

  -- Letters without marks, so that "ke hoach" finds "Kế hoạch".
  CREATE FUNCTION documents.fold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize(words, NFC))) $$;
  -- Number, symbol and author compared whatever their case, spacing and marks.
  CREATE FUNCTION documents.bare(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT regexp_replace(documents.fold(words), '[^a-z0-9&]', '', 'g') $$;

  CREATE TABLE documents.outgoing (
    id uuid PRIMARY KEY,
    version integer NOT NULL,
    state text NOT NULL CHECK (state IN (
      'draft', 'collecting', 'head-review', 'content-checked', 'form-check', 'awaiting-approval',
      'returned', 'awaiting-signature', 'signed', 'numbering', 'numbered', 'sealed', 'released',
      'cancelled', 'number-voided')),
    space text NOT NULL CHECK (space IN ('government', 'party')),
    issuing_agency_id uuid NOT NULL,
    drafting_agency_id uuid NOT NULL,
    drafting_unit_id uuid NOT NULL,
    drafter_post_id uuid NOT NULL,
    head_post_id uuid NOT NULL,
    -- Who checks the form: the office's chiefs, or the clerk where an agency has no office.
    form_checker text NOT NULL CHECK (form_checker IN ('office-chief', 'clerk')),
    office_agency_id uuid NOT NULL,
    signer_post_id uuid NOT NULL,
    type_code text NOT NULL,
    subject text NOT NULL CHECK (length(btrim(subject)) BETWEEN 1 AND 500),
    urgency text NOT NULL CHECK (urgency IN ('normal', 'urgent', 'very-urgent', 'express')),
    addressees jsonb NOT NULL DEFAULT '[]',
    kept_by text NOT NULL DEFAULT '',
    copies integer NOT NULL DEFAULT 1 CHECK (copies BETWEEN 1 AND 999),
    origin_type text,
    origin_id uuid,
    submits_document_id uuid REFERENCES documents.outgoing (id),
    is_system boolean NOT NULL DEFAULT false,
    chain integer NOT NULL DEFAULT 1 CHECK (chain > 0),
    ordinal integer NOT NULL DEFAULT 1 CHECK (ordinal > 0),
    sha256 text NOT NULL,
    fields jsonb,
    approved_sha256 text,
    signature_lines jsonb,
    number integer,
    symbol text,
    issued_on date,
    register_entry_id uuid,
    reason text,
    -- The one whose turn it is has looked: from then on it can no longer be withdrawn.
    opened_at timestamptz,
    held_since timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    signed_at timestamptz,
    released_at timestamptz,
    search text GENERATED ALWAYS AS
      (documents.fold(coalesce(symbol, '') || ' ' || subject)) STORED,
    CHECK ((origin_type IS NULL) = (origin_id IS NULL)),
    CHECK (num_nulls(number, symbol, issued_on, register_entry_id) IN (0, 4)),
    -- NĐ 30/2020, article 15.2: no number before the signature, no step after it without one.
    CHECK ((state IN ('numbering', 'numbered', 'sealed', 'released', 'number-voided'))
           = (number IS NOT NULL)),
    -- Article 11: what is signed is exactly what was approved.
    CHECK (state NOT IN ('awaiting-signature', 'signed', 'numbering', 'numbered', 'sealed', 'released')
           OR approved_sha256 IS NOT NULL),
    CHECK ((released_at IS NOT NULL) = (state = 'released')),
    CHECK (submits_document_id IS NULL OR submits_document_id <> id)
  );
  CREATE INDEX outgoing_issuing ON documents.outgoing (issuing_agency_id, state, held_since DESC);
  CREATE INDEX outgoing_drafter ON documents.outgoing (drafter_post_id, state);
  CREATE INDEX outgoing_head ON documents.outgoing (head_post_id, state);
  CREATE INDEX outgoing_signer ON documents.outgoing (signer_post_id, state);
  CREATE INDEX outgoing_list ON documents.outgoing (created_at DESC, id DESC);
  CREATE INDEX outgoing_search ON documents.outgoing USING gin (search gin_trgm_ops);
  CREATE INDEX outgoing_origin ON documents.outgoing (origin_type, origin_id) WHERE origin_id IS NOT NULL;
  CREATE INDEX outgoing_submits ON documents.outgoing (submits_document_id) WHERE submits_document_id IS NOT NULL;
`;

const OUTGOING_PARTS = `
  -- Bytes of one draft version (a chain) and what was appended to them, in order.
  CREATE TABLE documents.revision (
    id uuid PRIMARY KEY,
    document_id uuid NOT NULL REFERENCES documents.outgoing (id),
    chain integer NOT NULL,
    ordinal integer NOT NULL,
    kind text NOT NULL CHECK (kind IN
      ('draft', 'fields', 'initial-content', 'initial-form', 'approve', 'number', 'seal')),
    sha256 text NOT NULL REFERENCES files.blob (sha256),
    size bigint NOT NULL,
    made_by_post uuid,
    made_by_name text,
    made_by_title text,
    made_at timestamptz NOT NULL,
    voided_at timestamptz,
    UNIQUE (document_id, chain, ordinal),
    CHECK ((ordinal = 1) = (kind = 'draft'))
  );
  CREATE UNIQUE INDEX revision_step_once ON documents.revision (document_id, chain, kind);
  CREATE FUNCTION documents.keep_revision() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' OR OLD.voided_at IS NOT NULL
       OR (NEW.document_id, NEW.chain, NEW.ordinal, NEW.kind, NEW.sha256, NEW.size)
          IS DISTINCT FROM
          (OLD.document_id, OLD.chain, OLD.ordinal, OLD.kind, OLD.sha256, OLD.size) THEN
      RAISE EXCEPTION 'a stored revision never changes';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER revision_immutable BEFORE UPDATE OR DELETE ON documents.revision
    FOR EACH ROW EXECUTE FUNCTION documents.keep_revision();

  -- Nơi nhận, as printed and as sent: one list.
  CREATE TABLE documents.recipient (
    id uuid PRIMARY KEY,
    document_id uuid NOT NULL REFERENCES documents.outgoing (id),
    ordinal integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('perform', 'report', 'know', 'file')),
    agency_id uuid,
    group_code text,
    printed text NOT NULL CHECK (length(btrim(printed)) BETWEEN 1 AND 300),
    UNIQUE (document_id, ordinal),
    CHECK (num_nonnulls(agency_id, group_code) <= 1)
  );

  CREATE TABLE documents.opinion_round (
    id uuid PRIMARY KEY,
    document_id uuid NOT NULL REFERENCES documents.outgoing (id),
    sha256 text NOT NULL,
    question text NOT NULL DEFAULT '',
    due_on date,
    opened_by_post uuid NOT NULL,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    summary text,
    CHECK ((closed_at IS NULL) = (summary IS NULL))
  );
  CREATE UNIQUE INDEX opinion_round_open ON documents.opinion_round (document_id) WHERE closed_at IS NULL;
  CREATE TABLE documents.opinion (
    id uuid PRIMARY KEY,
    round_id uuid NOT NULL REFERENCES documents.opinion_round (id),
    document_id uuid NOT NULL REFERENCES documents.outgoing (id),
    unit_id uuid,
    unit_name text NOT NULL,
    post_id uuid,
    post_name text,
    answer text CHECK (answer IN ('agree', 'comment')),
    text text,
    given_by_post uuid,
    given_by_name text,
    given_at timestamptz,
    CHECK (num_nonnulls(unit_id, post_id) = 1),
    CHECK (num_nulls(answer, given_by_post, given_at) IN (0, 3))
  );
  CREATE INDEX opinion_document ON documents.opinion (document_id);
  CREATE UNIQUE INDEX opinion_asked_once ON documents.opinion (round_id, coalesce(unit_id, post_id));
  CREATE INDEX opinion_unit ON documents.opinion (unit_id) WHERE given_at IS NULL;
  CREATE INDEX opinion_post ON documents.opinion (post_id) WHERE given_at IS NULL;
`;

const INCOMING = `
  CREATE TABLE documents.incoming (
    id uuid PRIMARY KEY,
    version integer NOT NULL,
    state text NOT NULL CHECK (state IN (
      'arrived', 'to-register', 'registered', 'submitted', 'distributed', 'directed',
      'in-progress', 'completed', 'returned')),
    space text NOT NULL CHECK (space IN ('government', 'party')),
    agency_id uuid NOT NULL,
    channel text NOT NULL CHECK (channel IN ('electronic', 'paper', 'email', 'direct')),
    outgoing_document_id uuid REFERENCES documents.outgoing (id),
    recipient_kind text CHECK (recipient_kind IN ('perform', 'report', 'know', 'file')),
    author text NOT NULL CHECK (length(btrim(author)) BETWEEN 1 AND 200),
    author_agency_id uuid,
    symbol text NOT NULL CHECK (length(symbol) <= 60),
    issued_on date,
    type_code text,
    type_name text NOT NULL,
    subject text NOT NULL CHECK (length(btrim(subject)) BETWEEN 1 AND 500),
    urgency text NOT NULL CHECK (urgency IN ('normal', 'urgent', 'very-urgent', 'express')),
    signer text NOT NULL DEFAULT '',
    pages integer CHECK (pages > 0),
    sha256 text REFERENCES files.blob (sha256),
    origin_type text,
    origin_id uuid,
    verdict text CHECK (verdict IN ('valid', 'invalid', 'unknown', 'unsigned')),
    verdict_text text,
    reply_due_on date,
    arrival_number integer,
    arrived_on date,
    register_entry_id uuid,
    note text NOT NULL DEFAULT '',
    proposal text,
    proposed_by_post uuid,
    submitted_to_post uuid,
    result text,
    return_reason text CHECK (return_reason IN
      ('wrong-recipient', 'bad-signature', 'missing-file', 'duplicate', 'other')),
    return_text text,
    held_since timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    completed_at timestamptz,
    search text GENERATED ALWAYS AS
      (documents.fold(symbol || ' ' || subject || ' ' || author)) STORED,
    duplicate_key text GENERATED ALWAYS AS
      (documents.bare(symbol) || ' ' || documents.bare(author)) STORED,
    CHECK (num_nulls(arrival_number, arrived_on, register_entry_id) IN (0, 3)),
    -- NĐ 30/2020, article 22.1: nothing is processed that was not registered.
    CHECK ((state IN ('arrived', 'to-register', 'returned')) = (arrival_number IS NULL)),
    CHECK ((state = 'returned') = (return_reason IS NOT NULL)),
    CHECK (return_reason <> 'other' OR return_text IS NOT NULL),
    CHECK ((state = 'completed') = (completed_at IS NOT NULL)),
    CHECK ((origin_type IS NULL) = (origin_id IS NULL))
  );
  CREATE INDEX incoming_agency ON documents.incoming (agency_id, state, held_since DESC);
  CREATE INDEX incoming_list ON documents.incoming (created_at DESC, id DESC);
  CREATE INDEX incoming_search ON documents.incoming USING gin (search gin_trgm_ops);
  CREATE INDEX incoming_duplicate ON documents.incoming (agency_id, duplicate_key);

  -- One row a receiving agency, however often it is named.
  CREATE TABLE documents.delivery (
    document_id uuid NOT NULL REFERENCES documents.outgoing (id),
    agency_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('perform', 'report', 'know', 'file')),
    incoming_document_id uuid NOT NULL UNIQUE REFERENCES documents.incoming (id),
    delivered_at timestamptz NOT NULL,
    PRIMARY KEY (document_id, agency_id)
  );

  -- The outgoing document that answers an incoming one.
  CREATE TABLE documents.reply (
    outgoing_id uuid NOT NULL REFERENCES documents.outgoing (id),
    incoming_id uuid NOT NULL REFERENCES documents.incoming (id),
    PRIMARY KEY (outgoing_id, incoming_id)
  );
  CREATE INDEX reply_incoming ON documents.reply (incoming_id);
`;

const HISTORY = `
  CREATE TABLE documents.move (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    document_id uuid NOT NULL,
    direction text NOT NULL CHECK (direction IN ('outgoing', 'incoming')),
    at timestamptz NOT NULL,
    post_id uuid,
    person_name text,
    post_title text,
    on_behalf text,
    action text NOT NULL,
    from_state text,
    to_state text NOT NULL,
    reason text,
    details jsonb NOT NULL DEFAULT '{}'
  );
  CREATE INDEX move_document ON documents.move (document_id, id);
  CREATE INDEX move_post ON documents.move (post_id, document_id);
  CREATE FUNCTION documents.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'the history of a document is append-only';
  END $$;
  CREATE TRIGGER move_append_only BEFORE UPDATE OR DELETE ON documents.move
    FOR EACH ROW EXECUTE FUNCTION documents.refuse_change();
`;
