import { ofKind, type AttackFile } from '../bases.js';
import { annotated, drawing, redefined, stream, TEXT_FIELD } from '../disguises.js';

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

const NUMBER = 'BT /F1 12 Tf 2 5 Td (42) Tj ET';
const FORM = '/Type /XObject /Subtype /Form /BBox [0 0 90 20]';
const LETTERS = '/Resources << /Font << /F1 7 0 R >> >>';

/** A text field filled with 42, and what is drawn for it. */
const filled = (look: string): AttackFile['build'] =>
  redefined({ level: 2 }, [
    [22, `<< ${TEXT_FIELD} /V (42) /AP << /N 60 0 R >> >>`],
    [60, look],
  ]);

/** Filled fields that show their value in one reader and nothing in another. */
const LOOKS = ofKind('a value that some readers do not draw', [
  ['letters of a font that is nowhere', 'appearance-unreadable', filled(stream(FORM, NUMBER))],
  [
    'letters outside of a text object',
    'appearance-unreadable',
    filled(drawing('BT /F1 12 Tf 2 5 Td ET (42) Tj', '0 0 90 20')),
  ],
  [
    'behind a state that nobody had saved',
    'appearance-unreadable',
    filled(drawing(`Q ${NUMBER}`, '0 0 90 20')),
  ],
  [
    'through a matrix without numbers',
    'appearance-unreadable',
    filled(stream(`${FORM} /Matrix [] ${LETTERS}`, NUMBER)),
  ],
]);

export const FOUND: readonly AttackFile[] = [...NOTES, ...LOOKS];
