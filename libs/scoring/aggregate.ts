import type { Figures } from './target.js';

export type Aggregate = {
  /** Sums over the units that reported, by key; `null` while no unit reported. */
  readonly figures: Readonly<Record<string, number>> | null;
  readonly reporting: number;
  readonly total: number;
};

/**
 * Adds numerators and denominators of the units that reported; shares are never averaged. A unit
 * in which nothing arose adds 0 to both and so changes nothing.
 */
export function aggregateFigures(units: readonly (Figures | null)[]): Aggregate {
  const reported = units.filter((figures) => figures !== null);
  const sums: Record<string, number> = {};
  for (const figures of reported) {
    for (const [key, count] of Object.entries(figures)) {
      if (count === null || count === undefined) continue;
      sums[key] = (sums[key] ?? 0) + count;
    }
  }
  return {
    figures: reported.length === 0 ? null : sums,
    reporting: reported.length,
    total: units.length,
  };
}
