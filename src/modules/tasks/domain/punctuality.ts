import { type LocalDate, type WorkingCalendar } from '../../../../libs/working-calendar/index.js';
import type { TaskState } from '../contracts/index.js';

/** How a task stands against its deadline; days are working days. */
export type Punctuality =
  | { readonly kind: 'no-deadline' }
  | { readonly kind: 'running'; readonly days: number }
  | { readonly kind: 'overdue'; readonly days: number }
  | { readonly kind: 'done-early' | 'done-in-time' }
  | { readonly kind: 'done-late'; readonly days: number };

type Dated = {
  readonly state: TaskState;
  readonly dueOn: string | null;
  readonly doneOn: string | null;
};

/** Judged against the deadline that held at that time; waiting for confirmation is not lateness. */
export function punctualityOf(
  { state, dueOn, doneOn }: Dated,
  today: LocalDate,
  calendar: WorkingCalendar,
): Punctuality {
  if (dueOn === null) return doneOn === null ? { kind: 'no-deadline' } : { kind: 'done-in-time' };
  const due = dueOn as LocalDate;
  if (doneOn !== null) {
    if (doneOn > due)
      return { kind: 'done-late', days: calendar.overdueDays(due, doneOn as LocalDate) };
    return { kind: doneOn < due ? 'done-early' : 'done-in-time' };
  }
  if (state === 'recalled') return { kind: 'no-deadline' };
  if (today > due) return { kind: 'overdue', days: calendar.overdueDays(due, today) };
  return { kind: 'running', days: calendar.remainingDays(due, today) };
}
