const PRINTED = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** An instant in legal time, for sentences. */
export function printed(instant: Date): string {
  return PRINTED.format(instant);
}
