import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Reviews1763800100000 implements MigrationInterface {
  readonly name = 'Reviews1763800100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA reviews');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA reviews CASCADE');
  }
}
