const DAY = 24 * 60 * 60 * 1000;

/**
 * A proposal only: Saturdays and Sundays are left out here, public holidays are the server's, which
 * checks and shows the deadline that holds.
 */
export function addWorkingDays(from: string, days: number): string {
  let at = Date.parse(`${from}T00:00:00Z`);
  for (let left = days; left > 0;) {
    at += DAY;
    if (isWorkingDay(at)) left -= 1;
  }
  return new Date(at).toISOString().slice(0, 10);
}

export function workingDaysUntil(from: string, to: string): number {
  let count = 0;
  const end = Date.parse(`${to}T00:00:00Z`);
  for (let at = Date.parse(`${from}T00:00:00Z`) + DAY; at <= end && count < 400; at += DAY) {
    if (isWorkingDay(at)) count += 1;
  }
  return count;
}

function isWorkingDay(at: number): boolean {
  const weekday = new Date(at).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
