import type { Point } from '../matrix.js';

/** Closed lines, in units of the font. */
export type Outline = readonly (readonly Point[])[];
