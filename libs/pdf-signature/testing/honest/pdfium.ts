import { deflateSync } from 'node:zlib';
import { readFields, readRect } from '../../form/form.js';
import type { PdfDocument } from '../../pdf/document.js';
import { name, PdfDict, PdfRef, PdfStream, PdfString, type PdfObject } from '../../pdf/objects.js';
import type { RevisionWriter } from '../../pdf/revision-writer.js';
import type { HonestAuthorities } from './authorities.js';
import { OFFICES } from './forms.js';
import { append, type HonestKind, signedForm } from './kinds.js';

/** The list as PDFium (Chrome, Edge, Foxit) draws it: line by line, a ground under what is chosen. */
const CHOSEN = 2;
const LINES = OFFICES.map((office, index) => {
  const at = 42.854 - index * 7.889;
  const ground = `q 0 0.2 0.443137 rg 2 ${String(at - 1.743)} 197 7.889 re f Q `;
  const letters = `BT ${index === CHOSEN ? '1 g' : '0 0 0 rg'} 2 ${String(at)} Td /Helv 7 Tf (${office}) Tj ET`;
  return index === CHOSEN ? `${ground}${letters}` : letters;
});
const LIST =
  'q 1 1 1 rg 0 0 201 51 re f Q q 0.5 g 1 1 m 1 50 l 200 50 l 199 49 l 2 49 l 2 2 l f 0.75 g ' +
  '200 50 m 200 1 l 1 1 l 2 2 l 199 2 l 199 49 l f 0 0 0 rg 0 0 201 51 re 1 1 199 49 re f* Q ' +
  `/Tx BMC q 2 2 197 47 re W n ${LINES.join(' ')} Q EMC `;

type Change = (writer: RevisionWriter, document: PdfDocument) => void;

const FONT = PdfDict.of({
  Type: name('Font'),
  Subtype: name('Type1'),
  BaseFont: name('Helvetica'),
  Encoding: name('WinAnsiEncoding'),
});

function fill(
  title: string,
  content: string,
  entries: Readonly<Record<string, PdfObject>>,
): Change {
  return (writer, document) => {
    const field = readFields(document).find((one) => one.name === title);
    const [widget] = field?.widgets ?? [];
    const rect = readRect(document, widget?.dict.get('Rect'));
    if (field?.ref === undefined || widget?.ref === undefined || rect === undefined)
      throw new Error(`the field ${title} is there`);
    const look = PdfDict.of({
      Subtype: name('Form'),
      BBox: [0, 0, rect[2] - rect[0], rect[3] - rect[1]],
      Resources: PdfDict.of({ Font: PdfDict.of({ Helv: FONT }) }),
    });
    writer.put(field.ref, field.dict.with(entries));
    const AP = PdfDict.of({ N: writer.add(new PdfStream(look, Buffer.from(content))) });
    writer.put(widget.ref, widget.dict.with({ AP }));
  };
}

const chooseFromList = fill('Phong', LIST, { V: PdfString.text('Tai chinh'), I: [CHOSEN] });

const BUTTON =
  'q 0.862745 0.862745 0.862745 rg 186 2 13 17 re f Q q 1 g 187 3 m 187 18 l 198 18 l 197 17 l ' +
  '188 17 l 188 4 l f 0.5 g 198 18 m 198 3 l 187 3 l 188 4 l 197 4 l 197 17 l f 0 g 186 2 13 17 re ' +
  '187 3 11 15 re f* Q ';
const ARROW = 'q 0 g 189.5 12 m 195.5 12 l 192.5 9 l 189.5 12 l f Q ';

/** A value beside the button that opens its list. */
export function chooseFromCombo(end = ARROW): Change {
  const letters = '/Tx BMC q 2 2 184 17 re W n BT 0 g 2 5.09 Td /Helv 15 Tf (Dat dai) Tj ET Q EMC ';
  const content = `q 1 g 0 0 201 21 re f Q ${letters}${BUTTON}${end}`;
  return fill('LinhVuc', content, { V: PdfString.text('Dat dai'), I: [1] });
}

/** PDFium writes whatever it has read, and packs what stood plain. */
function writeAllAnew(pack: (data: Buffer) => Buffer): Change {
  return (writer, document) => {
    for (let num = 1; num < document.nextObjectNumber; num += 1) {
      const ref = new PdfRef(num, 0);
      const object = document.object(ref);
      if (object === null || isOfItsOwn(object)) continue;
      writer.put(ref, object instanceof PdfStream ? packed(object, pack) : object);
    }
  };
}

/** Signatures, and what a file is made of, are not written again. */
function isOfItsOwn(object: PdfObject): boolean {
  if (object instanceof PdfStream)
    return ['ObjStm', 'XRef'].includes(object.dict.name('Type') ?? '');
  return object instanceof PdfDict && object.entries.has('ByteRange');
}

function packed({ dict, raw }: PdfStream, pack: (data: Buffer) => Buffer): PdfStream {
  if (dict.entries.has('Filter')) return new PdfStream(dict, raw);
  return new PdfStream(dict.with({ Filter: name('FlateDecode') }), deflateSync(pack(raw)));
}

/** The signed form as PDFium stores it; `pack` sees the data of each plain stream. */
export async function storedByPdfium(
  authorities: HonestAuthorities,
  pack: (data: Buffer) => Buffer = (data) => data,
): Promise<Uint8Array> {
  return append(await signedForm(authorities, 2), writeAllAnew(pack));
}

export const PDFIUM_KINDS: readonly HonestKind[] = [
  { name: 'PDFium: everything written anew', build: (authorities) => storedByPdfium(authorities) },
  {
    name: 'PDFium: a list whose chosen line has a ground of its own',
    build: async (authorities) => append(await signedForm(authorities, 2), chooseFromList),
  },
  {
    name: 'PDFium: a value beside the button of its list',
    build: async (authorities) => append(await signedForm(authorities, 2), chooseFromCombo()),
  },
];
