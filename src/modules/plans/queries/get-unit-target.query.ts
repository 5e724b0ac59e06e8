import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  localDateOf,
  monthlyPeriod,
  periodName,
  periodOf,
} from '../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { type BoardCell, boardCell } from '../domain/board.js';
import type { PlanTarget } from '../domain/plan-content.js';
import { printedTarget } from '../domain/printed-target.js';
import { mayDraft } from '../domain/who-may.js';
import { PlanRepository } from '../persistence/plan.repository.js';
import { ReportForms } from '../report-forms.js';
import { ReportedFigures, type UnitReportStatus } from './reported-figures.js';

export type UnitTarget = {
  readonly unitId: string;
  readonly name: string;
  readonly level: string;
  readonly target: { readonly code: string; readonly name: string; readonly printed: string };
  readonly months: readonly {
    readonly period: string;
    readonly periodName: string;
    readonly cell: BoardCell;
    readonly report: UnitReportStatus;
  }[];
};

/** One target of one unit over the months of the plan's year. */
@Injectable()
export class GetUnitTargetQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly plans: PlanRepository,
    private readonly forms: ReportForms,
    private readonly figures: ReportedFigures,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    { planId, unitId, code }: { planId: string; unitId: string; code: string },
  ): Promise<UnitTarget> {
    const plan = await this.forms.planHead(this.dataSource, planId);
    const reporter = await this.plans.findReporter(this.dataSource, planId, unitId);
    const targets = await this.plans.targetsOf(this.dataSource, planId);
    const target = targets.find((candidate) => candidate.code === code);
    const sees = mayDraft(actor, plan) || reporter?.agencyId === actor.agencyId;
    if (!reporter || !target || !sees) throw new NotFoundError('target');
    const months: UnitTarget['months'][number][] = [];
    for (const period of this.periods(plan.year)) {
      const month = await this.month(actor, { planId, unitId, target, period });
      if (month !== null) months.push(month);
    }
    return {
      unitId,
      name: reporter.name,
      level: reporter.level,
      target: { code, name: target.name, printed: printedTarget(target) },
      months,
    };
  }

  private async month(
    actor: Actor,
    {
      planId,
      unitId,
      target,
      period,
    }: {
      planId: string;
      unitId: string;
      target: PlanTarget;
      period: string;
    },
  ): Promise<UnitTarget['months'][number] | null> {
    const [unit] = await this.figures.unitsOf(this.dataSource, {
      planId,
      period,
      unitIds: [unitId],
      ownAgencyId: actor.agencyId,
    });
    if (!unit) return null;
    return {
      period,
      periodName: periodName(monthlyPeriod(period)),
      cell: boardCell(unit, target, period),
      report: unit.report,
    };
  }

  /** January to the present month, or to December of a year gone by. */
  private periods(year: number): string[] {
    const now = periodOf(localDateOf(this.clock.now())).code;
    return Array.from(
      { length: 12 },
      (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`,
    ).filter((period) => period <= now);
  }
}
