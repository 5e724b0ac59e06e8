import type { Box, Point } from './difference-ink-look.js';

/** Letters shown by one operator, and where they stand. */
export type TextRun = {
  /** null where the font does not say which letters its codes are. */
  readonly text: string | null;
  readonly letters: number;
  readonly from: Point;
  readonly to: Point;
};

/** What a content stream draws (ISO 32000-2, 8 and 9), as far as a comparison needs it. */
export type Ink = {
  readonly runs: readonly TextRun[];
  readonly pictures: number;
  /** Where pictures lie. */
  readonly boxes: readonly Box[];
  /** Middles of small painted shapes: letters drawn as outlines are among them. */
  readonly shapes: readonly Point[];
  readonly fills: number;
  /** Within a frame: painted shapes that are neither its border nor its ground. */
  readonly outlines: number;
  /** Within a frame: letters are hidden, pale, tiny or in another order than they are read in. */
  readonly isVeiled: boolean;
  readonly isReadable: boolean;
};
