import { ofKind, type AttackFile } from '../bases.js';
import { FORM, redefined, stream, TEXT_FIELD } from '../disguises.js';

const UNREADABLE = 'appearance-unreadable';
const DIFFERS = 'appearance-differs';
const FONTS = '/Font << /F1 7 0 R /T3 61 0 R >>';

type Look = {
  readonly value?: string;
  /** Operators between BT and ET. */
  readonly content: string;
  readonly resources?: string;
  readonly more?: string;
  readonly box?: string;
  readonly objects?: readonly (readonly [number, string])[];
};

/** A field that is filled with one number, and shows another. */
const filled = ({ value = '1900', content, resources, more, box, objects = [] }: Look) =>
  redefined({ level: 2 }, [
    [22, `<< ${TEXT_FIELD} /V (${value}) /AP << /N 60 0 R >> >>`],
    [
      60,
      stream(
        `/Subtype /Form /BBox [${box ?? '0 0 90 20'}] /Resources << ${FONTS} ${resources ?? ''} >> ` +
          (more ?? ''),
        `BT /F1 12 Tf 2 5 Td ${content} ET`,
      ),
    ],
    ...objects,
  ]);

const state = (entries: string): string =>
  `/ExtGState << /G << ${entries} >> /N << /BM /Normal /TR /Identity >> >>`;
const STATES = '/G gs (1) Tj /N gs (900) Tj';
const colour = (space: string): string => `/ColorSpace << /S ${space} >>`;
const TINT = '<< /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1 >>';
const OFF = '<< /Type /OCMD /OCGs [30 0 R] /P /AllOff >>';

const standardFont = (base: string, more = ''): string =>
  `<< /Type /Font /Subtype /Type1 /BaseFont /${base} ${more} >>`;

const cases: readonly (readonly [string, string, Look])[] = [
  ['letters before an operator that takes none', UNREADABLE, { content: '12 TL (1) T* (900) Tj' }],
  ['two strings for one', UNREADABLE, { value: '900', content: '(900) (100) Tj' }],
  ['two modes for one', UNREADABLE, { content: '0 3 Tr (1) Tj 0 Tr (900) Tj' }],
  ['letters as narrow as a line', UNREADABLE, { content: '0.1 Tz (1) Tj 100 Tz (900) Tj' }],
  ['letters raised out of the field', UNREADABLE, { content: '300 Ts (1) Tj 0 Ts (900) Tj' }],
  [
    'letters spread out of the field',
    UNREADABLE,
    { value: '9000000', content: '(900) Tj 500 Tc (0000) Tj' },
  ],
  ['letters set over each other by their spacing', UNREADABLE, { content: '-6.7 Tc (1900) Tj' }],
  ['a digit below the field', UNREADABLE, { value: '9001', content: '(900) Tj 0 -500 Td (1) Tj' }],
  [
    'a digit right of the field',
    UNREADABLE,
    { value: '9000', content: '(900) Tj 500 0 Td (0) Tj' },
  ],
  [
    'a digit behind many blanks',
    UNREADABLE,
    { value: '9000', content: `(900${' '.repeat(80)}0) Tj` },
  ],
  [
    'a digit behind a gap within a line',
    UNREADABLE,
    { value: '9000', content: '[(900) -90000 (0)] TJ' },
  ],
  [
    'a digit that is blended away',
    UNREADABLE,
    { content: STATES, resources: state('/BM /Screen') },
  ],
  [
    'a digit that a curve bleaches',
    UNREADABLE,
    { content: STATES, resources: state(`/TR ${TINT}`) },
  ],
  [
    'a font that a state brings',
    DIFFERS,
    {
      value: '100',
      content: '/G gs (100) Tj',
      resources: state('/Font [61 0 R 12]'),
      objects: [
        [
          61,
          '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica ' +
            '/Encoding << /Differences [49 /nine] >> >>',
        ],
      ],
    },
  ],
  [
    'a tint of nothing',
    UNREADABLE,
    {
      content: '/S cs 0 sc (1) Tj 0 g (900) Tj',
      resources: colour(`[/Separation /Spot /DeviceGray ${TINT}]`),
    },
  ],
  [
    'a colour of a table',
    UNREADABLE,
    {
      content: '/S cs 0 sc (1) Tj 0 g (900) Tj',
      resources: colour('[/Indexed /DeviceGray 1 <ff00>]'),
    },
  ],
  [
    'another meaning of black',
    UNREADABLE,
    {
      content: '0 g (1) Tj 0 0 0 rg (900) Tj',
      resources: '/ColorSpace << /DefaultGray [/ICCBased 61 0 R] >>',
      objects: [[61, stream('/N 1', 'x')]],
    },
  ],
  [
    'letters that their edges hide',
    UNREADABLE,
    { content: '2 Tr 8 w 1 G (1) Tj 0 Tr 0 G (900) Tj' },
  ],
  [
    'a ground that is not behind the letters',
    UNREADABLE,
    { content: '0 g 0 10 90 0.3 re f 1 g (1) Tj 0.4 g (900) Tj' },
  ],
  [
    'a digit on a layer',
    UNREADABLE,
    { content: '/OC /L BDC (1) Tj EMC (900) Tj', resources: `/Properties << /L ${OFF} >>` },
  ],
  ['all of it on a layer', UNREADABLE, { content: '(1900) Tj', more: `/OC ${OFF}` }],
  ['drawn from another file', UNREADABLE, { content: '(1900) Tj', more: '/Ref << /F (x.pdf) >>' }],
  [
    'glyphs that are drawings',
    UNREADABLE,
    {
      value: '1',
      content: '/T3 12 Tf (1) Tj',
      objects: [
        [
          61,
          '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] ' +
            '/FirstChar 49 /LastChar 49 /Widths [9] /CharProcs << /one 62 0 R >> ' +
            '/Encoding << /Differences [49 /one] >> >>',
        ],
        [62, stream('', '9 0 d0 0 0 9 9 re f')],
      ],
    },
  ],
  [
    'a font of marks',
    UNREADABLE,
    { value: '42', content: '/T3 12 Tf (42) Tj', objects: [[61, standardFont('ZapfDingbats')]] },
  ],
  [
    'codes for experts',
    UNREADABLE,
    {
      value: '42',
      content: '/T3 12 Tf (42) Tj',
      objects: [[61, standardFont('Helvetica', '/Encoding /MacExpertEncoding')]],
    },
  ],
  [
    'digits of no width',
    UNREADABLE,
    {
      content: '/T3 12 Tf (1900) Tj',
      objects: [
        [
          61,
          standardFont(
            'Helvetica',
            '/FirstChar 48 /LastChar 57 /Widths [556 0 0 0 0 0 0 0 0 0] /Encoding /WinAnsiEncoding',
          ),
        ],
      ],
    },
  ],
  [
    'a look on its head',
    UNREADABLE,
    { value: '66', content: '(66) Tj', more: '/Matrix [-1 0 0 -1 0 0]' },
  ],
  [
    'a look in a mirror',
    UNREADABLE,
    { value: '2', content: '(2) Tj', more: '/Matrix [-1 0 0 1 0 0]' },
  ],
  [
    'a border of many strokes, and letters',
    UNREADABLE,
    {
      value: '',
      content: `${'0 1 1 1 re '.repeat(600)} 30 5 m 40 5 l 40 15 l 30 15 l 34 9 l f`,
    },
  ],
  ['letters on their heads', UNREADABLE, { value: '66', content: '-1 0 0 -1 80 15 Tm (66) Tj' }],
  ['data of another file', UNREADABLE, { content: '(1900) Tj', more: '/F (x.bin)' }],
  [
    'a small digit beside a large number',
    UNREADABLE,
    { content: '/F1 60 Tf (1) Tj /F1 1200 Tf 40 0 Td (900) Tj', box: '0 0 9000 2000' },
  ],
];

const RECOLOURED = '/ColorSpace << /DefaultGray [/ICCBased 61 0 R] >>';
const WIDGET = '/Type /Annot /Subtype /Widget /P 3 0 R /F 4';
const BOX = `${WIDGET} /FT /Btn /T (An) /Rect [80 690 400 720]`;
const LIST = `${WIDGET} /FT /Ch /T (An) /Rect [50 440 150 500] /Opt [(A)(B)(C)]`;
const ITEMS = 'BT 0 g /F1 12 Tf 2 45 Td (A) Tj 0 -15 Td (B) Tj 0 -15 Td (C) Tj ET';
const shape = (data: string, box = '0 0 320 30'): string =>
  stream(`/Subtype /Form /BBox [${box}] /Resources << ${FONTS} >>`, data);
const DOT = shape('0.5 g 0 0 1 1 re f');
const COVER = shape('1 g 0 0 320 30 re f 0 g BT /F1 14 Tf 10 10 Td (900) Tj ET');

/** Fields whose looks show something else than their values, or more than they showed before. */
export const ON_LETTERS: readonly AttackFile[] = [
  ...ofKind(
    'letters that programs read and people do not',
    cases.map(([title, expected, look]) => [title, expected, filled(look)] as const),
  ),
  ...ofKind('a look that grows', [
    [
      'a box that had painted a dot',
      'content-covered',
      redefined(
        {
          level: 2,
          extra: {
            23: `<< ${BOX} /V /Off /AS /Off /AP << /N << /Co 25 0 R /Off 25 0 R >> >> >>`,
            25: DOT,
          },
        },
        [
          [23, `<< ${BOX} /V /Co /AS /Co /AP << /N << /Co 60 0 R /Off 25 0 R >> >> >>`],
          [60, shape('1 g 0 0 320 30 re f')],
        ],
      ),
    ],
    [
      'a line of text that had painted a dot',
      'content-covered',
      redefined(
        {
          level: 2,
          extra: {
            23: `<< ${WIDGET} /FT /Tx /T (An) /Rect [80 690 400 720] /AP << /N 25 0 R >> >>`,
            25: DOT,
          },
        },
        [
          [
            23,
            `<< ${WIDGET} /FT /Tx /T (An) /Rect [80 690 400 720] /V (900) /AP << /N 60 0 R >> >>`,
          ],
          [60, COVER],
        ],
      ),
    ],
  ]),
  ...ofKind('resources of the form', [
    [
      'another meaning of black for looks that borrow from it',
      'form-changed',
      redefined(
        {
          extra: {
            22: `<< ${TEXT_FIELD} /V (1) /AP << /N 25 0 R >> >>`,
            25: stream('/Subtype /Form /BBox [0 0 90 20]', 'BT 0 g /Helv 12 Tf 2 5 Td (1) Tj ET'),
          },
        },
        [
          [20, `<< ${FORM.replace('/DR <<', `/DR << ${RECOLOURED}`)} /SigFlags 3 >>`],
          [61, stream('/N 1', 'x')],
        ],
      ),
    ],
  ]),
  ...ofKind('a list that marks another choice', [
    [
      'by the colour of its letters',
      UNREADABLE,
      redefined(
        {
          level: 2,
          extra: { 23: `<< ${LIST} /V (A) /AP << /N 25 0 R >> >>`, 25: shape(ITEMS, '0 0 100 60') },
        },
        [
          [23, `<< ${LIST} /V (B) /AP << /N 60 0 R >> >>`],
          [60, shape(ITEMS.replace('0 g', '1 0 0 rg').replace(') Tj', ') Tj 0 g'), '0 0 100 60')],
        ],
      ),
    ],
    [
      'by its ground',
      DIFFERS,
      redefined(
        {
          level: 2,
          extra: { 23: `<< ${LIST} /V (A) /AP << /N 25 0 R >> >>`, 25: shape(ITEMS, '0 0 100 60') },
        },
        [
          [23, `<< ${LIST} /V (B) /AP << /N 60 0 R >> >>`],
          [60, shape(`0.6 0.75 0.86 rg 0 42 100 15 re f ${ITEMS}`, '0 0 100 60')],
        ],
      ),
    ],
  ]),
];
