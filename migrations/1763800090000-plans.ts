import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Plans1763800090000 implements MigrationInterface {
  readonly name = 'Plans1763800090000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA plans');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA plans CASCADE');
  }
}
