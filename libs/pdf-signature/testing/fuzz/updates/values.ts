import {
  name,
  PdfDict,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfObject,
} from '../../../pdf/objects.js';
import type { Random } from '../random.js';
import { changedContent, MARKS } from './content.js';
import type { UpdateDraft } from './draft.js';

type Maker = (draft: UpdateDraft, random: Random) => PdfObject;
type Entries = Readonly<Record<string, PdfObject>>;

const dict = (entries: Entries): PdfDict => PdfDict.of(entries);
const text =
  (...values: readonly string[]): Maker =>
  (_, random) =>
    PdfString.text(random.pick(values));
const oneOf =
  (...names: readonly string[]): Maker =>
  (_, random) =>
    name(random.pick(names));
const anyOf =
  (...makers: readonly Maker[]): Maker =>
  (draft, random) =>
    random.pick(makers)(draft, random);
const constant =
  (...values: readonly PdfObject[]): Maker =>
  (_, random) =>
    random.pick(values);
const listOf =
  (maker: Maker): Maker =>
  (draft, random) => [maker(draft, random)];
/** Some of these entries, or one at least. */
const someOf =
  (makers: Readonly<Record<string, Maker>>): Maker =>
  (draft, random) => {
    const keys = Object.keys(makers);
    const first = random.pick(keys);
    const chosen = keys.filter((key) => key === first || random.chance(0.25));
    return dict(Object.fromEntries(chosen.map((key) => [key, made(makers, key, draft, random)])));
  };

function made(
  makers: Readonly<Record<string, Maker>>,
  key: string,
  draft: UpdateDraft,
  random: Random,
): PdfObject {
  return makers[key]?.(draft, random) ?? null;
}

const WORDS = ['', '999', '42', '100', 'A', 'Yes', 'Muc chi: 900 trieu dong'];
const word = text(...WORDS);
const number = constant(
  0,
  1,
  2,
  3,
  4,
  16,
  32,
  64,
  90,
  128,
  180,
  270,
  -1,
  0.5,
  1000,
  131_072,
  2 ** 31,
);
const truth = constant(true, false);
const anything: Maker = (draft, random) => draft.ref(random.pick(draft.numbers()));
const box = constant(
  [0, 0, 595, 842],
  [80, 690, 400, 720],
  [80, 730, 400, 760],
  [500, 20, 560, 60],
  [110, 780, 200, 800],
  [0, 0, 0, 0],
  [-500, -500, 1500, 1500],
  [400, 720, 80, 690],
);
const points = constant(
  [80, 690, 400, 690, 80, 720, 400, 720],
  [80, 720, 400, 720, 80, 690, 400, 690],
  [90, 700, 300, 700],
  [0, 0, 595, 842],
);
const colour = constant([], [1], [0], [1, 1, 1], [0, 0, 0], [1, 0, 0], [0, 0, 0, 1], [0.5]);
const matrix = constant(
  [],
  [1, 0, 0, 1, 50, 50],
  [2, 0, 0, 2, 0, 0],
  [0, 1, -1, 0, 0, 0],
  [-1, 0, 0, -1, 0, 0],
  [0, 0, 0, 0, 0, 0],
  [10, 0, 0, 10, -100, -100],
);
const flags = constant(0, 1, 2, 4, 6, 8, 16, 32, 64, 132, 196, 256, 512, -1);
const fieldFlags = constant(0, 1, 4096, 8192, 32_768, 65_536, 131_072, 1_048_576, 16_777_216);

const glyph: Maker = (draft) =>
  draft.add(new PdfStream(new PdfDict(), Buffer.from('500 0 d0 0 0 400 700 re f')));
const font = anyOf(
  someOf({
    Subtype: oneOf('Type1', 'TrueType'),
    BaseFont: oneOf('Helvetica', 'Symbol', 'ZapfDingbats', 'Courier', 'ABCDEF+Foo'),
    Encoding: anyOf(
      oneOf('WinAnsiEncoding', 'MacExpertEncoding'),
      constant(dict({ Differences: [48, name('nine'), name('eight')] })),
    ),
  }),
  (draft, random) =>
    dict({
      ...{ Subtype: name('Type3'), FontBBox: [0, 0, 999, 999], FirstChar: 48, LastChar: 51 },
      ...{ FontMatrix: [0.001, 0, 0, 0.001, 0, 0], Widths: [500, 500, 500, 500] },
      Encoding: dict({ Differences: [48, name('a'), name('a'), name('a'), name('a')] }),
      CharProcs: dict({ a: glyph(draft, random) }),
    }),
);
const fonts = someOf({ F1: font, Helv: font, ZaDb: font, TinosR: font });
/** A look that leaves a mark; with resources of its own, or without. */
const mark: Maker = (draft, random) => {
  const content = random.pick(MARKS);
  return draft.add(
    new PdfStream(
      dict({
        ...{ Type: name('XObject'), Subtype: name('Form') },
        BBox: random.pick([
          [0, 0, 100, 30],
          [0, 0, 595, 842],
          [-500, -500, 999, 999],
          [0, 0, 0, 0],
        ]),
        ...(random.chance(0.2) ? { Matrix: matrix(draft, random) } : {}),
        ...(random.chance(0.7) ? { Resources: dict({ Font: fonts(draft, random) }) } : {}),
      }),
      Buffer.from(random.chance(0.3) ? changedContent(content, random) : content, 'latin1'),
    ),
  );
};
const mask = someOf({ S: oneOf('Luminosity', 'Alpha'), G: mark });
const state = someOf({
  ...{ ca: number, CA: number, BM: oneOf('Multiply', 'Screen', 'Difference'), SMask: mask },
  ...{ Font: listOf(font), LW: number, TR: anything },
});
const NOTHING_BETWEEN = dict({ FunctionType: 2, Domain: [0, 1], C0: [1], C1: [1], N: 1 });
const space = constant(
  [name('Separation'), name('None'), name('DeviceGray'), NOTHING_BETWEEN],
  [name('Indexed'), name('DeviceGray'), 1, PdfString.text('\u00ff\u0000')],
  name('Pattern'),
);
const layer: Maker = (draft) =>
  draft.add(
    dict({
      ...{ Type: name('OCG'), Name: PdfString.text('x') },
      Usage: dict({ View: dict({ ViewState: name('OFF') }) }),
    }),
  );
const resources = someOf({
  Font: fonts,
  ExtGState: someOf({ GS0: state, GS1: state }),
  XObject: someOf({ Fm0: mark, Im1: mark, Ghost: mark, FRM: mark }),
  ColorSpace: someOf({ Cs1: space, DefaultGray: space, DefaultRGB: space }),
  Properties: someOf({ MC0: layer }),
});
const states = someOf({ Yes: mark, Off: mark, A: mark, Co: mark });
const look = someOf({ N: anyOf(mark, mark, states), R: mark, D: mark });
const action = anyOf(
  constant(dict({ S: name('JavaScript'), JS: PdfString.text('app.alert(1)') })),
  constant(dict({ S: name('Hide'), T: PdfString.text('So') })),
  someOf({ S: oneOf('URI', 'GoTo', 'Named', 'ResetForm', 'SetOCGState'), D: listOf(anything) }),
);
const setting = text(
  ...['/Helv 12 Tf 0 g', '/Helv 0 Tf 1 g', '/ZaDb 12 Tf 0 g', '/Helv 1 Tf 0 g', '/F1 12 Tf 0 g'],
  ...['/Helv 12 Tf 3 Tr', '/Zzz 300 Tf 0 g', '0 g', '/Helv 12 Tf 0 g BT (999) Tj ET'],
);
const rich = text('<body><p>999</p></body>', '<body><p>42</p></body>', '');
const data: Maker = (draft, random) =>
  draft.add(new PdfStream(new PdfDict(), Buffer.from(random.pick(['', 'x', '999']))));
const frame = someOf({ W: number, S: oneOf('S', 'D', 'B', 'I', 'U') });

/** What a key may have for a value, whatever its dictionary is (ISO 32000-2). */
const VALUES: Readonly<Record<string, Maker>> = {
  ...{
    Rect: box,
    BBox: box,
    MediaBox: box,
    CropBox: box,
    Matrix: matrix,
    F: flags,
    Ff: fieldFlags,
  },
  ...{ Rotate: number, UserUnit: number, AP: look, N: mark, R: mark, D: mark, MK: undrawn() },
  V: anyOf(word, word, oneOf('Yes', 'Off', 'A', 'Co'), listOf(word), anything, data),
  ...{ AS: oneOf('Yes', 'Off', 'A', 'Co', 'N'), DV: word, T: word, TU: word, RV: rich, RC: rich },
  ...{ DA: setting, Q: number, FT: oneOf('Tx', 'Btn', 'Ch', 'Sig'), Contents: anyOf(word, mark) },
  Subtype: oneOf('Form', 'Image', 'Widget', 'FreeText', 'Stamp', 'Link', 'Redact', 'Type3', 'Text'),
  Type: oneOf('Annot', 'XObject', 'Font', 'Page', 'Sig', 'ObjStm', 'DocTimeStamp'),
  ...{ BS: frame, Border: constant([0, 0, 0], [0, 0, 1], [0, 0, 100]), C: colour, IC: colour },
  ...{ CA: number, ca: number, BM: oneOf('Normal', 'Multiply', 'Screen'), OC: layer, A: action },
  ...{ AA: someOf({ O: action, F: action }), OpenAction: action, QuadPoints: points, L: points },
  ...{ Vertices: points, InkList: listOf(points), CL: points, LE: oneOf('Square', 'OpenArrow') },
  ...{ MaxLen: number, Opt: constant([PdfString.text('A'), PdfString.text('B')]), TI: number },
  ...{ I: constant([0], [1], [2]), Kids: listOf(anything), Annots: listOf(anything) },
  ...{ Fields: listOf(anything), Parent: anything, P: anything, Popup: anything, Pages: anything },
  ...{
    Resources: resources,
    DR: resources,
    Font: fonts,
    Group: someOf({ S: oneOf('Transparency') }),
  },
  ...{ SMask: mark, RD: constant([5, 5, 5, 5]), NeedAppearances: truth, SigFlags: number },
  ...{
    XFA: data,
    Open: truth,
    Cap: truth,
    IT: oneOf('FreeTextCallout', 'LineArrow'),
    H: oneOf('P'),
  },
  OCProperties: someOf({ OCGs: listOf(layer), D: constant(dict({ BaseState: name('OFF') })) }),
  ...{
    Names: someOf({ JavaScript: anything, AP: anything }),
    PageLabels: someOf({ Nums: points }),
  },
  ViewerPreferences: someOf({ ViewArea: oneOf('MediaBox'), Direction: oneOf('R2L') }),
  ...{
    PageMode: oneOf('UseOC', 'FullScreen'),
    Metadata: data,
    MarkInfo: someOf({ Marked: truth }),
  },
  ...{ Version: oneOf('1.2', '2.0', '9.9'), Extensions: someOf({ ADBE: anything }), Lang: word },
  ...{ Perms: someOf({ DocMDP: anything, UR3: anything }), DSS: someOf({ Certs: listOf(data) }) },
  ...{
    Certs: listOf(data),
    OCSPs: listOf(anything),
    CRLs: listOf(data),
    VRI: someOf({ AA: look }),
  },
  ...{
    Filter: oneOf('FlateDecode', 'ASCIIHexDecode', 'Foo'),
    DecodeParms: someOf({ Predictor: number }),
  },
  ...{ BaseFont: oneOf('Symbol', 'Courier'), ToUnicode: data, FirstChar: number, DW: number },
  Encoding: constant(name('MacExpertEncoding'), dict({ Differences: [48, name('nine')] })),
  ...{
    Title: word,
    Author: word,
    Producer: word,
    ModDate: word,
    Lock: someOf({ Action: oneOf('All') }),
  },
};

function undrawn(): Maker {
  return someOf({ R: number, BC: colour, BG: colour, CA: word, TP: number, I: mark });
}

const COMMON = 'Type Subtype Resources OC AA A';
const KEYS: Readonly<Record<string, string>> = {
  catalog:
    'Pages AcroForm DSS Extensions MarkInfo Metadata Version OCProperties OpenAction AA Names ' +
    'PageLabels ViewerPreferences PageMode Lang Perms Resources',
  page: 'Contents Resources MediaBox CropBox Rotate UserUnit Annots Group AA OC Parent Type',
  pages: 'Kids Resources MediaBox CropBox Rotate Type Parent',
  widget:
    'Rect F AP AS MK BS Border C OC A AA H DA RV Q V DV Ff FT T TU MaxLen Opt I TI Kids Parent P ' +
    `Contents RC Popup QuadPoints Lock DR Matrix BBox Filter ${COMMON}`,
  note:
    'Rect F AP AS BS Border C IC CA ca BM DA RC Contents Popup QuadPoints Vertices L InkList LE Open ' +
    `RD Cap CL IT Q H ${COMMON}`,
  form: 'Fields NeedAppearances SigFlags DR DA Q XFA Type Resources Annots V',
  look: 'BBox Matrix Resources Group OC Filter DecodeParms F SMask Subtype Type',
  font: 'BaseFont Encoding ToUnicode FirstChar DW Subtype Type Resources',
  information: 'Title Author Producer ModDate',
  store: 'Certs OCSPs CRLs VRI Type',
  resources: 'Font XObject ExtGState ColorSpace',
  looks: 'N R D',
};

export function keysOf(role: string): readonly string[] {
  return (KEYS[role] ?? 'Type Subtype Kids V N D').split(' ');
}

export function valueFor(key: string, draft: UpdateDraft, random: Random): PdfObject {
  const odd = [constant(null, [], new PdfDict()), anything, number];
  const value = random.chance(0.06)
    ? random.pick(odd)(draft, random)
    : (VALUES[key] ?? anyOf(word, number, anything))(draft, random);
  return random.chance(0.08) && !(value instanceof PdfRef) ? draft.add(value) : value;
}

const NOTES = (
  'Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut ' +
  'Caret Stamp Ink Popup Redact Watermark FileAttachment'
).split(' ');
const MORE = 'AP C IC BS Border CA ca Contents LE OC BM RD CL IT Cap Open RC DA AS'.split(' ');

/** A note of any kind, with some of what notes have. */
export function newNote(draft: UpdateDraft, random: Random): PdfDict {
  const keys = ['QuadPoints', 'L', 'InkList', 'Vertices', 'AP', ...MORE];
  const chosen = keys.filter((_, index) => random.chance(index < 5 ? 0.4 : 0.12));
  return dict({
    ...{ Type: name('Annot'), Subtype: name(random.pick(NOTES)), Rect: box(draft, random), F: 4 },
    ...Object.fromEntries(chosen.map((key) => [key, valueFor(key, draft, random)])),
  });
}

/** A place for one more signature. */
export function newField(draft: UpdateDraft, random: Random): PdfDict {
  const chosen = 'AP MK BS C DA Lock Ff AS F'.split(' ').filter(() => random.chance(0.15));
  return dict({
    ...{
      Type: name('Annot'),
      Subtype: name('Widget'),
      FT: name('Sig'),
      F: random.pick([4, 132, 2]),
    },
    ...{ T: PdfString.text(`Moi${random.int(9)}`), Rect: box(draft, random) },
    ...Object.fromEntries(chosen.map((key) => [key, valueFor(key, draft, random)])),
  });
}
