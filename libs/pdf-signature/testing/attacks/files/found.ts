import { ofKind, type AttackFile } from '../bases.js';
import { annotated } from '../disguises.js';

const COVERED = 'content-covered';
const ASIDE = '/Rect [500 20 560 60] /F 4';
const ABOVE = '/Rect [80 730 400 760] /F 4 /C [0 0 0]';
const QUAD = '80 720 400 720 80 690 400 690';

/** What `npm run fuzz:pdf -- --render` found: notes that readers draw beyond their rectangle. */
const NOTES = ofKind('a mark or a frame beyond its rectangle', [
  ['black', COVERED, annotated(`/Subtype /Highlight ${ASIDE} /C [0 0 0] /QuadPoints [${QUAD}]`)],
  [
    'white, through the letters',
    COVERED,
    annotated(
      `/Subtype /StrikeOut ${ASIDE} /C [1 1 1] /QuadPoints [80 740 400 740 80 670 400 670]`,
    ),
  ],
  [
    'under high letters',
    COVERED,
    annotated(
      `/Subtype /Underline ${ASIDE} /C [1 0 0] /QuadPoints [80 1500 400 1500 80 690 400 690]`,
    ),
  ],
  [
    'a part of a quadrilateral',
    COVERED,
    annotated(`/Subtype /Underline ${ASIDE} /C [1 0 0] /QuadPoints [80 1500 400 1500]`),
  ],
  ['a broad frame of a link', COVERED, annotated(`/Subtype /Link ${ABOVE} /BS << /W 100 >>`)],
  ['a broad frame of a square', COVERED, annotated(`/Subtype /Square ${ABOVE} /Border [0 0 100]`)],
  [
    'an icon in the middle',
    COVERED,
    annotated('/Subtype /Text /Rect [57 690 257 720] /F 4 /Name /Help'),
  ],
]);

export const FOUND: readonly AttackFile[] = [...NOTES];
