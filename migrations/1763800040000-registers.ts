import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Registers1763800040000 implements MigrationInterface {
  readonly name = 'Registers1763800040000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA registers');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA registers CASCADE');
  }
}
