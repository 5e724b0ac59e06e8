import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Documents1763800070000 implements MigrationInterface {
  readonly name = 'Documents1763800070000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA documents');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA documents CASCADE');
  }
}
