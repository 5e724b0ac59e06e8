/** Bare, time-stamped, with evidence, with evidence kept fresh (EN 319 142-1, 6). */
export const BASELINE_LEVELS = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;
export type BaselineLevel = (typeof BASELINE_LEVELS)[number];

/** Those that a signature is raised to. */
export const [, ...EXTENDED_LEVELS] = BASELINE_LEVELS;
export type ExtendedLevel = (typeof EXTENDED_LEVELS)[number];
