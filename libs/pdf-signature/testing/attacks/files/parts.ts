import { signWith } from '../../../fixtures/issue-plan.js';
import { layoutFields } from '../../../form/layout-fields.js';
import {
  name,
  PdfDict,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfObject,
} from '../../../pdf/objects.js';
import {
  append,
  classicPdf,
  dictAt,
  ofKind,
  ref,
  type AttackBases,
  type AttackFile,
  type Entries,
} from '../bases.js';
import { SCRIPT } from '../looks.js';

const stream = (entries: string, data: string): string =>
  `<< ${entries} /Length ${data.length} >>\nstream\n${data}\nendstream`;

const CONTENT =
  '/CS0 cs 0 0 0 scn /G0 gs BT /F1 14 Tf 90 700 Td (So ho so: 120) Tj /F2 14 Tf 0 -30 Td <00310032> Tj ' +
  'ET /OC /L0 BDC q 40 0 0 40 400 690 cm /Im1 Do Q /Fm1 Do EMC';

/** A tagged document with a layer, embedded fonts, a colour profile, a mask and an attachment: all
 * that decides what a page shows and what is read aloud, each as an object of its own. */
const OBJECTS: Readonly<Record<number, string>> = {
  1:
    '<< /Type /Catalog /Pages 2 0 R /Outlines 20 0 R /PageLabels 21 0 R /StructTreeRoot 22 0 R ' +
    '/OCProperties 24 0 R /Names 26 0 R /Lang (vi-VN) /OutputIntents [29 0 R] >>',
  2: '<< /Type /Pages /Kids [4 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
  3: '<< /Type /Page /Parent 4 0 R /Contents 5 0 R /Resources 9 0 R /StructParents 0 >>',
  4: '<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 >>',
  5: stream('', CONTENT),
  6: '[/ICCBased 19 0 R]',
  7:
    '<< /Type /Font /Subtype /TrueType /BaseFont /AAAAAA+Tinos /FirstChar 32 /LastChar 126 ' +
    '/Widths 10 0 R /FontDescriptor 11 0 R /ToUnicode 12 0 R /Encoding 13 0 R >>',
  8: stream(
    '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace 6 0 R /BitsPerComponent 8 /SMask 14 0 R',
    'A',
  ),
  9:
    '<< /Font << /F1 7 0 R /F2 15 0 R >> /XObject << /Im1 8 0 R /Fm1 28 0 R >> /ColorSpace << /CS0 6 0 R >> ' +
    '/ExtGState << /G0 18 0 R >> /Properties << /L0 30 0 R >> >>',
  10: `[${'500 '.repeat(95)}]`,
  11: '<< /Type /FontDescriptor /FontName /AAAAAA+Tinos /Flags 32 /FontFile2 16 0 R >>',
  12: stream('', '1 beginbfrange <30> <39> <0030> endbfrange'),
  13: '<< /Type /Encoding /Differences [49 /one /two /three] >>',
  14: stream(
    '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
    '\xff',
  ),
  15:
    '<< /Type /Font /Subtype /Type0 /BaseFont /BBBBBB+Tinos /Encoding 31 0 R /ToUnicode 12 0 R ' +
    '/DescendantFonts [17 0 R] >>',
  16: stream('', 'glyphs'),
  17:
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /BBBBBB+Tinos /FontDescriptor 11 0 R /W 32 0 R ' +
    '/CIDToGIDMap 33 0 R >>',
  18: '<< /Type /ExtGState /ca 1 >>',
  19: stream('/N 3', 'profile'),
  20: '<< /Type /Outlines /Count 0 >>',
  21: '<< /Nums [0 << /S /D >>] >>',
  22: '<< /Type /StructTreeRoot /K 23 0 R /ParentTree 27 0 R /RoleMap << /Muc /P >> >>',
  23: '<< /Type /StructElem /S /P /P 22 0 R /Pg 3 0 R /K 0 /ActualText (120) >>',
  24: '<< /OCGs [30 0 R] /D 25 0 R >>',
  25: '<< /ON [30 0 R] /Order [30 0 R] >>',
  26: '<< /EmbeddedFiles << /Names [(a.csv) 34 0 R] >> >>',
  27: '<< /Nums [0 [23 0 R]] >>',
  28: stream(
    '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Group << /S /Transparency /I true >>',
    '0 0 9 9 re f',
  ),
  29: '<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /DestOutputProfile 19 0 R >>',
  30: '<< /Type /OCG /Name (Bang) >>',
  31: stream('/Type /CMap /CMapName /Own', '1 begincidrange <0000> <ffff> 0 endcidrange'),
  32: '[0 [500 500]]',
  33: stream('', '\0\0\0\x01'),
  34: '<< /Type /Filespec /F (a.csv) /EF << /F 35 0 R >> >>',
  35: stream('/Type /EmbeddedFile', '120'),
};

const document = (bases: AttackBases): Promise<Buffer> =>
  bases.once('parts', () =>
    signWith(
      bases.pki,
      layoutFields(classicPdf(OBJECTS, '/Root 1 0 R'), [
        { kind: 'text', name: 'So', page: 0, rect: [110, 780, 200, 800], text: { fontSize: 13 } },
        { kind: 'signature', name: 'NguoiKy', page: 0, rect: [380, 110, 480, 190] },
      ]),
      bases.pki.leader,
      { field: 'NguoiKy' },
    ),
  );

/** Replaces keys of a dictionary or of a stream's. */
const patch =
  (num: number, entries: Entries): AttackFile['build'] =>
  async (bases) =>
    append(await document(bases), (writer, now) => {
      const old = now.resolve(ref(num));
      const dict = old instanceof PdfStream ? old.dict : dictAt(now, num);
      const changed = dict.with(entries);
      writer.put(ref(num), old instanceof PdfStream ? new PdfStream(changed, old.raw) : changed);
    });

/** Puts another object where one was; text as the data of a stream. */
const put =
  (num: number, object: PdfObject | string): AttackFile['build'] =>
  async (bases) =>
    append(await document(bases), (writer, now) => {
      const old = now.resolve(ref(num));
      const dict = old instanceof PdfStream ? old.dict : new PdfDict();
      const data = typeof object === 'string' ? Buffer.from(object, 'latin1') : undefined;
      writer.put(ref(num), data === undefined ? (object as PdfObject) : new PdfStream(dict, data));
    });

const REPLACED = 'object-replaced';
const replaced = (recipes: readonly (readonly [string, AttackFile['build']])[]) =>
  recipes.map(([what, build]) => [what, REPLACED, build] as const);

const FONTS = ofKind(
  'parts of fonts',
  replaced([
    ['the widths of letters', put(10, [0, 0, 0])],
    ['what codes are copied as', put(12, '1 beginbfrange <30> <39> <0039> endbfrange')],
    ['the names of glyphs', patch(13, { Differences: [49, name('nine')] })],
    ['the embedded font', put(16, 'other glyphs')],
    ['the descriptor', patch(11, { FontFile3: ref(16) })],
    ['another font below', patch(15, { DescendantFonts: [ref(7)] })],
    ['the map from codes to glyphs', put(31, '1 begincidrange <0000> <ffff> 9 endcidrange')],
    ['the widths of a composite font', put(32, [0, [0, 0]])],
    ['the order of glyphs', put(33, '\0\x09\0\x09')],
  ]),
);

const INK = ofKind(
  'parts of pictures and colours',
  replaced([
    ['a colour space', put(6, [name('Separation'), name('None'), name('DeviceGray'), ref(31)])],
    ['a colour profile', put(19, 'another profile')],
    ['letters made transparent', patch(18, { ca: 0 })],
    ['letters masked', patch(18, { SMask: PdfDict.of({ S: name('Alpha'), G: ref(28) }) })],
    ['a way of blending', patch(18, { BM: name('Difference') })],
    ['the mask of a picture', put(14, '\0')],
    ['a picture without its mask', patch(8, { SMask: null })],
    ['a picture turned round', patch(8, { Decode: [1, 0] })],
    ['a group of transparency', patch(28, { Group: PdfDict.of({ S: name('Transparency') }) })],
    ['a form moved', patch(28, { Matrix: [1, 0, 0, 1, 90, 700] })],
    ['the profile of the output', patch(29, { OutputConditionIdentifier: PdfString.text('x') })],
  ]),
);

const STRUCTURE = ofKind('parts of the document', [
  ...replaced([
    ['a layer off', patch(25, { ON: [], OFF: [ref(30)] })],
    ['a layer off by its base state', patch(25, { BaseState: name('OFF') })],
    ['a layer off when printed', patch(25, { AS: [PdfDict.of({ Event: name('Print') })] })],
    ['another layer', patch(30, { Usage: PdfDict.of({ View: PdfDict.of({}) }) })],
    ['bookmarks', patch(20, { First: ref(23), Count: 1 })],
    ['numbers of pages', patch(21, { Nums: [0, PdfDict.of({ P: PdfString.text('9') })] })],
    ['what is read aloud', patch(23, { ActualText: PdfString.text('900') })],
    ['what a picture is said to show', patch(23, { Alt: PdfString.text('900') })],
    ['the order of reading', patch(22, { K: [] })],
    ['the tree of parents', patch(27, { Nums: [] })],
    ['the list of attachments', put(26, new PdfDict())],
    ['an attached file', put(35, '900')],
    ['the name of an attachment', patch(34, { F: PdfString.text('b.csv') })],
    ['a page turned by its parent', patch(4, { Rotate: 180 })],
    ['a page cropped by its parent', patch(4, { CropBox: [0, 0, 595, 600] })],
  ]),
  ['the parent of a page', 'page-changed', patch(3, { Parent: ref(2) })],
]);

const file = PdfDict.of({ Type: name('Filespec'), F: PdfString.text('a.exe') });
const CATALOG: Readonly<Record<string, PdfObject>> = {
  AF: [file],
  Collection: PdfDict.of({ View: name('D') }),
  Dests: new PdfDict(),
  DPartRoot: new PdfDict(),
  Lang: PdfString.text('en'),
  Legal: new PdfDict(),
  Names: PdfDict.of({ EmbeddedFiles: PdfDict.of({ Names: [PdfString.text('a'), file] }) }),
  NeedsRendering: true,
  OCProperties: PdfDict.of({ OCGs: [ref(30)], D: PdfDict.of({ OFF: [ref(30)] }) }),
  OpenAction: [ref(3), name('FitR'), 0, 0, 1, 1],
  Outlines: ref(22),
  OutputIntents: [],
  PageLayout: name('TwoPageLeft'),
  PageMode: name('UseAttachments'),
  PieceInfo: new PdfDict(),
  Requirements: [],
  SpiderInfo: new PdfDict(),
  StructTreeRoot: ref(23),
  Threads: [],
  URI: PdfDict.of({ Base: PdfString.text('http://example.test/') }),
};
const PAGE: Readonly<Record<string, PdfObject>> = {
  AA: PdfDict.of({ O: SCRIPT }),
  AF: [file],
  ArtBox: [0, 0, 9, 9],
  B: [],
  BleedBox: [0, 0, 9, 9],
  Dur: 1,
  Group: PdfDict.of({ S: name('Transparency'), CS: name('DeviceCMYK') }),
  MediaBox: [0, 0, 595, 600],
  Metadata: ref(12),
  OutputIntents: [],
  Rotate: 90,
  Tabs: name('R'),
  Thumb: ref(8),
  Trans: new PdfDict(),
  UserUnit: 2,
  VP: [],
};

const set = (num: number, code: string, keys: Readonly<Record<string, PdfObject>>) =>
  Object.entries(keys).map(
    ([key, value]) => [`/${key}`, code, patch(num, { [key]: value })] as const,
  );

const KEYS = [
  ...ofKind('a key of the catalog', set(1, 'catalog-changed', CATALOG)),
  ...ofKind('a key of the page', set(3, 'page-changed', PAGE)),
];

const FORM = ofKind('parts of the form', [
  [
    'an order of calculation',
    'form-changed',
    async (b) =>
      append(await document(b), (writer, now) => {
        const place = now.catalog.get('AcroForm');
        const form = now.dict(place);
        if (place instanceof PdfRef && form !== undefined)
          writer.put(place, form.with({ CO: form.get('Fields') ?? [] }));
      }),
  ],
]);

/** Everything a page leans on, exchanged behind the signature's back one by one. */
export const ON_PARTS: readonly AttackFile[] = [
  ...[...FONTS, ...INK, ...STRUCTURE, ...KEYS, ...FORM],
];
