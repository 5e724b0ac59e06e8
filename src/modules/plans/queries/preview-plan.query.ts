import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../platform/access/actor.js';
import { PlanPrinter } from '../plan-printer.js';
import { GetPlanQuery } from './get-plan.query.js';

/** The plan as it would be signed now; nothing is stored. */
@Injectable()
export class PreviewPlanQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly plans: GetPlanQuery,
    private readonly printer: PlanPrinter,
  ) {}

  async execute(actor: Actor, id: string, signerPostId: string | null): Promise<Uint8Array> {
    const plan = await this.plans.execute(actor, id);
    const { document } = await this.printer.print(this.dataSource, plan, signerPostId);
    return document.pdf;
  }
}
