import type { WorkingDays } from '../../api/working-days';

/** Where a deadline of so many working days ends; one of none ends today. */
export function afterWorkingDays({ today, following }: WorkingDays, count: number): string | null {
  return count === 0 ? today : (following[count - 1] ?? null);
}

/** How many working days there are until this date, itself included; `null` is beyond the calendar. */
export function workingDaysUntil({ following }: WorkingDays, date: string): number | null {
  const last = following.at(-1);
  if (last === undefined || date > last) return null;
  return following.filter((day) => day <= date).length;
}
