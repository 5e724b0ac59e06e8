import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Signing1763800060000 implements MigrationInterface {
  readonly name = 'Signing1763800060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA signing;

      CREATE TABLE signing.trust_anchor (
        sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        name text NOT NULL,
        certificate bytea NOT NULL,
        trusted_from timestamptz NOT NULL,
        trusted_to timestamptz,
        CHECK (trusted_to IS NULL OR trusted_to > trusted_from)
      );

      CREATE TABLE signing.credential (
        id uuid PRIMARY KEY,
        owner_kind text NOT NULL CHECK (owner_kind IN ('post', 'agency')),
        -- The post whose holder opens the key with his own PIN: the signer, or a clerk for a seal.
        post_id uuid NOT NULL REFERENCES organisation.post,
        agency_id uuid REFERENCES organisation.unit,
        common_name text NOT NULL,
        issuer_name text NOT NULL,
        serial text NOT NULL,
        not_before timestamptz NOT NULL,
        not_after timestamptz NOT NULL,
        certificate bytea NOT NULL,
        chain bytea[] NOT NULL,
        sealed_key jsonb NOT NULL,
        -- What the page shows: an image of its holder's, or for samples how to draw one.
        image bytea,
        sample_image jsonb,
        failed_attempts integer NOT NULL DEFAULT 0 CHECK (failed_attempts >= 0),
        locked_until timestamptz,
        revoked_at timestamptz,
        CHECK ((owner_kind = 'agency') = (agency_id IS NOT NULL)),
        CHECK (num_nonnulls(image, sample_image) = 1),
        CHECK (not_after > not_before)
      );
      CREATE UNIQUE INDEX credential_one_per_post ON signing.credential (post_id)
        WHERE owner_kind = 'post' AND revoked_at IS NULL;
      CREATE UNIQUE INDEX credential_one_per_clerk_and_agency ON signing.credential (post_id, agency_id)
        WHERE owner_kind = 'agency' AND revoked_at IS NULL;

      CREATE TABLE signing.request (
        id uuid PRIMARY KEY,
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        purpose text NOT NULL CHECK (purpose IN ('initial-content', 'initial-form', 'approve', 'seal')),
        base_sha256 text NOT NULL,
        credential_id uuid NOT NULL REFERENCES signing.credential,
        prepared jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('prepared', 'applied', 'failed')),
        result_sha256 text,
        reason text,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        settled_at timestamptz,
        CHECK ((state = 'applied') = (result_sha256 IS NOT NULL)),
        CHECK ((state = 'prepared') = (settled_at IS NULL))
      );
      -- A version is signed once for a purpose, whoever presses first and however often.
      CREATE UNIQUE INDEX request_applied_once ON signing.request (subject_id, purpose, base_sha256)
        WHERE state = 'applied';

      CREATE TABLE signing.batch (
        id uuid PRIMARY KEY,
        post_id uuid NOT NULL REFERENCES organisation.post,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE signing.batch_item (
        batch_id uuid NOT NULL REFERENCES signing.batch,
        ordinal integer NOT NULL,
        subject_id uuid NOT NULL,
        title text NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'signing', 'done', 'failed')),
        problem jsonb,
        changed_at timestamptz NOT NULL,
        PRIMARY KEY (batch_id, ordinal),
        UNIQUE (batch_id, subject_id),
        CHECK ((state = 'failed') = (problem IS NOT NULL))
      );

      CREATE TABLE signing.verification (
        sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        report jsonb NOT NULL,
        verified_at timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA signing CASCADE');
  }
}
