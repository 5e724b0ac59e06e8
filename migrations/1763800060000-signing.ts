import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Signing1763800060000 implements MigrationInterface {
  readonly name = 'Signing1763800060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA signing');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA signing CASCADE');
  }
}
