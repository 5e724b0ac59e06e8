import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Files1763800030000 implements MigrationInterface {
  readonly name = 'Files1763800030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA files;
      CREATE TABLE files.blob (
        sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        size bigint NOT NULL CHECK (size > 0),
        media_type text NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE files.upload (
        id uuid PRIMARY KEY,
        sha256 text NOT NULL REFERENCES files.blob (sha256),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
        pages integer,
        uploaded_by_post uuid,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX upload_blob ON files.upload (sha256, uploaded_by_post);

      CREATE FUNCTION files.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'stored files never change';
      END $$;
      CREATE TRIGGER blob_immutable BEFORE UPDATE OR DELETE ON files.blob
        FOR EACH ROW EXECUTE FUNCTION files.refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA files CASCADE');
  }
}
