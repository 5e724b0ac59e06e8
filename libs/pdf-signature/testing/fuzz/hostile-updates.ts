import { deflateSync } from 'node:zlib';
import { name, PdfDict, PdfRef, PdfStream, PdfString, type PdfObject } from '../../pdf/objects.js';
import type { RevisionWriter } from '../../pdf/revision-writer.js';
import { append, dictAt, ref, type Entries } from '../attacks/bases.js';
import { classicFile, type HostileFile } from './hostile.js';

/** Page, form and one filled field, to be changed by an update that asks for more than any real one. */
const PAGE = 3;
const FIELD = 5;
const CATALOG = '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] /DA (/F 9 Tf) >> >>';
const FIELD_TEXT =
  '<< /Type /Annot /Subtype /Widget /FT /Tx /T (So) /Rect [9 9 99 99] /P 3 0 R /AP << /N 6 0 R >> >>';
const LOOK = '<< /Subtype /Form /BBox [0 0 90 90] /Length 0 >>\nstream\n\nendstream';

function base(page: string, more: Readonly<Record<number, string>> = {}): Buffer {
  const entries = `/Type /Page /Parent 2 0 R /Annots [5 0 R] ${page}`;
  const own = { 1: CATALOG, 3: `<< ${entries} >>`, 5: FIELD_TEXT, 6: LOOK };
  return classicFile({ objects: { ...own, ...more } });
}

const packed = (text: string, entries: Entries = {}): PdfStream =>
  new PdfStream(PdfDict.of({ Filter: name('FlateDecode'), ...entries }), deflateSync(text));

const form = (text: string, Resources: PdfObject = new PdfDict()): PdfStream =>
  packed(text, { Subtype: name('Form'), BBox: [0, 0, 90, 90], Resources });

/** The field filled, shown by the given stream. */
function filled(pdf: Buffer, look: (writer: RevisionWriter) => PdfStream, value = '42'): Buffer {
  return append(pdf, (writer, document) => {
    const AP = PdfDict.of({ N: writer.add(look(writer)) });
    const field = dictAt(document, FIELD);
    writer.put(ref(FIELD), field.with({ V: PdfString.text(value), AP }));
  });
}

const withFont = (font: Entries): PdfDict =>
  PdfDict.of({ Font: PdfDict.of({ F: PdfDict.of({ Subtype: name('Type0'), ...font }) }) });

/** Notes over the page, all drawn by the same stream. */
function noted(pdf: Buffer, count: number, entries: Entries, look?: PdfStream): Buffer {
  return append(pdf, (writer, document) => {
    const AP = look === undefined ? undefined : PdfDict.of({ N: writer.add(look) });
    const note = { Type: name('Annot'), Rect: [0, 0, 300, 200], F: 4, ...entries };
    const notes = Array.from({ length: count }, () => writer.add(PdfDict.of({ ...note, AP })));
    const page = dictAt(document, PAGE);
    writer.put(ref(PAGE), page.with({ Annots: [ref(FIELD), ...notes] }));
  });
}

const LETTERS = 4_000_000;
const page = (text: string): Buffer => {
  const data = deflateSync(text).toString('latin1');
  const stream = `<< /Filter /FlateDecode /Length ${String(data.length)} >>\nstream\n${data}\nendstream`;
  return base('/Contents 7 0 R', { 7: stream });
};

export const HOSTILE_UPDATES: readonly HostileFile[] = [
  {
    name: 'a map of letters that names the same range over and over',
    make: () => {
      const range = '1 beginbfrange <0000> <ffff> <0041> endbfrange\n';
      return filled(base(''), (writer) =>
        form(
          'BT /F 9 Tf <00410042> Tj ET',
          withFont({ ToUnicode: writer.add(packed(range.repeat(40_000))) }),
        ),
      );
    },
  },
  {
    name: 'a map of one letter that is a book',
    make: () => {
      const letter = `1 beginbfchar <0041> <${'0041'.repeat(400_000)}> endbfchar\n`;
      return filled(base(''), (writer) =>
        form(
          `BT /F 9 Tf <${'0041'.repeat(40_000)}> Tj ET`,
          withFont({ ToUnicode: writer.add(packed(letter)) }),
        ),
      );
    },
  },
  {
    name: 'widths that are stated for all codes, thousands of times',
    make: () => {
      const W = Array.from({ length: 20_000 }, () => [0, 65_535, 500]).flat();
      return filled(base(''), () =>
        form(
          'BT /F 9 Tf <00410042> Tj ET',
          withFont({ DescendantFonts: [PdfDict.of({ Subtype: name('CIDFontType2'), W })] }),
        ),
      );
    },
  },
  {
    name: 'rich text of brackets that nothing closes',
    make: () =>
      append(
        filled(base(''), () => form('BT /F 9 Tf (42) Tj ET')),
        (writer, document) => {
          const field = dictAt(document, FIELD);
          const RV = PdfString.text('<'.repeat(1_000_000));
          writer.put(
            ref(FIELD),
            field.with({ RV, AP: PdfDict.of({ N: writer.add(form('0 g')) }) }),
          );
        },
      ),
  },
  {
    name: 'a field that shows millions of letters',
    make: () =>
      filled(base(''), () => form(`BT (${'4'.repeat(LETTERS)}) Tj ET`), '4'.repeat(100_000)),
  },
  {
    name: 'a field that shows a million single letters',
    make: () => filled(base(''), () => form(`BT ${'(4) Tj '.repeat(1_000_000)} ET`)),
  },
  {
    name: 'a look within a look within a look',
    make: () =>
      filled(base(''), (writer) => {
        let inner = writer.add(form('0 0 9 9 re f'));
        for (let depth = 0; depth < 7; depth += 1) {
          const resources = PdfDict.of({ XObject: PdfDict.of({ X: inner }) });
          inner = writer.add(form('/X Do '.repeat(30), resources));
        }
        return form('/X Do '.repeat(30), PdfDict.of({ XObject: PdfDict.of({ X: inner }) }));
      }),
  },
  {
    name: 'a look of states saved and never restored',
    make: () => filled(base(''), () => form('q '.repeat(3_000_000))),
  },
  {
    name: 'a path of a million corners',
    make: () => filled(base(''), () => form(`0 0 m ${'9 9 l '.repeat(1_000_000)} f`)),
  },
  {
    name: 'operands without an operator',
    make: () => filled(base(''), () => form('1 '.repeat(4_000_000))),
  },
  {
    name: 'arrays within arrays in a look',
    make: () => filled(base(''), () => form('['.repeat(1_000_000))),
  },
  {
    name: 'thousands of notes over a page full of letters',
    make: () =>
      noted(page(`BT /F 1 Tf ${'(abc) Tj '.repeat(60_000)} ET`), 8_000, {
        Subtype: name('Stamp'),
      }),
  },
  {
    name: 'thousands of marks, each drawn by megabytes',
    make: () =>
      noted(base(''), 4_000, { Subtype: name('Highlight') }, form('0 0 9 9 re f '.repeat(150_000))),
  },
  {
    name: 'notes over notes over notes',
    make: () => {
      const shown = noted(base(''), 900, { Subtype: name('Stamp') }, form(' '.repeat(LETTERS)));
      return append(shown, (writer, document) => {
        const own = dictAt(document, PAGE);
        const note = { Type: name('Annot'), Subtype: name('Stamp'), Rect: [0, 0, 99, 99] };
        const all = Array.from({ length: 900 }, () => writer.add(PdfDict.of(note)));
        const old = document.array(own.get('Annots')) ?? [];
        writer.put(ref(PAGE), own.with({ Annots: [...old, ...all] }));
      });
    },
  },
  {
    name: 'thousands of fields drawn anew by a font of a million widths',
    make: () => {
      const count = 8_000;
      const fields = Array.from({ length: count }, (_, index) => 100 + index);
      const list = fields.map((num) => `${String(num)} 0 R`).join(' ');
      const font = `<< /Type /Font /Subtype /Type1 /Widths [${'500 '.repeat(200_000)}] >>`;
      const catalog = (more: string): string =>
        `/AcroForm << /Fields [${list}] /DR << /Font << /F ${font} >> >> ${more} >>`;
      const objects = Object.fromEntries(
        fields.map((num) => [num, `<< /FT /Tx /T (f${String(num)}) /V (42) /Rect [0 0 9 9] >>`]),
      );
      const start = `<< /Type /Catalog /Pages 2 0 R ${catalog('/DA (/F 9 Tf)')} >>`;
      const pdf = classicFile({ objects: { 1: start, ...objects } });
      return append(pdf, (writer, document) => {
        const own = document.dict(document.catalog.get('AcroForm')) ?? new PdfDict();
        const AcroForm = own.with({ DA: PdfString.text('/F 8 Tf'), NeedAppearances: true });
        writer.put(document.rootRef, document.catalog.with({ AcroForm }));
      });
    },
  },
  {
    name: 'a list of thousands of options, scrolled in thousands of widgets',
    make: () => {
      const options = Array.from({ length: 8_000 }, (_, at) => `(o${String(at)})`).join(' ');
      const kids = Array.from({ length: 3_000 }, (_, at) => 100 + at);
      const widget = '<< /Subtype /Widget /Parent 5 0 R /Rect [0 0 9 9] /AP << /N 6 0 R >> >>';
      const list = kids.map((num) => `${String(num)} 0 R`).join(' ');
      const field = `<< /FT /Ch /T (L) /Opt [${options}] /Kids [${list}] >>`;
      const objects = Object.fromEntries(kids.map((num) => [num, widget]));
      const pdf = base('', { 5: field, ...objects });
      return append(pdf, (writer, document) => {
        const own = dictAt(document, FIELD);
        writer.put(ref(FIELD), own.with({ V: PdfString.text('o1'), TI: 1 }));
        const shown = writer.add(form('BT /F 9 Tf (o1) Tj ET'));
        for (const kid of kids) {
          const AP = PdfDict.of({ N: shown });
          writer.put(new PdfRef(kid, 0), dictAt(document, kid).with({ AP }));
        }
      });
    },
  },
];
