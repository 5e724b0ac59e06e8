/** Vietnam has one time zone and no summer time. */
const OFFSET_MS = 7 * 60 * 60 * 1000;

/** The wall clock of Vietnam: `2026-12-10` and `07:00:12`. */
export function legalTime(instant: Date): { readonly date: string; readonly time: string } {
  const there = new Date(instant.getTime() + OFFSET_MS).toISOString();
  return { date: there.slice(0, 10), time: there.slice(11, 19) };
}

/** `10/12/2026` of an ISO 8601 date or moment. */
export function printedDay(iso: string): string {
  return iso.slice(0, 10).split('-').reverse().join('/');
}
