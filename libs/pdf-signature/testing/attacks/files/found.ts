import { ofKind, type AttackFile } from '../bases.js';
import {
  annotated,
  drawing,
  HIDDEN_FIELD,
  listing,
  redefined,
  stream,
  TEXT_FIELD,
} from '../disguises.js';

const COVERED = 'content-covered';
const ASIDE = '/Rect [500 20 560 60] /F 4';
const ABOVE = '/Rect [80 730 400 760] /F 4 /C [0 0 0]';
const QUAD = '80 720 400 720 80 690 400 690';

/** What `npm run fuzz:pdf -- --updates` found: notes that readers draw beyond their rectangle. */
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
    'a highlight that mixes with nothing below its group',
    COVERED,
    annotated(
      `/Subtype /Highlight /Rect [80 690 400 720] /F 4 /QuadPoints [${QUAD}] /AP << /N 91 0 R >>`,
      {
        more: [
          [
            91,
            stream(
              '/Subtype /Form /BBox [0 0 320 30] /Group << /S /Transparency /I true >> ' +
                '/Resources << /ExtGState << /G << /BM /Multiply >> >> >>',
              '/G gs 1 g 0 0 320 30 re f',
            ),
          ],
        ],
      },
    ),
  ],
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
const filled = (
  look: string,
  more: readonly (readonly [number, string])[] = [],
): AttackFile['build'] =>
  redefined({ level: 2 }, [
    [22, `<< ${TEXT_FIELD} /V (42) /AP << /N 60 0 R >> >>`],
    [60, look],
    ...more,
  ]);
const COMPOSITE = 'BT /F1 12 Tf 2 5 Td <00340032> Tj ET';
const SYSTEM = '/Registry (Adobe) /Ordering (Identity) /Supplement 0';

/** Filled fields that show their value in one reader and nothing in another. */
const LOOKS = ofKind('a value that some readers do not draw', [
  ['letters of a font that is nowhere', 'appearance-unreadable', filled(stream(FORM, NUMBER))],
  [
    'in a state that is nowhere, or the page\u2019s',
    'appearance-unreadable',
    filled(stream(`${FORM} ${LETTERS}`, `/G gs ${NUMBER}`)),
  ],
  [
    'under a pattern that is nowhere, or the page\u2019s',
    'appearance-unreadable',
    filled(stream(`${FORM} ${LETTERS}`, `${NUMBER} /Pattern cs /P scn 0 0 90 20 re f`)),
  ],
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
    'letters of no kind of font',
    'appearance-unreadable',
    filled(
      stream(
        `${FORM} /Resources << /Font << /F1 << /Type /Font /BaseFont /Helvetica >> >> >>`,
        NUMBER,
      ),
    ),
  ],
  [
    'letters of a font whose codes are nobody\u2019s',
    'appearance-unreadable',
    filled(stream(`${FORM} /Resources << /Font << /F1 61 0 R >> >>`, COMPOSITE), [
      [
        61,
        '<< /Type /Font /Subtype /Type0 /Encoding /MacExpertEncoding /ToUnicode 63 0 R /DescendantFonts [62 0 R] >>',
      ],
      [
        62,
        `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /CIDSystemInfo << ${SYSTEM} >> >>`,
      ],
      [63, stream('', '1 beginbfrange <0000> <00FF> <0000> endbfrange')],
    ]),
  ],
  [
    'with a comma that is drawn',
    'appearance-unreadable',
    filled(drawing(`${NUMBER.replace('2 5', '2 2')} 8 1 1.5 2 re f`, '0 0 90 20')),
  ],
  ['squashed to a line', 'appearance-unreadable', filled(drawing(NUMBER, '0 0 20 90'))],
  [
    'through a matrix without numbers',
    'appearance-unreadable',
    filled(stream(`${FORM} /Matrix [] ${LETTERS}`, NUMBER)),
  ],
]);

const PAGE = '/Type /Page /Parent 2 0 R /Contents 5 0 R';
const RESOURCES = `${LETTERS.slice(0, -2)} /XObject << >> >>`;
const shown = (look: string, more: string): AttackFile['build'] =>
  redefined({ level: 3 }, [
    [3, `<< ${PAGE} /Annots [21 0 R 22 0 R 23 0 R 90 0 R] ${RESOURCES} >>`],
    [22, `<< ${TEXT_FIELD} /V (42) /AP << /N 60 0 R >> >>`],
    [60, drawing(NUMBER, '0 0 90 20')],
    [61, drawing(look, '0 0 90 20')],
    [90, `<< /Type /Annot /P 3 0 R /F 4 ${more} >>`],
  ]);
const STALE = {
  20: '<< /Fields [21 0 R 22 0 R 23 0 R] /DR << /Font << /Helv 7 0 R >> >> /SigFlags 3 >>',
  22: `<< ${TEXT_FIELD} /V (10) /DA (/Helv 12 Tf 0 g) /AP << /N 24 0 R >> >>`,
  24: drawing('BT /F1 12 Tf 2 5 Td (10) Tj ET', '0 0 90 20'),
};
const UNDRAWN = { 20: STALE[20], 22: `<< ${TEXT_FIELD} /V (10) /DA (/Chu 12 Tf 0 g) >>` };
const supplied = (font: string): AttackFile['build'] =>
  redefined({ level: 2, extra: UNDRAWN }, [[20, STALE[20].replace('/Helv', `/Chu ${font} /Helv`)]]);
const NO_INK =
  '[/Separation /None /DeviceGray << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [1] /N 1 >>]';
const OPTIONS = '/FT /Ch /T (So) /Opt [(Chu) (Kho)] /Rect [110 740 200 800] /F 4';
const LIST = {
  22: `<< /Type /Annot /Subtype /Widget /P 3 0 R ${OPTIONS} /AP << /N 24 0 R >> >>`,
  24: drawing('BT /F1 12 Tf 2 40 Td (Chu) Tj 0 -14 Td (Kho) Tj ET', '0 0 90 60'),
};

const STATES = '/AP << /N << /Yes 26 0 R /Off 27 0 R >> >>';
const TICK = '1 w 1 1 m 11 11 l S';
const BOX = {
  22: `<< ${TEXT_FIELD.replace('Tx', 'Btn')} /V /Off /AS /Off ${STATES} >>`,
  26: drawing(TICK, '0 0 12 12'),
  27: drawing('', '0 0 12 12'),
};
const ticked = (look: readonly [26 | 27, string]): AttackFile['build'] =>
  redefined({ level: 2, extra: BOX }, [
    [22, BOX[22].replaceAll('/Off /', '/Yes /')],
    [look[0], drawing(look[1], '0 0 12 12')],
  ]);

const UNREADABLE = 'appearance-unreadable';
const unseenTick = (look: string): AttackFile['build'] =>
  redefined({ level: 2, extra: BOX }, [
    [22, BOX[22].replaceAll('/Off /', '/Yes /')],
    [26, stream(`/Type /XObject /Subtype /Form ${look}`, TICK)],
  ]);

/** Fields that say one thing and, by what else comes with them, show another. */
const VALUES = ofKind('a field that shows something else by what comes with it', [
  [
    'a note over the value that is filled in with it',
    COVERED,
    shown('1 g 0 0 90 20 re f', '/Subtype /Stamp /Rect [110 780 200 800] /AP << /N 61 0 R >>'),
  ],
  [
    'an old value that some readers draw anew',
    'appearance-unreadable',
    redefined({ level: 2, extra: STALE }, [
      [20, STALE[20].replace('/SigFlags', '/NeedAppearances true /SigFlags')],
      [22, STALE[22].replace('/V (10)', '/V (99)')],
    ]),
  ],
  [
    'a font by which readers draw what they drew without it',
    'appearance-unreadable',
    supplied('<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>'),
  ],
  [
    'a grey of the form that is white',
    'form-changed',
    redefined({ level: 2, extra: STALE }, [
      [
        20,
        STALE[20].replace(
          '/DR <<',
          `/NeedAppearances true /DR << /ColorSpace << /DefaultGray ${NO_INK} >>`,
        ),
      ],
    ]),
  ],
  ['a font that is none', 'form-changed', supplied('<< /Subtype /Type1 /BaseFont /Helvetica >>')],
  [
    'a list without what there is to choose',
    'appearance-differs',
    redefined({ level: 2, extra: LIST }, [[24, drawing('0 g 0 0 90 60 re f', '0 0 90 60')]]),
  ],
  ['a box that is ticked without a tick', 'appearance-differs', ticked([26, ''])],
  ['a box that is ticked when it is off', 'appearance-differs', ticked([27, TICK])],
  ['a box that is ticked by a look without bounds', UNREADABLE, unseenTick('')],
  ['a box that is ticked by a look without room', UNREADABLE, unseenTick('/BBox [0 0 0 12]')],
  [
    'a box that is ticked by a look that lies flat',
    UNREADABLE,
    unseenTick('/BBox [0 0 12 12] /Matrix [0 0 1 0 0 1]'),
  ],
  [
    'a box that is ticked and has no looks left',
    'appearance-differs',
    redefined({ level: 2, extra: BOX }, [
      [22, BOX[22].replaceAll('/Off /', '/Yes /').replace(STATES, '')],
    ]),
  ],
  [
    'a state in an object of its own',
    'field-changed',
    redefined(
      { level: 2, extra: { 22: `<< ${TEXT_FIELD.replace('Tx', 'Btn')} /AS /Off /V /Off >>` } },
      [
        [22, `<< ${TEXT_FIELD.replace('Tx', 'Btn')} /AS 60 0 R /V /Off >>`],
        [60, '/Off'],
      ],
    ),
  ],
]);

const FIELDS = '/Fields [21 0 R 22 0 R 23 0 R 90 0 R] /DR << /Font << /Helv 7 0 R >> >>';
const laidOut = (more: string): AttackFile['build'] =>
  redefined({ level: 2 }, [
    [3, `<< ${PAGE} /Annots [21 0 R 22 0 R 23 0 R 90 0 R] ${RESOURCES} >>`],
    [20, `<< ${FIELDS} /SigFlags 3 >>`],
    [90, `<< /Type /Annot /Subtype /Widget /P 3 0 R /FT /Sig /T (Moi) /F 4 ${more} >>`],
  ]);

/** Empty places to sign that are more to some readers. */
const PLACES = ofKind('a new place to sign that readers fill themselves', [
  [
    'over text, where MuPDF draws an arrow',
    'signature-field-redrawn',
    laidOut('/Rect [80 690 400 720]'),
  ],
  [
    'with a look that is a number, where MuPDF shows no page',
    'field-added',
    laidOut('/Rect [500 20 560 60] /AP 64'),
  ],
]);

const ALL_OVER = 'Q Q Q Q 1 g 0 0 600 900 re f 0 g BT /F1 14 Tf 90 700 Td (900) Tj ET';
const LINE_AND_TEXT = '0 0 m 9 0 l S BT /F1 12 Tf 9 9 Td (Dieu 3) Tj ET';
const SMALL = '/Subtype /Stamp /Rect [500 20 560 60] /F 4 /AP << /N 91 0 R >>';

/** A value that asks for clipping, before a field whose look begins with a path. */
const clippingNext = (next: string): AttackFile['build'] =>
  redefined(
    { level: 2, extra: { 23: `<< ${HIDDEN_FIELD} /F 4 >>`, 25: drawing(next, '0 0 90 20') } },
    [
      [22, `<< ${TEXT_FIELD} /V (42) /AP << /N 60 0 R >> >>`],
      [60, drawing(`q 0 0 90 20 re W ${NUMBER} Q`, '0 0 90 20')],
    ],
  );

/** A note whose look shows a form: its name, and keys that readers do not look at. */
const showing = (name: string, inResources: string, inForm: string): AttackFile['build'] =>
  annotated(SMALL, {
    more: [
      [
        91,
        stream(
          '/Subtype /Form /BBox [0 0 60 40] ' +
            `/Resources << ${inResources} /XObject << /${name} 92 0 R >> >>`,
          `/${name} Do`,
        ),
      ],
      [92, stream(`/Subtype /Form /BBox [0 0 60 40] ${inForm}`, ALL_OVER)],
    ],
  });

/** Looks that restore what they had not saved: pdf.js draws the rest of them all over the page. */
const UNBOUND = ofKind('a look that leaves its box', [
  ['of a note', COVERED, annotated(SMALL, { more: [[91, drawing(ALL_OVER, '0 0 60 40')]] })],
  ['by a form that it shows', COVERED, showing('A', '', '')],
  ['by a form that calls itself a function', COVERED, showing('A', '', '/FunctionType 2')],
  ['by a form of resources that call themselves a font', COVERED, showing('A', '/Subtype /X', '')],
  ['by a form of an odd name', COVERED, showing('Subtype', '', '')],
  [
    'that leaves a layer open which hides what is drawn later',
    COVERED,
    annotated(SMALL, {
      more: [
        [
          91,
          stream(
            '/Subtype /Form /BBox [0 0 60 40] /Resources << /Properties << /A << /Type /OCMD /OCGs [] >> >> >>',
            '0 0 9 9 re f /OC /A BDC',
          ),
        ],
      ],
    }),
  ],
  ['that leaves a clip to the next look', COVERED, clippingNext(LINE_AND_TEXT)],
  ['that leaves a clip to a cross', COVERED, clippingNext('0 0 m 90 20 l S 0 20 m 90 0 l S')],
  ['of a box that is ticked', COVERED, ticked([26, `${TICK} ${ALL_OVER}`])],
]);

/** A value that is drawn over a white plate. */
const PLATE = {
  22: `<< ${TEXT_FIELD} /V (42) /AP << /N 24 0 R >> >>`,
  23: `<< ${TEXT_FIELD.replace('/T (', '/T (Khac ')} /V (42) /AP << /N 26 0 R >> >>`,
  24: drawing('1 g 0 0 90 20 re f', '0 0 90 20'),
  26: drawing(NUMBER, '0 0 90 20'),
};

const ORDER = ofKind('annotations in another order', [
  [
    'what lay below lies above',
    COVERED,
    redefined({ level: 3, extra: PLATE }, [listing('21 0 R 23 0 R 22 0 R')]),
  ],
  [
    'one that is listed twice',
    'annotation-changed',
    redefined({ level: 3, extra: PLATE }, [listing('21 0 R 22 0 R 23 0 R 22 0 R')]),
  ],
]);

export const FOUND: readonly AttackFile[] = [
  ...ORDER,
  ...[...NOTES, ...LOOKS, ...VALUES, ...PLACES],
  ...UNBOUND,
];
