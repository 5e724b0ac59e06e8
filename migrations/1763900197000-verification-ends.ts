import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When a file stops verifying is known as soon as it is judged, not only after the night: it stands
 * beside its report. Of files that no round has seen, the certificates tell until the next one.
 */
export class VerificationEnds1763900197000 implements MigrationInterface {
  readonly name = 'VerificationEnds1763900197000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE signing.verification
        ADD COLUMN ends_at timestamptz,
        ADD COLUMN end_cause text,
        ADD CHECK ((ends_at IS NULL) = (end_cause IS NULL));
      UPDATE signing.verification AS kept SET ends_at = found.ends_at, end_cause = found.end_cause
        FROM signing.upkeep AS found WHERE found.sha256 = kept.sha256 AND found.ends_at IS NOT NULL;
      UPDATE signing.verification AS kept SET ends_at = found.at, end_cause = found.cause
        FROM (SELECT DISTINCT ON (sha256) sha256, (one #>> '{certificate,notAfter}')::timestamptz AS at,
                     CASE one ->> 'kind' WHEN 'time-stamp' THEN 'time-stamp' ELSE 'certificate' END AS cause
                FROM signing.verification, jsonb_array_elements(report -> 'signatures')
                     WITH ORDINALITY AS signature (one, place)
               WHERE format = 2 AND ends_at IS NULL AND one #>> '{certificate,notAfter}' IS NOT NULL
               ORDER BY sha256, one ->> 'kind' = 'time-stamp' DESC,
                        CASE one ->> 'kind' WHEN 'time-stamp' THEN -place END, at) AS found
       WHERE found.sha256 = kept.sha256;
      CREATE INDEX verification_ends ON signing.verification (ends_at, sha256) WHERE ends_at IS NOT NULL;
      ALTER TABLE signing.upkeep DROP COLUMN ends_at, DROP COLUMN end_cause;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE signing.upkeep
        ADD COLUMN ends_at timestamptz,
        ADD COLUMN end_cause text,
        ADD CHECK ((ends_at IS NULL) = (end_cause IS NULL));
      UPDATE signing.upkeep AS found SET ends_at = kept.ends_at, end_cause = kept.end_cause
        FROM signing.verification AS kept
       WHERE found.sha256 = kept.sha256 AND found.outcome IN ('judged', 'unavailable');
      CREATE INDEX upkeep_ends ON signing.upkeep (ends_at) WHERE ends_at IS NOT NULL;
      ALTER TABLE signing.verification DROP COLUMN ends_at, DROP COLUMN end_cause;
    `);
  }
}
