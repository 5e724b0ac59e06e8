import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/rows.js';
import { NotFoundError } from '../../platform/errors/platform.errors.js';
import { figuresAsked } from './domain/board.js';
import type { PlanContent, PlanFigure, PlanTarget } from './domain/plan-content.js';
import { PlanRepository, type Reporter } from './persistence/plan.repository.js';
import { type ReportedDuty, ReportRepository } from './persistence/report.repository.js';
import { maybeRow } from '../../platform/database/rows.js';
import type { UnitReport } from './persistence/unit-report.entity.js';

export type PlanHead = {
  readonly id: string;
  readonly agencyId: string;
  readonly draftingAgencyId: string;
  readonly year: number;
  readonly title: string;
  readonly symbol: string;
  readonly issuedOn: string;
  readonly content: PlanContent;
};

export type ReportForm = {
  readonly plan: PlanHead;
  readonly reporter: Reporter;
  readonly targets: readonly PlanTarget[];
  /** Asked of this unit in this period, in the order of the plan. */
  readonly figures: readonly PlanFigure[];
  readonly duties: readonly ReportedDuty[];
};

/** What one report has to say: figures of its level that are due, and the duties that run. */
@Injectable()
export class ReportForms {
  constructor(
    private readonly plans: PlanRepository,
    private readonly reports: ReportRepository,
  ) {}

  async of(db: Queryable, report: UnitReport): Promise<ReportForm> {
    const plan = await this.planHead(db, report.planId);
    const targets = await this.plans.targetsOf(db, report.planId);
    const reporter = await this.plans.findReporter(db, report.planId, report.unitId);
    if (!reporter) throw new NotFoundError('reporter');
    const asked = figuresAsked(targets, reporter.level, report.period);
    return {
      plan,
      reporter,
      targets,
      figures: plan.content.figures.filter(({ key }) => asked.includes(key)),
      duties: await this.reports.progressOf(db, report),
    };
  }

  async planHead(db: Queryable, planId: string): Promise<PlanHead> {
    const plan = await maybeRow<PlanHead>(
      db,
      `SELECT id, agency_id AS "agencyId", drafting_agency_id AS "draftingAgencyId", year, title,
              coalesce(symbol, '') AS symbol, coalesce(issued_on::text, '') AS "issuedOn", content
       FROM plans.plan WHERE id = $1`,
      [planId],
    );
    if (!plan) throw new NotFoundError('plan');
    return plan;
  }
}
