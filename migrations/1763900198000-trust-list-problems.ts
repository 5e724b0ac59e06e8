import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a list was not taken is kept by code and parameters, no longer as a message to be read back. */
export class TrustListProblems1763900198000 implements MigrationInterface {
  readonly name = 'TrustListProblems1763900198000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE signing.trust_list RENAME COLUMN problem TO note;
      ALTER TABLE signing.trust_list ADD COLUMN problem jsonb;
      UPDATE signing.trust_list
         SET problem = jsonb_build_object('code', split_part(note, ' ', 1), 'params', jsonb_strip_nulls(
               jsonb_build_object(
                 'reason', substring(note FROM ' reason=([^ ]+)'),
                 'held', substring(note FROM ' held=([^ ]+)'),
                 'offered', substring(note FROM ' offered=([^ ]+)'),
                 'host', substring(note FROM ' host=([^ ]+)'),
                 'detail', substring(note FROM ' detail=(.*)$'))))
       WHERE note IS NOT NULL;
      ALTER TABLE signing.trust_list DROP COLUMN note;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE signing.trust_list RENAME COLUMN problem TO kept;
      ALTER TABLE signing.trust_list ADD COLUMN problem text;
      UPDATE signing.trust_list
         SET problem = concat_ws(' ', kept ->> 'code', (
               SELECT string_agg(key || '=' || value, ' ') FROM jsonb_each_text(kept -> 'params')))
       WHERE kept IS NOT NULL;
      ALTER TABLE signing.trust_list DROP COLUMN kept;
    `);
  }
}
