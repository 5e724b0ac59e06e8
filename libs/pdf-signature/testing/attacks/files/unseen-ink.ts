import { PNG } from 'pngjs';
import { signWith } from '../../../fixtures/issue-plan.js';
import { classicPdf, ofKind, type AttackFile } from '../bases.js';
import { annotated, disguised, drawing, stream, type Disguise } from '../disguises.js';

const STAMP = '/Subtype /Stamp /Rect [80 490 400 520] /F 4 /AP << /N 91 0 R >>';
const stamped = (signed: Disguise): AttackFile['build'] =>
  annotated(STAMP, { ...signed, more: [[91, drawing('1 g 0 0 320 30 re f', '0 0 320 30')]] });
const TEXT = 'BT /F1 14 Tf 90 500 Td (Tong cong: 123456) Tj ET';
const WORDS = 'BT /F1 14 Tf 90 500 Td (Khong dong y voi de nghi nay) Tj ET';
const FONTS = '/Resources << /Font << /F1 7 0 R >> >>';
const TILE = stream(
  `/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 600 842] /XStep 600 /YStep 842 ${FONTS}`,
  TEXT,
);
const tiled = (content: string): AttackFile['build'] =>
  stamped({ content, drawings: '<< >> /Pattern << /P 26 0 R >>', extra: { 26: TILE } });
const MESH = '<< /ShadingType 1 /ColorSpace /DeviceGray /Function 27 0 R >>';
const DRAWN_FONT =
  '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 900 900] /FontMatrix [.1 0 0 .1 0 0] ' +
  '/FirstChar 49 /LastChar 49 /Widths [9] /CharProcs << /one 27 0 R >> ' +
  `/Encoding << /Differences [49 /one] >> ${FONTS} >>`;

const PLACE = '/Type /Annot /Subtype /Widget /P 3 0 R /FT /Sig /T (An) /F 4 /Rect [80 690 400 720]';

const plate = (): Buffer => {
  const image = new PNG({ width: 320, height: 30 });
  image.data.fill(255);
  return PNG.sync.write(image);
};

/** A picture that hides nothing but this part of a line. */
const patch = (from: number, to: number): Buffer => {
  const image = new PNG({ width: 320, height: 30 });
  for (let x = from; x < to; x += 1)
    for (let y = 8; y < 22; y += 1) image.data.fill(255, 4 * (320 * y + x), 4 * (320 * y + x + 1));
  return PNG.sync.write(image);
};

/** A place over a line of text, signed with a picture. */
const laidOut =
  (image: Buffer): AttackFile['build'] =>
  async (bases) =>
    signWith(
      bases.pki,
      await disguised(bases, { level: 2, extra: { 23: `<< ${PLACE} >>` } }),
      bases.pki.seal,
      { field: 'An', appearance: { image } },
    );

/** A page, perhaps one that readers show and a strict one gives up on, then a picture over its line. */
const strange =
  (content: string, image = plate()): AttackFile['build'] =>
  async ({ pki }) => {
    const pdf = classicPdf(
      {
        1: '<< /Type /Catalog /Pages 2 0 R >>',
        2: '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
        3: `<< /Type /Page /Parent 2 0 R /Contents 4 0 R ${FONTS} >>`,
        4: content,
        5: 'null',
        6: 'null',
        7: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      },
      '/Root 1 0 R /ID [<01> <01>]',
    );
    const once = await signWith(pki, pdf, pki.leader, {
      field: 'Ky',
      newField: { name: 'Ky', page: 0 },
    });
    return signWith(pki, once, pki.seal, {
      field: 'Dau',
      newField: { name: 'Dau', page: 0, rect: [80, 490, 400, 520] },
      appearance: { image },
    });
  };

/** Signed words that are no letters of the page's own, or stand where nobody looks for them. */
export const ON_UNSEEN_INK: readonly AttackFile[] = [
  ...ofKind('a signature over a line', [
    ['a plate in a place that was laid out', 'signature-covers-content', laidOut(plate())],
    ['a patch over some words of such a place', 'signature-covers-content', laidOut(patch(30, 80))],
    [
      'a patch over some of its words',
      'signature-covers-content',
      strange(stream('', WORDS), patch(30, 80)),
    ],
    [
      'a picture of nothing over a number',
      'signature-covers-content',
      strange(stream('', TEXT), patch(0, 0)),
    ],
    [
      'behind a number that is none',
      'signature-covers-content',
      strange(stream('', `1.2.3 w ${TEXT}`)),
    ],
    [
      'behind a picture that some end early',
      'signature-covers-content',
      strange(stream('', `BI /W 1 /H 1 /BPC 8 /CS /G ID aEI ${TEXT}`)),
    ],
    [
      'packed in a way that only readers know',
      'signature-covers-content',
      strange(stream('/Filter /AHx', `${Buffer.from(TEXT).toString('hex')}>`)),
    ],
  ]),
  ...ofKind(
    'a note over what is hard to read',
    (
      [
        ['letters in tiles', tiled('/Pattern cs /P scn 0 0 595 842 re f')],
        ['letters in tiles of a line', tiled('/Pattern CS /P SCN 600 w 300 0 m 300 842 l S')],
        [
          'a function that shades',
          stamped({ content: '/S sh', drawings: `<< >> /Shading << /S ${MESH} >>` }),
        ],
        ['letters that clip a ground', stamped({ content: `q 7 Tr ${TEXT} 0 0 595 842 re f Q` })],
        [
          'glyphs that draw far from where they stand',
          stamped({
            content: 'BT /G gs 90 100 Td (1) Tj ET',
            drawings: '<< >> /ExtGState << /G << /Font [26 0 R 14] >> >>',
            extra: {
              26: DRAWN_FONT,
              27: stream('', '9 0 d0 BT /F1 10 Tf 0 287 Td (123456) Tj ET'),
            },
          }),
        ],
        [
          'letters of thin squares',
          stamped({
            content: Array.from({ length: 8 }, (_, at) => `${100 + 9 * at} 495 2 20 re f`).join(
              ' ',
            ),
          }),
        ],
        [
          'outlines of a whole line at once',
          stamped({
            content:
              Array.from(
                { length: 20 },
                (_, at) => `${90 + at * 8} 505 m ${94 + at * 8} 515 l ${97 + at * 8} 505 l`,
              ).join(' ') + ' f',
          }),
        ],
      ] as const
    ).map(([name, build]) => [name, 'content-covered', build] as const),
  ),
];
