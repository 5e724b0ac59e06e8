import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Access } from '../access/policy.js';
import { Answers } from './answers.js';

const Health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });

@Controller('api/v1/health')
export class HealthController {
  constructor(private readonly dataSource: DataSource) {}

  /** Ready to serve: the database answers. */
  @Get()
  @Access({ name: 'platform.health', who: 'anyone' })
  @Answers(200, Health)
  async check(): Promise<z.infer<typeof Health>> {
    await this.dataSource.query('SELECT 1');
    return { status: 'ok' };
  }
}
