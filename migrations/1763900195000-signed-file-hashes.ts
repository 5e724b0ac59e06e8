import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Documents are asked for by their signed file: by the nightly round, and by the list of what ends. */
export class SignedFileHashes1763900195000 implements MigrationInterface {
  readonly name = 'SignedFileHashes1763900195000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX outgoing_signed ON documents.outgoing (sha256) WHERE state = 'released';
      CREATE INDEX incoming_signed ON documents.incoming (sha256);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX documents.outgoing_signed, documents.incoming_signed');
  }
}
