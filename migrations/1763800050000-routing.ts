import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Routing1763800050000 implements MigrationInterface {
  readonly name = 'Routing1763800050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA routing');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA routing CASCADE');
  }
}
