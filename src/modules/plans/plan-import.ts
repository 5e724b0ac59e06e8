import { Injectable } from '@nestjs/common';
import {
  type LocalDate,
  localDateOf,
  monthlyPeriod,
  reportDueDate,
} from '../../../libs/working-calendar/index.js';
import { legalInstant } from '../../../libs/working-calendar/index.js';
import { newId } from '../../platform/database/new-id.js';
import { maybeRow } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { InvalidInputError, NotFoundError } from '../../platform/errors/platform.errors.js';
import { OfficeCalendar, type TaskHistory, TaskImport } from '../tasks/index.js';
import type { PeriodCloseId, PlanId } from './contracts/index.js';
import { issuesOf } from './domain/check-content.js';
import { PlanContent } from './domain/plan-content.js';
import { snapshotHash } from './domain/snapshot.js';
import { CloseRepository } from './persistence/close.repository.js';
import { Plan } from './persistence/plan.entity.js';
import { type DutyRow, PlanRepository } from './persistence/plan.repository.js';
import { ReportRepository } from './persistence/report.repository.js';
import { PlanActivation } from './plan-activation.js';
import { PeriodFreezer } from './period-freezer.js';

export type ImportedPlan = {
  readonly agencyId: string;
  readonly draftingUnitId: string;
  readonly draftingAgencyId: string;
  readonly year: number;
  readonly title: string;
  readonly specifiesPlanId?: string;
  /** As the HTTP interface takes it; what is left out gets its default. */
  readonly content: unknown;
  readonly symbol: string;
  readonly issuedOn: LocalDate;
  readonly documentId?: string;
};

export type ImportedFigures = {
  readonly planId: PlanId;
  readonly unitId: string;
  /** `YYYY-MM` */
  readonly period: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly source?: string;
  readonly sentOn: LocalDate;
  readonly symbol?: string;
};

export type ImportedTaskState = {
  readonly planId: PlanId;
  /** `III.6` */
  readonly number: string;
  readonly agencyId: string;
  readonly past: TaskHistory;
  /** The deadline after extensions, when it is not the plan's. */
  readonly dueOn?: LocalDate;
  readonly incomingDocumentId?: string;
};

/** Takes over a plan that was released before this system, and the months reported against it. */
@Injectable()
export class PlanImport {
  // eslint-disable-next-line @typescript-eslint/max-params -- an import writes what several steps write
  constructor(
    private readonly plans: PlanRepository,
    private readonly activation: PlanActivation,
    private readonly reports: ReportRepository,
    private readonly closes: CloseRepository,
    private readonly freezer: PeriodFreezer,
    private readonly tasks: TaskImport,
    private readonly calendar: OfficeCalendar,
  ) {}

  /** In force on the day of its symbol; its duties wait until `importTaskState` or the event. */
  async importPlan(tx: Tx, { content: given, ...plan }: ImportedPlan): Promise<PlanId> {
    const content = PlanContent.parse(given);
    const issues = issuesOf(content, plan.year);
    if (issues.length > 0) throw new InvalidInputError(issues);
    const id = newId();
    const created = Plan.create({
      ...{ id, content, agencyId: plan.agencyId, year: plan.year, title: plan.title },
      draftingAgencyId: plan.draftingAgencyId,
      draftingUnitId: plan.draftingUnitId,
      specifiesPlanId: plan.specifiesPlanId ?? null,
      createdByPost: null,
      createdAt: legalInstant(plan.issuedOn, '08:00'),
    });
    await this.plans.save(tx, created);
    const saved = await this.plans.getForUpdate(tx, id);
    if (plan.documentId !== undefined) saved.submit(plan.documentId, '');
    await this.activation.activate(tx, saved, plan.symbol, plan.issuedOn, { startOwn: false });
    return id;
  }

  /** A month as it was sent; a zero in it was meant as one. */
  async importFigures(tx: Tx, month: ImportedFigures): Promise<string> {
    const { planId, unitId, period } = month;
    const reporter = await this.plans.findReporter(tx, planId, unitId);
    if (!reporter) throw new NotFoundError('reporter');
    const plan = await this.plans.getForUpdate(tx, planId);
    const { reportDueDay } = plan.content;
    const dueOn = reportDueDate(monthlyPeriod(period), this.calendar.days, reportDueDay);
    const at = legalInstant(month.sentOn, '16:00');
    const { id } = await this.reports.openOnce(tx, {
      ...{ id: newId(), planId, unitId, period, dueOn },
      agencyId: reporter.agencyId,
      openedAt: at,
    });
    const labels = new Map(plan.content.figures.map((figure) => [figure.key, figure]));
    for (const [key, value] of Object.entries(month.figures)) {
      const figure = labels.get(key);
      if (!figure) throw new NotFoundError(`figure ${key}`);
      const source = month.source ?? figure.source;
      const line = { key, value, entry: 'system' as const, source, zeroConfirmed: value === 0 };
      await this.reports.putFigure(tx, id, line, { postId: null, at });
    }
    const report = await this.reports.getForUpdate(tx, id);
    report.submit(at);
    report.approve(at);
    report.send(
      month.symbol ?? '',
      month.sentOn,
      this.calendar.days.overdueDays(dueOn, month.sentOn),
    );
    await this.reports.save(tx, report);
    return id;
  }

  /** A duty that had begun, and how far it had come. */
  async importTaskState(tx: Tx, state: ImportedTaskState): Promise<string> {
    const { planId, number, agencyId } = state;
    const plan = await this.plans.getForUpdate(tx, planId);
    const waiting = await this.plans.waitingDutiesForUpdate(tx, planId, agencyId);
    const duty = waiting.find((row) => row.number === number);
    if (!duty) throw new NotFoundError(`duty ${number}`);
    const dated: DutyRow = state.dueOn === undefined ? duty : { ...duty, dueOn: state.dueOn };
    const described = await this.activation.dutyOf(
      tx,
      plan,
      dated,
      state.incomingDocumentId ?? null,
    );
    const past = {
      ...state.past,
      ...(duty.leadUnitId === null ? {} : { unitId: duty.leadUnitId }),
      ...(duty.dueOn === null ? {} : { originalDueOn: duty.dueOn as LocalDate }),
    };
    const taskId = await this.tasks.importTask(tx, described, past);
    await this.plans.startDuty(tx, duty.id, taskId, legalInstant(past.startedOn, '08:00'));
    return taskId;
  }

  /** A closed month with the report that was made of it. */
  async importClose(
    tx: Tx,
    close: {
      readonly planId: PlanId;
      readonly agencyId: string;
      readonly period: string;
      readonly partyAgencyId?: string;
      readonly closedAt: Date;
      readonly documentId?: string;
      readonly symbol?: string;
      readonly issuedOn?: LocalDate;
    },
  ): Promise<PeriodCloseId> {
    const { planId, agencyId, period, closedAt } = close;
    const order = { planId, agencyId, period };
    const units = await this.freezer.scopeOf(tx, order);
    const snapshot = await this.freezer.freeze(tx, order, units);
    const id = newId();
    await this.closes.add(tx, {
      ...{ id, ...order, snapshot, closedAt, closedByPost: null },
      partyAgencyId: close.partyAgencyId ?? null,
      sha256: snapshotHash(snapshot),
    });
    if (close.documentId !== undefined) await this.closes.attach(tx, id, close.documentId);
    if (close.symbol !== undefined)
      await this.closes.markIssued(tx, id, close.symbol, close.issuedOn ?? localDateOf(closedAt));
    return id;
  }

  /** A figure that was corrected after its month was closed. */
  async importCorrection(
    tx: Tx,
    correction: {
      readonly planId: PlanId;
      readonly unitId: string;
      readonly period: string;
      readonly key: string;
      readonly value: number;
      readonly reason: string;
      readonly on: LocalDate;
    },
  ): Promise<void> {
    const { planId, unitId, period, key, reason } = correction;
    const report = await maybeRow<{ id: string }>(
      tx,
      'SELECT id FROM plans.unit_report WHERE plan_id = $1 AND unit_id = $2 AND period = $3',
      [planId, unitId, period],
    );
    const old = report && (await this.reports.currentValue(tx, report.id, key));
    if (!report || old === null) throw new NotFoundError('figure');
    const at = legalInstant(correction.on, '09:00');
    const line = { id: newId(), reportId: report.id, key, oldValue: old, reason, at };
    await this.reports.addCorrection(tx, { ...line, newValue: correction.value }, null);
  }
}
