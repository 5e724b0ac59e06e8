const PRINTED = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** An instant in legal time, for sentences: `10/12/2026 07:00`. */
export function printed(instant: Date): string {
  return PRINTED.format(instant).replace(',', '');
}
