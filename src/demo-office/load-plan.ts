import {
  type LocalDate,
  legalInstant,
  localDateOf,
  monthlyPeriod,
  parseDeadline,
  reportClosing,
  reportDueDate,
} from '../../libs/working-calendar/index.js';
import type { AgencyView, OrganisationDirectory } from '../modules/organisation/index.js';
import type { PlanImport } from '../modules/plans/index.js';
import type { OfficeCalendar } from '../modules/tasks/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { countsOf, type FigureEntries } from './data-set/figures.schema.js';
import type { PlanEntries } from './data-set/plan.schema.js';
import { planContent } from './plan-content.js';
import { shiftDay, shiftMonth, shiftYear, type TimeShift, yearsLater } from './time-shift.js';

export type PlanDoors = {
  readonly plans: PlanImport;
  readonly directory: OrganisationDirectory;
  readonly calendar: OfficeCalendar;
};

/** The year's plan as it was released, what became of its duties, and the months reported against it. */
export class PlanLoader {
  private readonly units = new Map<string, AgencyView>();

  constructor(
    private readonly doors: PlanDoors,
    private readonly tx: Tx,
    private readonly shift: TimeShift,
    private readonly today: LocalDate,
  ) {}

  async load(plan: PlanEntries, figures: FigureEntries): Promise<string> {
    const planId = await this.importPlan(plan);
    await this.importDuties(planId, plan);
    await this.importMonths(planId, figures);
    return planId;
  }

  /** What was mended after its month was closed: the closes stay as they are. */
  async correct(planId: string, figures: FigureEntries): Promise<void> {
    for (const correction of figures.corrections) {
      await this.doors.plans.importCorrection(this.tx, {
        planId,
        unitId: await this.id(correction.unit),
        period: shiftMonth(correction.month, this.shift),
        key: correction.figure,
        value: correction.to,
        reason: correction.reason,
        on: shiftDay(correction.on, this.shift),
      });
    }
  }

  private async importPlan(entries: PlanEntries): Promise<string> {
    const { plan, year, unit_plans: unitPlans } = entries;
    const { years } = this.shift;
    const content = await planContent(entries, years, (code) => this.id(code));
    const planId = await this.doors.plans.importPlan(this.tx, {
      agencyId: await this.id(plan.agency),
      draftingAgencyId: await this.id(plan.drafting_agency),
      draftingUnitId: await this.id(plan.drafting_unit),
      year: year + years,
      title: yearsLater(plan.title, years),
      content,
      symbol: plan.symbol,
      issuedOn: shiftYear(plan.issued_on, this.shift),
    });
    for (const own of unitPlans) {
      await this.doors.plans.importPlan(this.tx, {
        agencyId: await this.id(own.agency),
        draftingAgencyId: await this.id(own.agency),
        draftingUnitId: await this.id(own.unit),
        year: year + years,
        title: yearsLater(own.title, years),
        specifiesPlanId: planId,
        content: { generalObjective: yearsLater(entries.general_objective, years) },
        symbol: own.symbol,
        issuedOn: shiftYear(own.issued_on, this.shift),
      });
    }
    return planId;
  }

  private async importDuties(planId: string, entries: PlanEntries): Promise<void> {
    const startedOn = shiftYear(`${entries.year}-01-05`, this.shift);
    for (const task of entries.tasks) {
      for (const lead of await this.expand(task.leads)) {
        await this.doors.plans.importTaskState(this.tx, {
          planId,
          number: task.number,
          agencyId: lead.agencyId,
          ...this.stateOf(entries, task, lead.code, startedOn),
        });
      }
    }
  }

  /** Past its deadline a duty was done, unless the data set says that it is late. */
  private stateOf(
    { progress, year }: PlanEntries,
    task: PlanEntries['tasks'][number],
    unit: string,
    startedOn: LocalDate,
  ): Pick<Parameters<PlanImport['importTaskState']>[1], 'past' | 'dueOn'> {
    const extension = progress.extended.find((entry) => entry.task === task.number);
    if (extension) {
      const doneOn = shiftYear(extension.done_on, this.shift);
      return {
        dueOn: shiftYear(extension.to, this.shift),
        past: { startedOn, state: 'done', doneOn },
      };
    }
    const late = progress.overdue.find(
      (entry) => entry.task === task.number && entry.unit === unit,
    );
    if (late?.done_on !== undefined) {
      const doneOn = shiftYear(late.done_on, this.shift);
      return { past: { startedOn, state: 'done', doneOn, note: late.note ?? '' } };
    }
    const due = parseDeadline(
      yearsLater(task.deadline, this.shift.years),
      year + this.shift.years,
    ).resolvedDate;
    if (late || due === undefined || due >= this.today) {
      return {
        past: { startedOn, state: 'in-progress', percent: late ? 80 : 60, note: late?.note ?? '' },
      };
    }
    const doneOn = this.doors.calendar.days.isWorkingDay(due) ? due : startedOn;
    return { past: { startedOn, state: 'done', doneOn } };
  }

  private async importMonths(planId: string, figures: FigureEntries): Promise<void> {
    for (const { month, units } of figures.months) {
      for (const [unit, reported] of Object.entries(units)) {
        if (reported === null) continue;
        const counts = {
          ...countsOf(reported.row, figures.columns),
          ...firstFigures(figures, unit, month),
        };
        await this.importReport(planId, figures, { unit, month, counts });
      }
    }
    for (const [unit, row] of Object.entries(figures.departments?.units ?? {})) {
      const counts = countsOf(row, figures.department_columns);
      const month = figures.departments?.month ?? '';
      await this.importReport(planId, figures, { unit, month, counts });
    }
  }

  private async importReport(
    planId: string,
    figures: FigureEntries,
    {
      unit,
      month,
      counts,
    }: { unit: string; month: string; counts: Readonly<Record<string, number>> },
  ): Promise<void> {
    const period = shiftMonth(month, this.shift);
    const { days } = this.doors.calendar;
    const dueOn = reportDueDate(monthlyPeriod(period), days, figures.due_day);
    const sent = figures.sent.find((entry) => entry.unit === unit && entry.month === month);
    const isLate = sent !== undefined && sent.symbol === undefined;
    await this.doors.plans.importFigures(this.tx, {
      planId,
      unitId: await this.id(unit),
      period,
      figures: counts,
      sentOn: isLate ? days.nextWorkingDay(dueOn) : sent ? shiftDay(sent.on, this.shift) : dueOn,
      ...(sent?.symbol === undefined ? {} : { symbol: sent.symbol }),
    });
  }

  async close(planId: string, close: Close): Promise<string> {
    const period = shiftMonth(close.month, this.shift);
    const usual = reportClosing(monthlyPeriod(period), this.doors.calendar.days);
    const issuedOn =
      close.report === undefined ? null : shiftDay(close.report.issuedOn, this.shift);
    const closedAt =
      issuedOn !== null && issuedOn < localDateOf(usual) ? legalInstant(issuedOn, '15:00') : usual;
    return this.doors.plans.importClose(this.tx, {
      planId,
      agencyId: await this.id(close.agency),
      period,
      closedAt,
      ...(close.party === undefined ? {} : { partyAgencyId: await this.id(close.party) }),
      ...(close.report === undefined || issuedOn === null
        ? {}
        : { symbol: close.report.symbol, issuedOn }),
    });
  }

  private async expand(references: readonly string[]): Promise<AgencyView[]> {
    const found: AgencyView[] = [];
    for (const reference of references) {
      if (reference.startsWith('@'))
        found.push(...(await this.doors.directory.expandGroup(this.tx, reference.slice(1))));
      else found.push(await this.unit(reference));
    }
    return found;
  }

  private async unit(code: string): Promise<AgencyView> {
    const known = this.units.get(code);
    if (known) return known;
    const unit = await this.doors.directory.findUnitByCode(this.tx, code);
    if (!unit) throw new Error(`The data set names no unit ${code}`);
    this.units.set(code, unit);
    return unit;
  }

  private async id(code: string): Promise<string> {
    return (await this.unit(code)).id;
  }
}

/** A close freezes what stood before the correction. */
function firstFigures(
  { corrections }: FigureEntries,
  unit: string,
  month: string,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    corrections
      .filter((correction) => correction.unit === unit && correction.month === month)
      .map(({ figure, from }) => [figure, from]),
  );
}

/** A month that an agency has closed, and the report made of it. */
export type Close = {
  readonly agency: string;
  readonly month: string;
  readonly party?: string;
  readonly report?: { readonly symbol: string; readonly issuedOn: string };
};
