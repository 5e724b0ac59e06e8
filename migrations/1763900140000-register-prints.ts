import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RegisterPrints1763900140000 implements MigrationInterface {
  readonly name = 'RegisterPrints1763900140000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A register as it was put on paper, with its code: the same content is the same print.
      CREATE TABLE registers.print (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('outgoing', 'incoming', 'copies')),
        title text NOT NULL,
        numbers text NOT NULL,
        content_sha256 text NOT NULL CHECK (content_sha256 ~ '^[0-9a-f]{64}$'),
        sha256 text NOT NULL REFERENCES files.blob (sha256),
        printed_on date NOT NULL,
        UNIQUE (agency_id, content_sha256)
      );
      CREATE FUNCTION registers.keep_print() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'what is on paper never changes';
      END $$;
      CREATE TRIGGER print_keep BEFORE UPDATE OR DELETE ON registers.print
        FOR EACH ROW EXECUTE FUNCTION registers.keep_print();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE registers.print; DROP FUNCTION registers.keep_print()');
  }
}
