import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Identity1763800020000 implements MigrationInterface {
  readonly name = 'Identity1763800020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA identity');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA identity CASCADE');
  }
}
