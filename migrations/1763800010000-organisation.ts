import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Organisation1763800010000 implements MigrationInterface {
  readonly name = 'Organisation1763800010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA organisation');
    await runner.query(UNITS);
    await runner.query(PEOPLE);
    await runner.query(COMPETENCE);
    await runner.query(VIEWS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA organisation CASCADE');
  }
}

/** A row is one incarnation: a merged, split or renamed unit ends, and its successor is a row of its own. */
const UNITS = `
  CREATE TABLE organisation.unit (
    id uuid PRIMARY KEY,
    code text NOT NULL CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    space text NOT NULL CHECK (space IN ('government', 'party')),
    kind text NOT NULL,
    level text NOT NULL,
    legal_name text NOT NULL CHECK (legal_name <> ''),
    short_name text NOT NULL CHECK (short_name <> ''),
    abbreviation text NOT NULL CHECK (abbreviation ~ '^[[:alnum:]&]*$'),
    identification_code text,
    parent_id uuid REFERENCES organisation.unit,
    agency_id uuid NOT NULL REFERENCES organisation.unit DEFERRABLE INITIALLY DEFERRED,
    is_agency boolean NOT NULL,
    is_external boolean NOT NULL DEFAULT false,
    has_seal boolean NOT NULL,
    seal_of uuid REFERENCES organisation.unit,
    seal_diameter_mm numeric(4, 1),
    regime text CHECK (regime IN ('collective', 'head')),
    place_name text NOT NULL,
    header_lines jsonb NOT NULL,
    position integer NOT NULL DEFAULT 0,
    valid_from date NOT NULL,
    valid_to date,
    CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CHECK (is_agency = (agency_id = id)),
    CHECK (NOT has_seal OR is_agency),
    CHECK (seal_of IS NULL OR (has_seal AND seal_of <> id)),
    CONSTRAINT unit_code_in_time EXCLUDE USING gist (
      code WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
  );
  CREATE INDEX unit_parent ON organisation.unit (parent_id);
  CREATE INDEX unit_agency ON organisation.unit (agency_id);

  CREATE TABLE organisation.unit_succession (
    predecessor_id uuid NOT NULL REFERENCES organisation.unit,
    successor_id uuid NOT NULL REFERENCES organisation.unit,
    kind text NOT NULL CHECK (kind IN ('merge', 'split', 'rename', 'abolish', 'transfer-function')),
    effective_on date NOT NULL,
    basis text NOT NULL DEFAULT '',
    PRIMARY KEY (predecessor_id, successor_id),
    CHECK (predecessor_id <> successor_id)
  );
  CREATE INDEX unit_succession_successor ON organisation.unit_succession (successor_id);
`;

const PEOPLE = `
  CREATE TABLE organisation.person (
    id uuid PRIMARY KEY,
    code text NOT NULL UNIQUE,
    full_name text NOT NULL CHECK (full_name <> '')
  );

  CREATE TABLE organisation.post (
    id uuid PRIMARY KEY,
    code text NOT NULL UNIQUE,
    person_id uuid NOT NULL REFERENCES organisation.person,
    unit_id uuid NOT NULL REFERENCES organisation.unit,
    title text NOT NULL CHECK (title <> ''),
    printed_title text NOT NULL CHECK (printed_title <> ''),
    kind text NOT NULL
      CHECK (kind IN ('head', 'acting-head', 'deputy-in-charge', 'deputy', 'staff')),
    seat text NOT NULL,
    roles text[] NOT NULL CHECK (roles <@ ARRAY['clerk', 'leader', 'office-chief', 'unit-head',
      'officer', 'par-officer', 'inspector', 'admin']),
    position integer NOT NULL DEFAULT 0,
    valid_from date NOT NULL,
    valid_to date,
    CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CHECK ((kind IN ('head', 'acting-head', 'deputy-in-charge')) = (seat = 'head')),
    CONSTRAINT post_seat_in_time EXCLUDE USING gist (
      unit_id WITH =, seat WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
  );
  CREATE INDEX post_person ON organisation.post (person_id);
  CREATE INDEX post_unit ON organisation.post (unit_id);

  CREATE TABLE organisation.clerk_service (
    post_id uuid NOT NULL REFERENCES organisation.post,
    agency_id uuid NOT NULL REFERENCES organisation.unit,
    PRIMARY KEY (post_id, agency_id)
  );
  CREATE INDEX clerk_service_agency ON organisation.clerk_service (agency_id);

  CREATE TABLE organisation.absence (
    id uuid PRIMARY KEY,
    post_id uuid NOT NULL REFERENCES organisation.post,
    substitute_post_id uuid NOT NULL REFERENCES organisation.post,
    scope text NOT NULL,
    may_direct boolean NOT NULL,
    may_sign boolean NOT NULL DEFAULT false,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    CHECK (valid_to >= valid_from),
    CHECK (post_id <> substitute_post_id),
    CONSTRAINT absence_in_time EXCLUDE USING gist (
      post_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
  );
`;

const COMPETENCE = `
  CREATE TABLE organisation.signing_mandate (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES organisation.unit,
    post_id uuid NOT NULL REFERENCES organisation.post,
    type_codes text[] CHECK (type_codes IS NULL OR cardinality(type_codes) > 0),
    capacity jsonb NOT NULL,
    authority_lines text[] NOT NULL CHECK (cardinality(authority_lines) > 0),
    position_below text,
    issuer_lines text[],
    preference integer NOT NULL DEFAULT 0,
    basis text NOT NULL DEFAULT '',
    scope text NOT NULL DEFAULT '',
    valid_from date NOT NULL,
    valid_to date,
    CHECK (valid_to IS NULL OR valid_to >= valid_from)
  );
  CREATE INDEX signing_mandate_agency ON organisation.signing_mandate (agency_id, post_id);

  CREATE TABLE organisation.recipient_group (
    id uuid PRIMARY KEY,
    code text NOT NULL UNIQUE,
    name text NOT NULL,
    owner_agency_id uuid NOT NULL REFERENCES organisation.unit
  );
  CREATE TABLE organisation.recipient_group_member (
    group_id uuid NOT NULL REFERENCES organisation.recipient_group,
    agency_id uuid NOT NULL REFERENCES organisation.unit,
    printed_name text,
    position integer NOT NULL,
    PRIMARY KEY (group_id, agency_id)
  );
`;

/** For lists of other modules, which join by id and want today's words of the row that they point at. */
const VIEWS = `
  CREATE VIEW organisation.report_unit_v1 AS
    SELECT id, code, space, kind, level, legal_name, short_name, abbreviation, agency_id, is_agency
    FROM organisation.unit;
  CREATE VIEW organisation.report_post_v1 AS
    SELECT post.id, post.code, post.person_id, person.full_name AS person_name, post.title,
           post.unit_id, unit.short_name AS unit_name, unit.agency_id, unit.space
    FROM organisation.post
    JOIN organisation.person ON person.id = post.person_id
    JOIN organisation.unit ON unit.id = post.unit_id;
`;
