import { z } from 'zod';

const whole = (
  from: number,
  to: number,
  fallback: number,
  what: string,
): z.ZodDefault<z.ZodCoercedNumber> =>
  z.coerce.number().int().min(from).max(to).default(fallback).describe(what);

export const jobsSchema = z.object({
  NIGHT_HOUR: whole(
    0,
    23,
    1,
    'Hour in Việt Nam from which the work of the night may begin: verification, renewal, warnings, purge',
  ),
  REQUEST_KEYS_DAYS: whole(
    1,
    365,
    7,
    'A request repeated with its Idempotency-Key gets the first answer for so many days; then the key is purged',
  ),
  // Longer than a delivery can wait or be tried again (pg-boss keeps an open job 14 days).
  INBOX_CLAIMS_DAYS: whole(
    30,
    3650,
    60,
    'So many days it is remembered that an event was handled and that a night was worked; then purged',
  ),
});

export type JobSettings = {
  readonly nightHour: number;
  readonly requestKeysDays: number;
  readonly inboxClaimsDays: number;
};

export function jobsOf(values: z.output<typeof jobsSchema>): JobSettings {
  return {
    nightHour: values.NIGHT_HOUR,
    requestKeysDays: values.REQUEST_KEYS_DAYS,
    inboxClaimsDays: values.INBOX_CLAIMS_DAYS,
  };
}
