import type { PdfObject, PdfStream } from '../../pdf/objects.js';
import type { InkPath } from './path.js';
import type { Box, Matrix, Point } from './matrix.js';
import type { TextFont } from './text-font.js';

/** Letters shown by one operator, and where they stand. */
export type TextRun = {
  /** null where the font does not say which letters its codes are. */
  readonly text: string | null;
  readonly letters: number;
  readonly from: Point;
  readonly to: Point;
  /** The same for letters of one colour and size. */
  readonly style: string;
};

export type PlacedImage = { readonly image: PdfStream; readonly matrix: Matrix };

/** What a content stream draws (ISO 32000-2, 8 and 9), as far as a comparison needs it. */
export type Ink = {
  readonly runs: readonly TextRun[];
  readonly pictures: number;
  /** Where pictures lie. */
  readonly boxes: readonly Box[];
  /** Middles of small painted shapes: letters drawn as outlines are among them. */
  readonly shapes: readonly Point[];
  /** Where fills lie. */
  readonly paints: readonly Box[];
  /** Where fills, thick lines and pictures of the stream itself hide what lies below. */
  readonly covers: readonly Box[];
  /** Pictures that hide what lies below wherever their masks do not show it. */
  readonly images: readonly PlacedImage[];
  /** Whether lines, fills or shadings are painted, too. */
  readonly hasPaint: boolean;
  /** Fills and thick lines that hide what lies below. */
  readonly grounds: number;
  /** Fills that let it shine through; many over each other hide it. */
  readonly sheers: number;
  /** Within a frame: painted shapes that are neither its border nor its ground. */
  readonly outlines: number;
  /** Within a frame: the ground and the rim of a round button, which outlines count, too. */
  readonly rings: number;
  /** Within a frame: letters are hidden, pale, tiny or in another order than they are read in. */
  readonly isVeiled: boolean;
  readonly isReadable: boolean;
  /** Some of it could not be read at all, wherever it is drawn. */
  readonly isMissing: boolean;
  /** Letters of fonts whose glyphs are drawings (Type 3): what they show is anybody's guess. */
  readonly drawings: number;
  /** Within a frame: grounds behind a part of it, as lists have behind what is chosen. */
  readonly marks: readonly Box[];
};

/** The graphics state (8.4.1), as far as it decides what is read or hidden. */
export type InkState = {
  matrix: Matrix;
  font: TextFont | null;
  size: number;
  mode: number;
  leading: number;
  /** As it is written. */
  colour: string;
  light: number | null;
  strokeLight: number | null;
  lineWidth: number;
  opacity: number;
  strokeOpacity: number;
  multiplies: boolean;
  /** Within a group that knows nothing of the page below it: its own modes mix nothing with that. */
  isApart: boolean;
  /** Tc, Tw, Tz (1: as the font has it) and Ts (9.3). */
  spacing: number;
  wordSpacing: number;
  stretch: number;
  rise: number;
  /** The patterns that it fills and strokes with. */
  tile: PdfObject | undefined;
  strokeTile: PdfObject | undefined;
  /** What clips most closely. */
  clip: InkPath | undefined;
  /** Whether the numbers of its colours say how light they are. */
  isPlainColour: boolean;
};
