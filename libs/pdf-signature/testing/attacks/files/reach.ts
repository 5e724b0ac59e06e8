import { signWith } from '../../../fixtures/issue-plan.js';
import { stampPng } from '../../../fixtures/sample-pdfs.js';
import { ofKind, type AttackFile } from '../bases.js';
import { annotated, drawing, drawnPdf, redefined, stream, TEXT_FIELD } from '../disguises.js';

const COVERED = 'content-covered';
const OVER = '/Rect [80 690 400 720]';
const QUAD = '80 720 400 720 80 690 400 690';
const GROUND = drawing('1 g 0 0 320 30 re f', '0 0 320 30');
const WHITE = '/C [1 1 1] /IC [1 1 1]';
const LINE = `/Subtype /Line /Rect [80 730 400 770] /F 4 ${WHITE}`;
const letters = (spacing: string): string =>
  `BT /F1 14 Tf ${spacing} 90 500 Td (Nguoi nhan: Nguyen Van A) Tj ET`;

/** Where notes draw beyond their rectangles, or over letters that stand where few look for them. */
const NOTES = ofKind('a note that reaches further than it says', [
  [
    'flags of another kind of number',
    COVERED,
    annotated(`/Subtype /Stamp ${OVER} /F 2.0 /AP << /N 91 0 R >>`, { more: [[91, GROUND]] }),
  ],
  [
    'flags below zero',
    COVERED,
    annotated(`/Subtype /Stamp ${OVER} /F -2 /AP << /N 91 0 R >>`, { more: [[91, GROUND]] }),
  ],
  [
    'flags too large for a flag',
    COVERED,
    annotated(`/Subtype /Stamp ${OVER} /F 4294967298 /AP << /N 91 0 R >>`, {
      more: [[91, GROUND]],
    }),
  ],
  [
    'a rectangle of five numbers',
    'annotation-changed',
    annotated('/Subtype /Stamp /Rect [80 690 400 720 0] /F 4 /AP << /N 91 0 R >>', {
      more: [[91, GROUND]],
    }),
  ],
  [
    'a line in a rectangle of no size',
    COVERED,
    annotated(`/Subtype /Line /Rect [0 0 0 0] /F 4 /L [80 705 400 705] /BS << /W 20 >> ${WHITE}`),
  ],
  [
    'the endings of a line',
    COVERED,
    annotated(`${LINE} /L [100 745 300 745] /LE [/Square /Square] /BS << /W 12 >>`),
  ],
  [
    'the leaders of a line',
    COVERED,
    annotated(`${LINE} /L [150 745 150 760] /LL 200 /BS << /W 12 >>`),
  ],
  [
    'the caption of a line',
    COVERED,
    annotated(`${LINE} /L [100 745 300 745] /Cap true /CO [0 -40] /Contents (900 trieu)`),
  ],
  [
    'the pointer of a remark',
    COVERED,
    annotated(
      `/Subtype /FreeText /Rect [500 20 560 60] /F 4 /Contents (x) ${WHITE} ` +
        '/DA (/Helv 9 Tf 0 g) /CL [80 705 400 705 500 40] /BS << /W 20 >>',
    ),
  ],
  [
    'a path of its own',
    COVERED,
    annotated(
      `/Subtype /Polygon /Rect [500 20 560 60] /F 4 ${WHITE} ` +
        '/Path [[80 690] [400 690] [400 720] [80 720]]',
    ),
  ],
  [
    'what does not turn with its page',
    COVERED,
    annotated('/Subtype /Stamp /Rect [60 600 90 830] /F 20 /AP << /N 91 0 R >>', {
      page: 4,
      more: [[91, drawing('1 g 0 0 30 230 re f', '0 0 30 230')]],
    }),
  ],
  [
    'what does not shrink with its page',
    COVERED,
    annotated('/Subtype /Stamp /Rect [80 720 160 740] /F 12 /AP << /N 91 0 R >>', {
      more: [[91, GROUND]],
    }),
  ],
  [
    'an icon over a digit',
    COVERED,
    annotated('/Subtype /Text /Rect [145 697 146 717] /F 4 /Contents (x)'),
  ],
  [
    'a highlight in black',
    COVERED,
    annotated(`/Subtype /Highlight ${OVER} /C [0] /QuadPoints [${QUAD}]`),
  ],
  [
    'a highlight without a colour',
    COVERED,
    annotated(`/Subtype /Highlight ${OVER} /QuadPoints [${QUAD}]`),
  ],
  [
    'a highlight laid upon itself',
    COVERED,
    annotated(`/Subtype /Highlight ${OVER} /C [0.4 0.4 0.4] /QuadPoints [${`${QUAD} `.repeat(9)}]`),
  ],
  [
    'a highlight that blends otherwise',
    COVERED,
    annotated(`/Subtype /Highlight ${OVER} /C [1 1 1] /BM /Normal /QuadPoints [${QUAD}]`),
  ],
  [
    'a wave as high as a page',
    COVERED,
    annotated(
      `/Subtype /Squiggly ${OVER} /C [0 0 0] /QuadPoints [80 1200 400 1200 80 690 400 690]`,
    ),
  ],
  [
    'another look of a mark under the pointer',
    COVERED,
    annotated(
      `/Subtype /Highlight ${OVER} /C [1 1 0] /QuadPoints [${QUAD}] /AP << /N 92 0 R /R 91 0 R >>`,
      {
        more: [
          [91, GROUND],
          [92, drawing('', '0 0 320 30')],
        ],
      },
    ),
  ],
  [
    'over letters that are spread',
    COVERED,
    annotated('/Subtype /Square /Rect [300 490 560 520] /F 4', { content: letters('12 Tc') }),
  ],
  [
    'over letters that are stretched',
    COVERED,
    annotated('/Subtype /Square /Rect [300 490 560 520] /F 4', { content: letters('250 Tz') }),
  ],
  [
    'over words that are spread',
    COVERED,
    annotated('/Subtype /Square /Rect [300 490 560 520] /F 4', { content: letters('60 Tw') }),
  ],
  [
    'over letters that are lowered',
    COVERED,
    annotated('/Subtype /Square /Rect [80 390 560 420] /F 4', { content: letters('-100 Ts') }),
  ],
  [
    'over letters written with a pen',
    COVERED,
    annotated('/Subtype /Square /Rect [80 600 300 630] /F 4', {
      content: Array.from(
        { length: 20 },
        (_, index) => `${90 + index * 8} 605 m ${94 + index * 8} 620 l ${97 + index * 8} 605 l S`,
      ).join(' '),
    }),
  ],
]);

/** A second signature over what has no letters to be found: a scan, or outlines. */
const signedOver =
  (content: string, rect: readonly [number, number, number, number]): AttackFile['build'] =>
  async (bases) => {
    const pdf = await bases.once(`drawn ${content}`, () =>
      signWith(bases.pki, drawnPdf(content), bases.pki.leader, { field: 'Ky' }),
    );
    return signWith(bases.pki, pdf, bases.pki.seal, {
      field: 'Moi',
      newField: { name: 'Moi', page: 0, rect },
      appearance: { image: stampPng('seal', 20) },
    });
  };
const OUTLINES = Array.from(
  { length: 20 },
  (_, index) => `${90 + index * 8} 605 m ${94 + index * 8} 620 l ${97 + index * 8} 605 l f`,
).join(' ');
const SIGNED_OVER = ofKind('a signature over what has no letters', [
  [
    'a scan',
    'signature-covers-content',
    signedOver('q 595 0 0 842 0 0 cm /Im Do Q', [0, 0, 590, 840]),
  ],
  [
    'a small picture',
    'signature-covers-content',
    signedOver('q 40 0 0 40 90 600 cm /Im Do Q', [80, 590, 140, 650]),
  ],
  [
    'letters drawn as outlines',
    'signature-covers-content',
    signedOver(OUTLINES, [80, 600, 300, 640]),
  ],
]);

const XML = (text: string): string =>
  stream(
    '/Type /Metadata /Subtype /XML',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description ' +
      'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:d="http://purl.org/dc/elements/1.1/">' +
      `${text}</rdf:Description></rdf:RDF></x:xmpmeta>`,
  );
const SIGNED_TITLE = '<dc:title>Ke hoach 42</dc:title>';
const CATALOG = '<< /Type /Catalog /Pages 2 0 R /AcroForm 20 0 R /Metadata 14 0 R >>';
const titled = (text: string): AttackFile['build'] =>
  redefined({ extra: { 1: CATALOG, 14: XML(SIGNED_TITLE) } }, [[14, XML(text)]]);

const TITLES = ofKind('another title in other words', [
  ['under another prefix', 'metadata-changed', titled('<d:title>Ke hoach 99</d:title>')],
  [
    'behind the old one in a remark',
    'metadata-changed',
    titled(`<!-- ${SIGNED_TITLE} --><dc:title>Ke hoach 99</dc:title>`),
  ],
  ['behind the old one', 'metadata-changed', titled(`${SIGNED_TITLE}<dc:title>99</dc:title>`)],
  [
    'as an attribute beside the old one',
    'metadata-changed',
    titled(`${SIGNED_TITLE}<rdf:Description dc:title='Ke hoach 99'/>`),
  ],
  ['with a blank in its end', 'metadata-changed', titled('<dc:title>Ke hoach 99</dc:title >')],
]);

/** The field So is filled under a certification whose own field says what is locked. */
const lockedBy = (lock: string): AttackFile['build'] =>
  redefined(
    {
      level: 2,
      extra: {
        21: `<< /Type /Annot /Subtype /Widget /P 3 0 R /FT /Sig /T (Ky) /F 132 /Lock << /Type /SigFieldLock ${lock} >> /Rect [380 110 480 190] >>`,
        30: '(So)',
      },
    },
    [
      [22, `<< ${TEXT_FIELD} /V (1) /AP << /N 60 0 R >> >>`],
      [60, drawing('BT /F1 12 Tf 2 5 Td (1) Tj ET', '0 0 90 20')],
    ],
  );
const LOCKS = ofKind('a lock in words of its own', [
  [
    'names that are objects of their own',
    'locked-field-changed',
    lockedBy('/Action /Include /Fields [30 0 R]'),
  ],
  [
    'a level below the certification',
    'docmdp-violated',
    lockedBy('/Action /Include /Fields [(Khac)] /P 1'),
  ],
]);

export const ON_REACH: readonly AttackFile[] = [...NOTES, ...SIGNED_OVER, ...TITLES, ...LOCKS];
