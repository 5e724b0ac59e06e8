import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CopiesWhole1763900120000 implements MigrationInterface {
  readonly name = 'CopiesWhole1763900120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COPIES);
    await runner.query(EXTENSION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(BEFORE);
  }
}

const COPIES = `
  ALTER TABLE documents.copy DISABLE TRIGGER copy_keep;
  ALTER TABLE documents.copy
    DROP CONSTRAINT copy_check1,
    DROP CONSTRAINT copy_check2,
    -- The version that was copied, with its signatures; base_sha256 is what it shows.
    ADD COLUMN source_sha256 text REFERENCES files.blob (sha256),
    -- What was received is a certified copy itself.
    ADD COLUMN of_certified_copy boolean NOT NULL DEFAULT false,
    -- Versions before long-term data was appended.
    ADD COLUMN earlier text[] NOT NULL DEFAULT '{}',
    ALTER COLUMN pages TYPE int4multirange
      USING CASE WHEN pages IS NULL THEN NULL ELSE int4multirange(pages) END;
  UPDATE documents.copy SET source_sha256 = base_sha256, of_certified_copy = (type_code = 'secondary-copy');
  ALTER TABLE documents.copy
    ALTER COLUMN source_sha256 SET NOT NULL,
    -- Article 25.2: a secondary copy is made of a certified copy, and no other copy is made of a copy.
    ADD CONSTRAINT copy_of_copy CHECK ((type_code = 'secondary-copy') = of_certified_copy),
    -- Article 25.3: an excerpt names pages, or is set again in a file of its own.
    ADD CONSTRAINT copy_pages CHECK (pages IS NULL OR type_code = 'excerpt-copy'),
    ENABLE TRIGGER copy_keep;
  CREATE INDEX copy_signed ON documents.copy (sha256)
    WHERE state = 'issued' AND target_form = 'electronic';
  ALTER TABLE documents.annex ADD COLUMN earlier text[] NOT NULL DEFAULT '{}';
  CREATE INDEX annex_signed ON documents.annex (signed_sha256) WHERE signed_sha256 IS NOT NULL;
  CREATE INDEX copy_entry_kind ON registers.copy_entry (agency_id, type_code, issued_on);
`;

/** An issued file is only ever continued by long-term data, and remembers what it was. */
const EXTENSION = `
  CREATE OR REPLACE FUNCTION documents.keep_copy() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    same documents.copy := NEW;
  BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'issued' AND OLD.target_form = 'electronic'
       AND NEW.earlier = OLD.earlier || OLD.sha256 THEN
      same.sha256 := OLD.sha256;
      same.size := OLD.size;
      same.earlier := OLD.earlier;
      IF same = OLD THEN
        RETURN NEW;
      END IF;
    END IF;
    IF TG_OP = 'DELETE' OR OLD.state IN ('issued', 'refused') THEN
      RAISE EXCEPTION 'an issued copy never changes';
    END IF;
    RETURN NEW;
  END $$;
  CREATE OR REPLACE FUNCTION documents.keep_annex() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    same documents.annex := NEW;
  BEGIN
    IF TG_OP = 'UPDATE' AND OLD.signed_sha256 IS NOT NULL
       AND NEW.earlier = OLD.earlier || OLD.signed_sha256 THEN
      same.signed_sha256 := OLD.signed_sha256;
      same.signed_size := OLD.signed_size;
      same.earlier := OLD.earlier;
      IF same = OLD THEN
        RETURN NEW;
      END IF;
    END IF;
    IF OLD.signed_sha256 IS NOT NULL THEN
      RAISE EXCEPTION 'a signed annex never changes';
    END IF;
    RETURN coalesce(NEW, OLD);
  END $$;
`;

const BEFORE = `
  DROP INDEX registers.copy_entry_kind, documents.annex_signed, documents.copy_signed;
  CREATE OR REPLACE FUNCTION documents.keep_annex() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.signed_sha256 IS NOT NULL THEN
      RAISE EXCEPTION 'a signed annex never changes';
    END IF;
    RETURN coalesce(NEW, OLD);
  END $$;
  CREATE OR REPLACE FUNCTION documents.keep_copy() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' OR OLD.state IN ('issued', 'refused') THEN
      RAISE EXCEPTION 'an issued copy never changes';
    END IF;
    RETURN NEW;
  END $$;
  ALTER TABLE documents.annex DROP COLUMN earlier;
  ALTER TABLE documents.copy
    DROP CONSTRAINT copy_of_copy,
    DROP CONSTRAINT copy_pages,
    DROP COLUMN earlier,
    DROP COLUMN of_certified_copy,
    DROP COLUMN source_sha256,
    ALTER COLUMN pages TYPE int4range USING range_merge(pages),
    ADD CONSTRAINT copy_check1 CHECK (type_code <> 'secondary-copy' OR source_type = 'copy'),
    ADD CONSTRAINT copy_check2 CHECK ((type_code = 'excerpt-copy') = (pages IS NOT NULL));
`;
