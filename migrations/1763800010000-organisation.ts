import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Organisation1763800010000 implements MigrationInterface {
  readonly name = 'Organisation1763800010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA organisation');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA organisation CASCADE');
  }
}
