import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Tasks1763800080000 implements MigrationInterface {
  readonly name = 'Tasks1763800080000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA tasks');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA tasks CASCADE');
  }
}
