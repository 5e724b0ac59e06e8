import { readFields, readPages, readRect } from '../../form/form.js';
import type { PdfDocument } from '../../pdf/document.js';
import { name, PdfDict, PdfRef, PdfStream, PdfString, type PdfObject } from '../../pdf/objects.js';
import type { RevisionWriter } from '../../pdf/revision-writer.js';
import { append, type HonestKind, signedForm } from './kinds.js';

type Change = (writer: RevisionWriter, document: PdfDocument) => void;
type Entries = Readonly<Record<string, PdfObject>>;

const FONT = PdfDict.of({
  Type: name('Font'),
  Subtype: name('Type1'),
  BaseFont: name('Helvetica'),
  Encoding: name('WinAnsiEncoding'),
});

function found(document: PdfDocument, title: string) {
  const field = readFields(document).find((one) => one.name === title);
  const [widget] = field?.widgets ?? [];
  if (field?.ref === undefined || widget?.ref === undefined)
    throw new Error(`the field ${title} is there`);
  return { ref: field.ref, dict: field.dict, widget: { ref: widget.ref, dict: widget.dict } };
}

const state =
  (title: string, entries: Entries): Change =>
  (writer, document) => {
    const { ref, dict } = found(document, title);
    writer.put(ref, dict.with(entries));
  };

const twoBytes = (text: string): PdfString =>
  new PdfString(Buffer.from(`\ufeff${text}`, 'utf16le').swap16());
const oneByte = (text: string): PdfString => new PdfString(Buffer.from(text, 'latin1'));

/** pypdf 3 to 6: `W` without the operator that would end its path. */
const fillByPypdf: Change = (writer, document) => {
  const { ref, dict, widget } = found(document, 'Ten');
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = readRect(document, widget.dict.get('Rect')) ?? [];
  const [width, height] = [x1 - x0, y1 - y0];
  const clip = `1 1 ${String(width - 1)} ${String(height - 1)} re\nW\n`;
  const content = `q\n/Tx BMC \nq\n${clip}BT\n/Helv 11 Tf 0 g\n2 6 Td\n(Nguyen Van A) Tj\nET\nQ\nEMC\nQ\n`;
  const look = PdfDict.of({
    ...{ Type: name('XObject'), Subtype: name('Form'), BBox: [0, 0, width, height] },
    Resources: PdfDict.of({ Font: PdfDict.of({ Helv: FONT }) }),
  });
  writer.put(ref, dict.with({ V: PdfString.text('Nguyen Van A') }));
  const N = writer.add(new PdfStream(look, Buffer.from(content)));
  writer.put(widget.ref, widget.dict.with({ AP: PdfDict.of({ N }) }));
};

function formOf(document: PdfDocument): { readonly ref: PdfRef; readonly dict: PdfDict } {
  const ref = document.catalog.get('AcroForm');
  const dict = document.dict(ref);
  if (!(ref instanceof PdfRef) || dict === undefined) throw new Error('the form is there');
  return { ref, dict };
}

/** LibreOffice: one list of fonts for the form, its fields, their looks and the page. */
const shareFonts: Change = (writer, document) => {
  const { ref, dict } = formOf(document);
  const Font = writer.add(PdfDict.of({ He: FONT }));
  const DR = writer.add(PdfDict.of({ Font }));
  writer.put(ref, dict.with({ DR }));
  state('Ten', { DR: PdfDict.of({ Font }) })(writer, document);
};

/** PDFBox names two fonts more as soon as it looks at a form. */
const addFonts: Change = (writer, document) => {
  const { ref, dict } = formOf(document);
  const DR = dict.get('DR');
  const Font = document.dict(DR)?.get('Font');
  const fonts = document.dict(Font);
  if (!(DR instanceof PdfRef) || !(Font instanceof PdfRef) || fonts === undefined) return;
  writer.put(Font, fonts.with({ Helv: writer.add(FONT) }));
  writer.put(DR, document.dict(DR) ?? new PdfDict());
  writer.put(ref, dict.with({ DA: PdfString.text('/Helv 0 Tf 0 g ') }));
};

const kidOf = (Parent: PdfRef, title: string): PdfDict =>
  PdfDict.of({
    ...{ Type: name('Annot'), Subtype: name('Widget'), F: 132, Rect: [0, 0, 0, 0], Parent },
    ...{ FT: name('Sig'), T: PdfString.text(title) },
  });

const addBranch: Change = (writer, document) => {
  const { ref, dict } = formOf(document);
  const branch = writer.reserve();
  const Kids = [writer.add(kidOf(branch, 'Mot'))];
  writer.put(branch, PdfDict.of({ T: PdfString.text('Duyet'), Kids }));
  writer.put(ref, dict.with({ Fields: [...(document.array(dict.get('Fields')) ?? []), branch] }));
};

const growBranch: Change = (writer, document) => {
  const branch = document.array(formOf(document).dict.get('Fields'))?.at(-1);
  const dict = document.dict(branch);
  if (!(branch instanceof PdfRef) || dict === undefined) throw new Error('the branch is there');
  const kid = writer.add(kidOf(branch, 'Hai'));
  writer.put(branch, dict.with({ Kids: [...(document.array(dict.get('Kids')) ?? []), kid] }));
};

const HANDED = ['MediaBox', 'Resources'];

const handDown: Change = (writer, document) => {
  const [page] = readPages(document);
  const ref = document.catalog.get('Pages');
  const root = document.dict(ref);
  if (page === undefined || !(ref instanceof PdfRef) || root === undefined) return;
  const told = HANDED.map((key) => [key, page.dict.get(key)] as const);
  writer.put(ref, root.with({ ...Object.fromEntries(told), Rotate: 0 }));
  const kept = [...page.dict.entries].filter(([key]) => !HANDED.includes(key));
  writer.put(page.ref, new PdfDict(new Map(kept)));
};

const after =
  (before: Change | undefined, change: Change): HonestKind['build'] =>
  async (authorities) =>
    append(await signedForm(authorities, 2, before && { change: before }), change);

const CHOICES = ['Có', 'Không'];

/** What libraries write anew without a change of meaning. */
export const REWRITER_KINDS: readonly HonestKind[] = [
  { name: 'pypdf: a look that asks for clipping', build: after(undefined, fillByPypdf) },
  {
    name: 'pyHanko: plain words in the one-byte encoding',
    build: after(
      state('LinhVuc', { DV: twoBytes(''), Opt: CHOICES.map(twoBytes), V: twoBytes('Có') }),
      state('LinhVuc', { DV: oneByte(''), Opt: CHOICES.map(oneByte), V: oneByte('Không') }),
    ),
  },
  {
    name: 'Acrobat: no characteristics where none were stated',
    build: after(
      (writer, document) => {
        const { widget } = found(document, 'DongY');
        const entries = [...widget.dict.entries].filter(([key]) => key !== 'MK');
        writer.put(widget.ref, new PdfDict(new Map(entries)));
      },
      (writer, document) => {
        const { ref, dict, widget } = found(document, 'DongY');
        writer.put(ref, dict.with({ V: name('Yes') }));
        writer.put(widget.ref, widget.dict.with({ AS: name('Yes'), MK: new PdfDict() }));
      },
    ),
  },
  { name: 'PDFBox: fonts added to a list that all share', build: after(shareFonts, addFonts) },
  {
    name: 'iText: what a page inherits, in the page itself',
    build: after(handDown, (writer, document) => {
      const [page] = readPages(document);
      const root = document.dict(document.catalog.get('Pages'));
      if (page === undefined || root === undefined) throw new Error('the page is there');
      const told = HANDED.map((key) => [key, root.get(key)] as const);
      writer.put(page.ref, page.dict.with({ ...Object.fromEntries(told), Rotate: 0 }));
    }),
  },
  {
    name: 'pyHanko: a second place to sign under a name with a dot',
    build: async (authorities) =>
      append(await signedForm(authorities, undefined, { change: addBranch }), growBranch),
  },
];
