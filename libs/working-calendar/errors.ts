export type CalendarErrorCode =
  | 'calendar.date-invalid'
  | 'calendar.month-invalid'
  | 'calendar.period-invalid'
  | 'calendar.working-days-invalid'
  | 'calendar.swap-invalid'
  | 'calendar.deadline-unreadable';

/** A date, a period or a deadline that cannot be read. `input` is what was given. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError';

  constructor(
    readonly code: CalendarErrorCode,
    readonly input: string,
    reason: string,
  ) {
    super(`${reason}: "${input}"`);
  }
}
