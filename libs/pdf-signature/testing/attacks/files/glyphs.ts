import { fillFields } from '../../../form/fill-fields.js';
import { openPdf, type PdfDocument } from '../../../pdf/document.js';
import { OfficeFont } from '../../../pdf/font.js';
import {
  isArray,
  name,
  PdfDict,
  PdfStream,
  PdfString,
  type PdfObject,
} from '../../../pdf/objects.js';
import type { RevisionWriter } from '../../../pdf/revision-writer.js';
import { append, fieldNamed, ofKind, type AttackBases, type AttackFile } from '../bases.js';
import { cffOf, typeOneOf, wholeFont } from '../font-files.js';
import { look } from '../looks.js';

type Lie = {
  readonly value: string;
  /** The string that is shown. */
  readonly shown: string;
  readonly font: (writer: RevisionWriter, own: PdfDict) => PdfDict;
};

const stream = (data: Buffer | string): PdfStream =>
  new PdfStream(new PdfDict(), Buffer.from(data));
const mapOf = (code: string, letter: string): PdfStream =>
  stream(
    `1 beginbfchar <${code}> <${Buffer.from(letter, 'utf16le').swap16().toString('hex')}> endbfchar`,
  );
const codeOf = (letter: string): string => OfficeFont.of('regular').encode(letter).slice(1, -1);

/** The font that the office fills fields with, its objects as they are written. */
async function officeFont(bases: AttackBases): Promise<PdfDict> {
  const document = openPdf(fillFields(await bases.certified(2), { So: '19' }));
  const own = document.resolve(document.dict(fieldNamed(document, 'So').dict.get('AP'))?.get('N'));
  const resources = own instanceof PdfStream ? document.dict(own.dict.get('Resources')) : undefined;
  const font = document.dict(document.dict(resources?.get('Font'))?.get('TinosR'));
  if (font === undefined) throw new Error('the office has a font');
  return flat(document, font);
}

/** All that a font leads to, without references. */
function flat(document: PdfDocument, dict: PdfDict): PdfDict {
  return mapped(dict, (value) => {
    const own = document.resolve(value);
    return own instanceof PdfDict ? flat(document, own) : own;
  });
}

function written(writer: RevisionWriter, dict: PdfDict): PdfDict {
  return mapped(dict, (value) => {
    if (value instanceof PdfStream) return writer.add(value);
    return value instanceof PdfDict ? written(writer, value) : value;
  });
}

/** Entries, and the items of lists. */
function mapped(dict: PdfDict, change: (value: PdfObject) => PdfObject): PdfDict {
  const all = [...dict.entries].map(([key, value]): [string, PdfObject] => [
    key,
    isArray(value) ? value.map(change) : change(value),
  ]);
  return new PdfDict(new Map(all));
}

const lying =
  ({ value, shown, font }: Lie): AttackFile['build'] =>
  async (bases) => {
    const own = await officeFont(bases);
    return append(await bases.certified(2), (writer, document) => {
      const { ref: place, dict } = fieldNamed(document, 'So');
      const F1 = writer.add(written(writer, font(writer, own)));
      const fonts = PdfDict.of({ Font: PdfDict.of({ F1 }) });
      const N = writer.add(look(`BT /F1 12 Tf 2 5 Td ${shown} Tj ET`, fonts, [0, 0, 90, 20]));
      writer.put(place, dict.with({ V: PdfString.text(value), AP: PdfDict.of({ N }) }));
    });
  };

/** Codes are letters, and letters glyphs, by maps of the file's own. */
const simple = (more: Readonly<Record<string, PdfDict | PdfStream>>): PdfDict =>
  PdfDict.of({
    ...{ Type: name('Font'), Subtype: name('TrueType'), BaseFont: name('Tinos') },
    Encoding: name('WinAnsiEncoding'),
    FontDescriptor: PdfDict.of({
      ...{ Type: name('FontDescriptor'), FontName: name('Tinos'), Flags: 32 },
      FontFile2: stream(wholeFont()),
    }),
    ...more,
  });
const swapped = (own: PdfDict, from: string, to: string): PdfDict => {
  const map = Buffer.alloc(2 * 65_536);
  for (let code = 0; code < 65_536; code += 1) map.writeUInt16BE(code, 2 * code);
  map.writeUInt16BE(Number.parseInt(codeOf(to), 16), 2 * Number.parseInt(codeOf(from), 16));
  const [descendant] = own.get('DescendantFonts') as readonly [PdfDict];
  return own.with({ DescendantFonts: [descendant.with({ CIDToGIDMap: stream(map) })] });
};

const named = (glyph: string): PdfDict =>
  PdfDict.of({ BaseEncoding: name('WinAnsiEncoding'), Differences: [0x31, name(glyph)] });
/** A map of codes to glyphs of its own (9.7.5.3). */
const led = (code: string, to: string): PdfStream =>
  new PdfStream(
    PdfDict.of({ Type: name('CMap'), CMapName: name('Own') }),
    Buffer.from(
      '1 begincodespacerange <0000> <ffff> endcodespacerange ' +
        `1 begincidchar <${code}> ${Number.parseInt(codeOf(to), 16)} endcidchar`,
    ),
  );
/** A font of named glyphs, its file of the given kind. */
const called = (key: string, file: Buffer): PdfDict =>
  PdfDict.of({
    ...{ Type: name('Font'), Subtype: name('Type1'), BaseFont: name('Own') },
    Encoding: name('WinAnsiEncoding'),
    FontDescriptor: described(key, file),
  });
const described = (key: string, file: Buffer): PdfDict =>
  PdfDict.of({
    ...{ Type: name('FontDescriptor'), FontName: name('Own'), Flags: 32, MissingWidth: 500 },
    ...{ FontBBox: [0, -200, 1000, 900], ItalicAngle: 0, Ascent: 800, Descent: -200 },
    ...{ CapHeight: 700, StemV: 80, [key]: stream(file) },
  });
/** A one, as a number, for what a keyed file draws as a nine. */
const numbered = (): PdfDict => {
  const system = { Registry: PdfString.text('Adobe'), Ordering: PdfString.text('Identity') };
  const drawn = PdfDict.of({
    ...{ Type: name('Font'), Subtype: name('CIDFontType0'), BaseFont: name('Own'), DW: 500 },
    CIDSystemInfo: PdfDict.of({ ...system, Supplement: 0 }),
    FontDescriptor: described('FontFile3', cffOf({ 1: '9' }, { isKeyed: true })),
  });
  return PdfDict.of({
    ...{ Type: name('Font'), Subtype: name('Type0'), BaseFont: name('Own') },
    ...{ Encoding: name('Identity-H'), DescendantFonts: [drawn] },
    ToUnicode: mapOf('0012', '1'),
  });
};
const lent = (code: string, letter: string): PdfDict => {
  const system = { Registry: PdfString.text('Adobe'), Ordering: PdfString.text('GB1') };
  const drawn = PdfDict.of({
    ...{ Type: name('Font'), Subtype: name('CIDFontType0'), BaseFont: name('STSong-Light') },
    CIDSystemInfo: PdfDict.of({ ...system, Supplement: 2 }),
  });
  return PdfDict.of({
    ...{ Type: name('Font'), Subtype: name('Type0'), BaseFont: name('STSong-Light') },
    ...{ Encoding: name('UniGB-UTF16-H'), DescendantFonts: [drawn] },
    ToUnicode: mapOf(code, letter),
  });
};

/** The value is what maps and names say; people see outlines. */
export const ON_GLYPHS: readonly AttackFile[] = ofKind(
  'glyphs that look like other letters',
  (
    [
      [
        'a nine that is read as a one',
        {
          value: '1',
          shown: `<${codeOf('9')}>`,
          font: (_, own) => own.with({ ToUnicode: mapOf(codeOf('9'), '1') }),
        },
      ],
      [
        'a nine that is read as nothing',
        {
          value: '',
          shown: `<${codeOf('9')}>`,
          font: (_, own) => own.with({ ToUnicode: mapOf(codeOf('9'), ' ') }),
        },
      ],
      [
        'a nine that is read as two digits',
        {
          value: '12',
          shown: `<${codeOf('9')}>`,
          font: (_, own) => own.with({ ToUnicode: mapOf(codeOf('9'), '12') }),
        },
      ],
      [
        'a one that is drawn as a nine',
        { value: '1', shown: `<${codeOf('1')}>`, font: (_, own) => swapped(own, '1', '9') },
      ],
      [
        'another letter',
        { value: 'Ok', shown: `<${codeOf('Ok')}>`, font: (_, own) => swapped(own, 'O', 'X') },
      ],
      [
        'a map beside the font file',
        { value: '1', shown: '(9)', font: () => simple({ ToUnicode: mapOf('39', '1') }) },
      ],
      [
        'a code that its map leads to another glyph',
        {
          value: '1',
          shown: '<0031>',
          font: (_, own) => own.with({ Encoding: led('0031', '9'), ToUnicode: mapOf('0031', '1') }),
        },
      ],
      [
        'a glyph by a name that only some readers know',
        {
          value: '1',
          shown: '(1)',
          font: () => simple({ Encoding: named('nine.tf'), ToUnicode: mapOf('31', '1') }),
        },
      ],
      [
        'a nine under the name of a one, in CFF',
        { value: '1', shown: '(1)', font: () => called('FontFile3', cffOf({ 1: '9' })) },
      ],
      [
        'a nine under the name of a one, in Type 1',
        { value: '1', shown: '(1)', font: () => called('FontFile', typeOneOf({ 1: '9' })) },
      ],
      [
        'a nine under the number of a one, in CFF',
        { value: '1', shown: '<0012>', font: () => numbered() },
      ],
      [
        'letters of a font that readers bring',
        { value: '1', shown: '<0039>', font: () => lent('0039', '1') },
      ],
    ] satisfies readonly (readonly [string, Lie])[]
  ).map(([title, lie]) => [title, 'appearance-unreadable', lying(lie)] as const),
);
