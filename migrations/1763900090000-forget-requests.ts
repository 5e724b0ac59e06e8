import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bare digests of requests with a PIN in them: whoever has a copy could try out all PINs. */
export class ForgetRequests1763900090000 implements MigrationInterface {
  readonly name = 'ForgetRequests1763900090000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM platform.idempotency_key');
  }

  down(): Promise<void> {
    return Promise.resolve();
  }
}
