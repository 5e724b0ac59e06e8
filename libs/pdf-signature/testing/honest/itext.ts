import { readFields, readPages, type FieldWidget } from '../../form/form.js';
import type { PdfDocument } from '../../pdf/document.js';
import { name, PdfDict, PdfRef, PdfStream, PdfString, type PdfObject } from '../../pdf/objects.js';
import { appended, type RevisionWriter } from '../../pdf/revision-writer.js';
import { OFFICES } from './forms.js';
import { append, type HonestKind, signedForm } from './kinds.js';

const HELVETICA = PdfDict.of({
  Type: name('Font'),
  Subtype: name('Type1'),
  BaseFont: name('Helvetica'),
  Encoding: name('WinAnsiEncoding'),
});

type Work = {
  readonly writer: RevisionWriter;
  readonly document: PdfDocument;
  readonly dict: PdfDict;
  readonly place: PdfRef;
};

/** A text field of one object, as iText writes them; pdf-lib keeps the widget apart. */
function field(writer: RevisionWriter, document: PdfDocument, title: string): Work {
  const found = readFields(document).find((one) => one.name === title);
  if (found?.ref === undefined) throw new Error(`the field ${title} is there`);
  return { writer, document, dict: found.dict, place: found.ref };
}

/** The form gains a text field with fonts of its own before it is signed. */
const withField =
  (flags: Readonly<Record<string, PdfObject>>) =>
  (writer: RevisionWriter, document: PdfDocument): void => {
    const [page] = readPages(document);
    const home = document.catalog.get('AcroForm');
    const form = document.dict(home);
    if (page === undefined || form === undefined || !(home instanceof PdfRef)) return;
    const cells = writer.add(
      PdfDict.of({
        ...{ ...flags, FT: name('Tx'), T: PdfString.text('SoO') },
        ...{ Type: name('Annot'), Subtype: name('Widget'), Rect: [300, 600, 440, 630], F: 4 },
        ...{ BS: PdfDict.of({ W: 1, S: name('S') }), DA: PdfString.text('/Helv 11 Tf 0 g ') },
        ...{ DR: PdfDict.of({ Font: PdfDict.of({ Helv: HELVETICA }) }), P: page.ref },
      }),
    );
    const all = appended(document.resolve(page.dict.get('Annots')), [cells]);
    writer.put(page.ref, page.dict.with({ Annots: all }));
    writer.put(
      home,
      form.with({ Fields: appended(document.resolve(form.get('Fields')), [cells]) }),
    );
  };

const COMB = { Ff: 0x100_0000, MaxLen: 4 };
const LINES = [35, 70, 105].map((x) => `${x} 0.5 m ${x} 29.5 l`).join(' ');
const DIGITS = ['0', '1', '2', '3'].map(
  (digit, index) => `1 0 0 1 ${14 + 35 * index} 11 Tm (${digit})Tj`,
);
const CELLS =
  'q 0.95 g 0 0 140 30 re f 0 0 1 RG 1 w 0.5 0.5 139 29 re S ' +
  `${LINES} S Q /Tx BMC q 1 1 138 28 re W n 0 g BT /Moi 11 Tf ${DIGITS.join(' ')} ET Q EMC `;

/** Filled with letters of another font, which iText names in the form and in the field. */
function fillCells(writer: RevisionWriter, document: PdfDocument): void {
  const { dict, place } = field(writer, document, 'SoO');
  const home = document.catalog.get('AcroForm');
  const form = document.dict(home);
  if (form === undefined || !(home instanceof PdfRef)) return;
  const font = writer.add(HELVETICA);
  const Resources = PdfDict.of({ Font: PdfDict.of({ Moi: font }) });
  const drawn = { Subtype: name('Form'), BBox: [0, 0, 140, 30], Resources };
  const N = writer.add(new PdfStream(PdfDict.of(drawn), Buffer.from(CELLS)));
  const told = { V: PdfString.text('0123'), DA: PdfString.text('/Moi 11 Tf '), AP: dictOf({ N }) };
  writer.put(place, dict.with({ ...told, DR: withFont(document, dict, font) }));
  writer.put(home, form.with({ DR: withFont(document, form, font) }));
}

/** A raised frame of three points. */
const FRAME =
  'q 0.9 g 0 0 140 22 re f 1 0 0 RG 3 w 1.5 1.5 137 19 re S 1 g 3 3 m 3 19 l 137 19 l 134 16 l ' +
  '6 16 l 6 6 l 3 3 l f 0.66 g 3 3 m 137 3 l 137 19 l 134 16 l 134 6 l 6 6 l 3 3 l f Q ';
const NAMES = ['Dcroat', 'ocircumflexgrave', 'n', 'g', 'backslash', 'yacute'].map(name);

function fillFramed(writer: RevisionWriter, document: PdfDocument): void {
  const { dict, place } = field(writer, document, 'SoO');
  const letters = PdfDict.of({ Differences: [1, ...NAMES] });
  const font = HELVETICA.with({ BaseFont: name('Tinos'), Encoding: letters });
  const Resources = PdfDict.of({ Font: PdfDict.of({ Tinos: font }) });
  const drawn = { Subtype: name('Form'), BBox: [0, 0, 140, 22], Resources };
  const text = '/Tx BMC q 6 6 128 10 re W n q BT 1 0 0 1 40 8 Tm /Tinos 8 Tf (\\1\\2\\3\\4) Tj';
  const content = `${FRAME}${text} (\\5\\6) Tj ET Q Q EMC `;
  const N = writer.add(new PdfStream(PdfDict.of(drawn), Buffer.from(content)));
  writer.put(place, dict.with({ V: PdfString.text('Đồng\\ý'), AP: dictOf({ N }) }));
}

const dictOf = (entries: Readonly<Record<string, PdfObject>>): PdfDict => PdfDict.of(entries);

function withFont(document: PdfDocument, owner: PdfDict, font: PdfRef): PdfDict {
  const resources = document.dict(owner.get('DR')) ?? new PdfDict();
  const fonts = document.dict(resources.get('Font')) ?? new PdfDict();
  return resources.with({ Font: fonts.with({ Moi: font }) });
}

/** PdfStamper.addSignature: an empty place with a frame and a white ground. */
function addPlace(writer: RevisionWriter, document: PdfDocument): void {
  const [page] = readPages(document);
  const home = document.catalog.get('AcroForm');
  const form = document.dict(home);
  if (page === undefined || form === undefined || !(home instanceof PdfRef)) return;
  const content = '1 g 0 0 140 40 re f 0 G 1 w 0.5 0.5 139.5 39.5 re s q 1 1 138 38 re W n Q ';
  const drawn = { Subtype: name('Form'), BBox: [0, 0, 140, 40], Resources: new PdfDict() };
  const N = writer.add(new PdfStream(PdfDict.of(drawn), Buffer.from(content)));
  const place = writer.add(
    PdfDict.of({
      ...{ FT: name('Sig'), T: PdfString.text('NoiKyMoi'), F: 4, P: page.ref },
      ...{ Type: name('Annot'), Subtype: name('Widget'), Rect: [60, 220, 200, 260] },
      ...{ MK: PdfDict.of({ BC: [0, 0, 0], BG: [1, 1, 1] }), AP: dictOf({ N }) },
      DR: new PdfDict(),
    }),
  );
  const all = appended(document.resolve(page.dict.get('Annots')), [place]);
  writer.put(page.ref, page.dict.with({ Annots: all }));
  writer.put(home, form.with({ Fields: appended(document.resolve(form.get('Fields')), [place]) }));
}

const RING =
  '15 7.5 m 15 11.64 11.64 15 7.5 15 c 3.36 15 0 11.64 0 7.5 c 0 3.36 3.36 0 7.5 0 c ' +
  '11.64 0 15 3.36 15 7.5 c';
const ROUND = `0.8 0.84314 1 rg ${RING} f 1 w 0 0 0 RG ${RING} S `;

/** The second of two buttons is pressed; the first becomes round, whatever it was. */
function chooseRound(writer: RevisionWriter, document: PdfDocument): void {
  const way = readFields(document).find((one) => one.name === 'HinhThuc');
  const [other, chosen] = way?.widgets ?? [];
  if (way?.ref === undefined || other?.ref === undefined || chosen?.ref === undefined)
    throw new Error('two buttons are there');
  const V = name('1');
  const drawn = { Subtype: name('Form'), BBox: [0, 0, 15, 15], Resources: new PdfDict() };
  const Off = writer.add(new PdfStream(PdfDict.of(drawn), Buffer.from(ROUND)));
  writer.put(way.ref, way.dict.with({ V }));
  writer.put(chosen.ref, chosen.dict.with({ AS: V }));
  const AP = dictOf({ N: looksOf(document, other).with({ Off }) });
  writer.put(other.ref, other.dict.with({ AS: name('Off'), AP }));
}

function looksOf(document: PdfDocument, { dict }: FieldWidget): PdfDict {
  return document.dict(document.dict(dict.get('AP'))?.get('N')) ?? new PdfDict();
}

/** iText 2 and early 5 note themselves in the page tree. */
const noteVersion = (writer: RevisionWriter, document: PdfDocument): void => {
  const root = document.catalog.get('Pages');
  const pages = document.dict(root);
  if (!(root instanceof PdfRef) || pages === undefined) return;
  writer.put(root, pages.with({ ITXT: PdfString.text('2.1.7') }));
};

/** Three lines of a list box, with a ground behind those that are marked. */
const scrollTo =
  (first: number, chosen: readonly number[], marked: readonly number[]) =>
  (writer: RevisionWriter, document: PdfDocument): void => {
    const { dict, place } = field(writer, document, 'Phong');
    const widget = readFields(document).find(({ ref }) => ref?.num === place.num)?.widgets[0];
    if (widget?.ref === undefined) throw new Error('the list is shown');
    const lines = OFFICES.slice(first, first + 3).map((office) => `(${office}) Tj 0 -12 Td`);
    const Resources = PdfDict.of({ Font: PdfDict.of({ Helv: HELVETICA }) });
    const drawn = { Subtype: name('Form'), BBox: [0, 0, 200, 50], Resources };
    const grounds = marked.map(
      (index) => `0.6 0.75 0.85 rg 1 ${36 - 12 * (index - first)} 198 12 re f`,
    );
    const content = `/Tx BMC q ${grounds.join(' ')} BT /Helv 10 Tf 0 g 2 38 Td ${lines.join(' ')} ET Q EMC`;
    const N = writer.add(new PdfStream(PdfDict.of(drawn), Buffer.from(content)));
    const V = chosen.map((index) => PdfString.text(OFFICES[index] ?? ''));
    writer.put(place, dict.with({ V: V.length === 1 ? V[0] : V, I: chosen }));
    writer.put(widget.ref, widget.dict.with({ AP: dictOf({ N }) }));
  };

/** Page and form have their resources in common, as LibreOffice writes them. */
const sharing =
  (content: string) =>
  (writer: RevisionWriter, document: PdfDocument): void => {
    const [page] = readPages(document);
    const home = document.catalog.get('AcroForm');
    const form = document.dict(home);
    if (page === undefined || form === undefined || !(home instanceof PdfRef)) return;
    const own = document.dict(page.dict.get('Resources')) ?? new PdfDict();
    const Resources = writer.add(own);
    const Contents = writer.add(new PdfStream(new PdfDict(), Buffer.from(content)));
    writer.put(page.ref, page.dict.with({ Resources, Contents }));
    writer.put(home, form.with({ DR: Resources }));
  };

/** A visible signature of iText keeps its drawing among the resources of the form. */
function keepDrawing(writer: RevisionWriter, document: PdfDocument): void {
  const place = document.dict(document.catalog.get('AcroForm'))?.get('DR');
  const shared = document.dict(place);
  if (shared === undefined || !(place instanceof PdfRef)) throw new Error('both have resources');
  const drawn = { Subtype: name('Form'), BBox: [0, 0, 9, 9], Resources: new PdfDict() };
  const FRM = writer.add(new PdfStream(PdfDict.of(drawn), Buffer.from('0 0 9 9 re f')));
  writer.put(place, shared.with({ XObject: dictOf({ FRM }) }));
}

/** A drawing comes among the resources that a page and the form share. */
export const drawingShared =
  (content: string): HonestKind['build'] =>
  async (authorities) =>
    append(await signedForm(authorities, undefined, { change: sharing(content) }), keepDrawing);

const intent = (condition: string): PdfDict =>
  PdfDict.of({
    ...{ Type: name('OutputIntent'), S: name('GTS_PDFA1') },
    OutputConditionIdentifier: PdfString.text(condition),
  });

/** PDFBox writes the dictionaries of a list as objects, here one of the catalog. */
export const intentMoved =
  (condition: string): HonestKind['build'] =>
  async (authorities) => {
    const put = (writer: RevisionWriter, document: PdfDocument, item: PdfObject): void => {
      writer.put(document.rootRef, document.catalog.with({ OutputIntents: [item] }));
    };
    const pdf = await signedForm(authorities, 2, {
      change: (writer, document) => {
        put(writer, document, intent('sRGB'));
      },
    });
    return append(pdf, (writer, document) => {
      put(writer, document, writer.add(intent(condition)));
    });
  };

/** What iText writes, which the tools of authorities here are built on. */
export const ITEXT_KINDS: readonly HonestKind[] = [
  {
    name: 'iText: cells of a comb filled in a font of its own',
    build: async (authorities) =>
      append(await signedForm(authorities, 2, { change: withField(COMB) }), fillCells),
  },
  {
    name: 'iText: a raised frame, and letters named in words',
    build: async (authorities) =>
      append(await signedForm(authorities, 2, { change: withField({}) }), fillFramed),
  },
  {
    name: 'iText: the button that is not chosen becomes round',
    build: async (authorities) => append(await signedForm(authorities, 2), chooseRound),
  },
  {
    name: 'iText: a list that begins at what was chosen, and does not say so',
    build: async (authorities) =>
      append(await signedForm(authorities, 2), scrollTo(2, [2, 4], [2, 4])),
  },
  {
    name: 'Firefox: a list that begins above what was chosen, and does not say so',
    build: async (authorities) => append(await signedForm(authorities, 2), scrollTo(2, [4], [4])),
  },
  {
    name: 'Firefox: a list of which one choice is out of sight',
    build: async (authorities) =>
      append(await signedForm(authorities, 2), scrollTo(0, [1, 4], [1])),
  },
  {
    name: 'iText: a drawing among resources that no page names',
    build: drawingShared('BT /F1 12 Tf (1) Tj ET'),
  },
  {
    name: 'PDFBox: a note of a list becomes an object',
    build: async (authorities) => {
      const note = PdfDict.of({
        ...{ Type: name('Annot'), Subtype: name('Link'), Rect: [300, 650, 400, 670], F: 4 },
        A: PdfDict.of({ S: name('URI'), URI: PdfString.text('https://example.vn') }),
      });
      const listed = (items: (old: readonly PdfObject[]) => readonly PdfObject[]) => {
        return (writer: RevisionWriter, document: PdfDocument): void => {
          const [page] = readPages(document);
          const list = document.array(page?.dict.get('Annots')) ?? [];
          if (page !== undefined) writer.put(page.ref, page.dict.with({ Annots: items(list) }));
        };
      };
      const change = listed((old) => [note, ...old]);
      return append(await signedForm(authorities, 2, { change }), (writer, document) => {
        listed(([, ...others]) => [writer.add(note), ...others])(writer, document);
      });
    },
  },
  {
    name: 'PDFBox: a dictionary of a list becomes an object',
    build: intentMoved('sRGB'),
  },
  {
    name: 'iText: its version at the root of the page tree',
    build: async (authorities) => append(await signedForm(authorities, 2), noteVersion),
  },
  {
    name: 'iText: an empty place to sign, framed, beside an approval',
    build: async (authorities) => append(await signedForm(authorities, undefined), addPlace),
  },
];
