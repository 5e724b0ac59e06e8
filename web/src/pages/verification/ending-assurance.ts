import type { EndingFilter, EndingOverview } from '../../api/verification';

/**
 * What an empty list means: nothing ends, nothing of what was filtered, or nobody has looked yet.
 * The list is what the nightly rounds have found.
 */
export function meaningOfNothing(
  { lastRoundAt }: Pick<EndingOverview, 'lastRoundAt'>,
  filter: EndingFilter,
): 'none' | 'filtered' | 'unknown' {
  if (lastRoundAt === null) return 'unknown';
  return Object.values(filter).every((value) => !value) ? 'none' : 'filtered';
}
