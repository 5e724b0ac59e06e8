import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  localDateOf,
  monthlyPeriod,
  periodLabel,
  periodOf,
  reportDueDate,
} from '../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { rows } from '../../../platform/database/rows.js';
import { OfficeCalendar } from '../../tasks/index.js';
import { type BoardAggregate, boardAggregate, type BoardRow, boardRow } from '../domain/board.js';
import type { PlanFigure, PlanTarget } from '../domain/plan-content.js';
import { printedTarget } from '../domain/printed-target.js';
import { mayDraft } from '../domain/who-may.js';
import { PlanRepository } from '../persistence/plan.repository.js';
import { ReportForms } from '../report-forms.js';
import { ReportedFigures, type UnitReportStatus } from './reported-figures.js';

export type PlanBoard = {
  readonly planId: string;
  readonly title: string;
  readonly symbol: string;
  readonly period: string;
  readonly periodLabel: string;
  readonly dueOn: string;
  readonly isClosed: boolean;
  readonly targets: readonly (Pick<PlanTarget, 'code' | 'name' | 'field' | 'frequency'> & {
    readonly printed: string;
    readonly conditions: PlanTarget['conditions'];
  })[];
  readonly figures: readonly PlanFigure[];
  readonly rows: readonly (BoardRow & {
    readonly agencyId: string;
    /** Who is late while the report is still missing; working days. */
    readonly overdueDays: number;
    readonly report: UnitReportStatus;
  })[];
  readonly aggregates: readonly BoardAggregate[];
  readonly reporting: number;
  readonly total: number;
};

/** Every target for every unit: value, light, counts and change, and who has not reported. */
@Injectable()
export class GetBoardQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly plans: PlanRepository,
    private readonly forms: ReportForms,
    private readonly figures: ReportedFigures,
    private readonly calendar: OfficeCalendar,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, planId: string, asked: string | undefined): Promise<PlanBoard> {
    const today = localDateOf(this.clock.now());
    const period = asked ?? periodOf(today).code;
    const plan = await this.forms.planHead(this.dataSource, planId);
    const targets = await this.plans.targetsOf(this.dataSource, planId);
    const units = await this.figures.unitsOf(this.dataSource, {
      planId,
      period,
      ownAgencyId: actor.agencyId,
    });
    const window = monthlyPeriod(period);
    const dueOn = reportDueDate(window, this.calendar.days, plan.content.reportDueDay);
    const levels = [...new Set(units.map(({ level }) => level))];
    const isReported = (unit: (typeof units)[number]): boolean => unit.current.figures !== null;
    return {
      planId,
      title: plan.title,
      symbol: plan.symbol,
      period,
      periodLabel: periodLabel(window),
      dueOn,
      isClosed: await this.isClosed(planId, plan.agencyId, period),
      targets: targets.map((target) => ({ ...target, printed: printedTarget(target) })),
      figures: plan.content.figures,
      // An agency sees its own rows; the whole picture is for who issues and drafts the plan.
      rows: units.filter(mayDraft(actor, plan) ? () => true : isOwn(actor)).map((unit) => ({
        ...boardRow(unit, targets, period),
        agencyId: unit.agencyId,
        overdueDays: isReported(unit) ? 0 : this.calendar.days.overdueDays(dueOn, today),
        report: unit.report,
      })),
      aggregates: levels.map((level) => boardAggregate(level, units, targets, period)),
      reporting: units.filter(isReported).length,
      total: units.length,
    };
  }

  private async isClosed(planId: string, agencyId: string, period: string): Promise<boolean> {
    const closed = await rows(
      this.dataSource,
      'SELECT 1 FROM plans.period_close WHERE plan_id = $1 AND agency_id = $2 AND period = $3',
      [planId, agencyId, period],
    );
    return closed.length > 0;
  }
}

function isOwn(actor: Actor): (unit: { readonly agencyId: string }) => boolean {
  return ({ agencyId }) => agencyId === actor.agencyId;
}
