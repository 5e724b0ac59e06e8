import { Injectable } from '@nestjs/common';
import { monthlyPeriod, shiftMonthlyPeriod } from '../../../libs/working-calendar/index.js';
import { type Queryable, rows } from '../../platform/database/rows.js';
import { boardAggregate, boardRow } from './domain/board.js';
import type { PeriodSnapshot, SnapshotConclusion, SnapshotDuty } from './domain/snapshot.js';
import { PlanRepository } from './persistence/plan.repository.js';
import { ReportRepository } from './persistence/report.repository.js';
import { UnitReport } from './persistence/unit-report.entity.js';
import { type ReportedUnit, ReportedFigures } from './queries/reported-figures.js';
import { ReportForms } from './report-forms.js';
import type { Tx } from '../../platform/database/unit-of-work.js';

export type FreezeOrder = {
  readonly planId: string;
  readonly period: string;
  /** Who closes: the issuer sums all who report, another agency its own units. */
  readonly agencyId: string;
};

/** Reads everything that a close freezes, in the caller's transaction. */
@Injectable()
export class PeriodFreezer {
  constructor(
    private readonly plans: PlanRepository,
    private readonly reports: ReportRepository,
    private readonly forms: ReportForms,
    private readonly figures: ReportedFigures,
  ) {}

  async lock(tx: Tx, planId: string): Promise<void> {
    await this.plans.getForUpdate(tx, planId);
  }

  /** The units whose figures this agency answers for. */
  async scopeOf(db: Queryable, { planId, agencyId, period }: FreezeOrder): Promise<ReportedUnit[]> {
    const plan = await this.forms.planHead(db, planId);
    const units = await this.figures.unitsOf(db, { planId, period, ownAgencyId: agencyId });
    if (plan.agencyId === agencyId) return units;
    return units.filter((unit) => unit.agencyId === agencyId);
  }

  async freeze(
    tx: Tx,
    order: FreezeOrder,
    units: readonly ReportedUnit[],
  ): Promise<PeriodSnapshot> {
    const { planId, period, agencyId } = order;
    const plan = await this.forms.planHead(tx, planId);
    const targets = await this.plans.targetsOf(tx, planId);
    const levels = [...new Set(units.map(({ level }) => level))];
    return {
      planId,
      planTitle: plan.title,
      planSymbol: plan.symbol,
      period,
      agencyId,
      targets,
      figures: plan.content.figures,
      units: units.map((unit) => ({
        unitId: unit.unitId,
        name: unit.name,
        level: unit.level,
        // Only what was counted is frozen: a report that comes later stays open to its unit.
        reportId: unit.current.figures === null ? null : unit.report.reportId,
        reportSymbol: unit.report.symbol,
        sentOn: unit.report.sentOn,
        lateDays: unit.report.lateDays,
        figures: unit.current.figures as Readonly<Record<string, number>> | null,
        cells: boardRow(unit, targets, period).cells,
      })),
      aggregates: levels.map((level) => boardAggregate(level, units, targets, period)),
      duties: await this.dutiesOf(tx, units, agencyId),
      conclusions: await this.conclusionsFor(tx, agencyId, period),
    };
  }

  /** Those still open, and those done since the period before began. */
  private conclusionsFor(
    tx: Tx,
    agencyId: string,
    period: string,
  ): Promise<readonly SnapshotConclusion[]> {
    const window = monthlyPeriod(period);
    return rows<SnapshotConclusion>(
      tx,
      `SELECT source_label AS source, number, text, state, due_on::text AS "dueOn",
              done_on::text AS "doneOn",
              coalesce(nullif(result, ''), progress_note) AS note
       FROM tasks.report_task_v1
       WHERE source = 'conclusion' AND agency_id = $1 AND parent_id IS NULL AND state <> 'recalled'
         AND (done_on IS NULL OR done_on >= $2::date) AND started_at::date <= $3::date + 7
       ORDER BY started_at, number`,
      [agencyId, shiftMonthlyPeriod(window, -1).from, window.to],
    );
  }

  private async dutiesOf(
    tx: Tx,
    units: readonly ReportedUnit[],
    agencyId: string,
  ): Promise<SnapshotDuty[]> {
    const duties: SnapshotDuty[] = [];
    for (const { report, agencyId: owner } of units) {
      if (report.reportId === null || owner !== agencyId) continue;
      const own = await tx.getRepository(UnitReport).findOneByOrFail({ id: report.reportId });
      for (const duty of await this.reports.progressOf(tx, own))
        duties.push({
          number: duty.number,
          text: duty.text,
          state: duty.state,
          dueOn: duty.dueOn,
          doneOn: duty.doneOn,
          note: [duty.note, duty.explanation].filter((text) => text !== '').join('. '),
        });
    }
    return duties;
  }
}
