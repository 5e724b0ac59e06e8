import type { Space } from '../../../platform/access/actor.js';

/** What all numbers without a policy of their own share: "công văn và loại khác". */
export const COMMON_GROUP = 'common';

export type SeriesKey = { readonly period: string; readonly typeGroup: string };

/**
 * Government numbers start again each year, in the group that the agency has chosen (NĐ 30/2020,
 * article 15.1); Party numbers run by type through a term (Hướng dẫn 05-HD/VPTW).
 */
export function seriesKey(given: {
  readonly space: Space;
  readonly typeCode: string;
  readonly on: string;
  readonly policyGroup: string | null;
  readonly term: string | null;
}): SeriesKey | null {
  if (given.space === 'government')
    return { period: given.on.slice(0, 4), typeGroup: given.policyGroup ?? COMMON_GROUP };
  if (given.term === null) return null;
  return { period: given.term, typeGroup: given.policyGroup ?? given.typeCode };
}
