import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actionsFrom } from '../../../../libs/lifecycle/index.js';
import {
  localDateOf,
  monthlyPeriod,
  periodLabel,
  shiftMonthlyPeriod,
} from '../../../../libs/working-calendar/index.js';
import { type Actor, hasRole } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { maybeRow } from '../../../platform/database/rows.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { type BoardCell, boardCell, type UnitFigures } from '../domain/board.js';
import { UNIT_REPORT_LIFECYCLE } from '../domain/plan.lifecycle.js';
import { printedTarget } from '../domain/printed-target.js';
import type { ReportSections } from '../domain/report-document.js';
import { mayEnter } from '../domain/who-may.js';
import {
  type FigureRow,
  type ReportedDuty,
  ReportRepository,
} from '../persistence/report.repository.js';
import { UnitReport } from '../persistence/unit-report.entity.js';
import { ReportForms } from '../report-forms.js';
import { ReportedFigures } from './reported-figures.js';

export type ReportFigure = {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly expectedSource: string;
  readonly value: number | null;
  readonly previousValue: number | null;
  readonly zeroConfirmed: boolean;
  readonly source: string;
  readonly entry: FigureRow['entry'] | null;
};

export type ReportPage = {
  readonly id: string;
  readonly planId: string;
  readonly planTitle: string;
  readonly planSymbol: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly level: string;
  readonly agencyId: string;
  readonly period: string;
  readonly periodLabel: string;
  readonly state: UnitReport['state'];
  readonly dueOn: string;
  readonly sentOn: string | null;
  readonly lateDays: number | null;
  readonly symbol: string | null;
  readonly documentId: string | null;
  readonly returnReason: string | null;
  readonly isFrozen: boolean;
  readonly sections: ReportSections;
  readonly figures: readonly ReportFigure[];
  readonly targets: readonly {
    readonly code: string;
    readonly name: string;
    readonly printed: string;
    readonly cell: BoardCell;
  }[];
  readonly duties: readonly (ReportedDuty & { readonly isLate: boolean })[];
  readonly corrections: readonly {
    readonly key: string;
    readonly oldValue: number;
    readonly newValue: number;
    readonly reason: string;
    readonly at: string;
  }[];
  readonly version: number;
  readonly actions: readonly string[];
};

/** The form: last month beside this month, what it makes of the targets so far, tasks to tell of. */
@Injectable()
export class GetReportQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reports: ReportRepository,
    private readonly forms: ReportForms,
    private readonly figures: ReportedFigures,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string): Promise<ReportPage> {
    const report = await this.dataSource.getRepository(UnitReport).findOneBy({ id });
    if (!report) throw new NotFoundError('unit-report');
    const form = await this.forms.of(this.dataSource, report);
    const entered = await this.reports.figuresOf(this.dataSource, id);
    const before = await this.lastMonth(report);
    const isFrozen = await this.reports.isFrozen(this.dataSource, report);
    const today = localDateOf(this.clock.now());
    return {
      ...headOf(report),
      planTitle: form.plan.title,
      planSymbol: form.plan.symbol,
      unitName: form.reporter.name,
      level: form.reporter.level,
      isFrozen,
      figures: form.figures.map(({ key, label, unit, source }) => {
        const figure = entered.find((row) => row.key === key);
        return {
          ...{ key, label, unit, expectedSource: source },
          value: figure?.value ?? null,
          previousValue: before.figures?.[key] ?? null,
          zeroConfirmed: figure?.zeroConfirmed ?? false,
          source: figure?.source ?? '',
          entry: figure?.entry ?? null,
        };
      }),
      targets: form.targets.map((target) => ({
        code: target.code,
        name: target.name,
        printed: printedTarget(target),
        cell: boardCell(
          { level: form.reporter.level, current: saidBy(entered), previous: before },
          target,
          report.period,
        ),
      })),
      duties: form.duties.map((duty) => ({
        ...duty,
        isLate: duty.dueOn !== null && duty.dueOn < today && duty.state !== 'done',
      })),
      corrections: (await this.reports.correctionsOf(this.dataSource, id)).map(
        ({ key, oldValue, newValue, reason, at }) => ({
          ...{ key, oldValue, newValue, reason },
          at: at.toISOString(),
        }),
      ),
      actions: await this.actionsOf(actor, report, isFrozen),
    };
  }

  private async lastMonth({ planId, unitId, period, agencyId }: UnitReport): Promise<UnitFigures> {
    const [unit] = await this.figures.unitsOf(this.dataSource, {
      planId,
      period: shiftMonthlyPeriod(monthlyPeriod(period), -1).code,
      unitIds: [unitId],
      ownAgencyId: agencyId,
    });
    return unit?.current ?? { figures: null, sources: {}, corrected: [] };
  }

  private async actionsOf(
    actor: Actor,
    report: UnitReport,
    isFrozen: boolean,
  ): Promise<readonly string[]> {
    const own = mayEnter(actor, report);
    const leads = own && hasRole(actor, 'leader');
    if (isFrozen) return leads ? ['correct'] : [];
    const plan = await maybeRow<{ agencyId: string; draftingAgencyId: string }>(
      this.dataSource,
      `SELECT agency_id AS "agencyId", drafting_agency_id AS "draftingAgencyId"
       FROM plans.plan WHERE id = $1`,
      [report.planId],
    );
    const receives =
      [plan?.agencyId, plan?.draftingAgencyId].includes(actor.agencyId) &&
      hasRole(actor, 'leader', 'par-officer');
    const allowed = actionsFrom(UNIT_REPORT_LIFECYCLE, report.state).filter((action) => {
      if (action === 'approve') return leads;
      if (action === 'return') return report.state === 'sent' ? receives : leads;
      return own && action !== 'send';
    });
    return report.state === 'approved' && own ? [...allowed, 'draft-document'] : allowed;
  }
}

function headOf(report: UnitReport) {
  const { id, planId, unitId, agencyId, period, state, dueOn, sentOn, lateDays } = report;
  const { symbol, documentId, returnReason, sections, version } = report;
  return {
    ...{ id, planId, unitId, agencyId, period, state, dueOn, sentOn, lateDays },
    ...{ symbol, documentId, returnReason, sections, version },
    periodLabel: periodLabel(monthlyPeriod(period)),
  };
}

function saidBy(entered: readonly FigureRow[]): UnitFigures {
  return {
    figures: Object.fromEntries(entered.map(({ key, value }) => [key, value])),
    sources: Object.fromEntries(entered.map(({ key, source }) => [key, source])),
    corrected: [],
  };
}
