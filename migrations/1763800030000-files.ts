import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Files1763800030000 implements MigrationInterface {
  readonly name = 'Files1763800030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA files');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA files CASCADE');
  }
}
