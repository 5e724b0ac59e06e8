import { signWith } from '../../fixtures/issue-plan.js';
import type { DocMdpLevel } from '../../form/locks.js';
import type { ThrowawayPki } from '../../fixtures/throwaway-pki.js';
import { readFields, type FormField } from '../../form/form.js';
import { layoutFields, type FieldLayout } from '../../form/layout-fields.js';
import { openPdf, type PdfDocument } from '../../pdf/document.js';
import { PdfRef, PdfDict, type PdfObject } from '../../pdf/objects.js';
import { RevisionWriter } from '../../pdf/revision-writer.js';
import { serialize } from '../../pdf/serializer.js';

/** Object numbers of the document that all attacks are made on. */
export const AT = {
  catalog: 1,
  pages: 2,
  page: 3,
  secondPage: 4,
  content: 5,
  secondContent: 6,
  font: 7,
  picture: 8,
  resources: 9,
  hiddenContent: 10,
  hiddenCatalog: 11,
  note: 12,
  info: 13,
  metadata: 14,
  missing: 99,
} as const;

const XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description>' +
  '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Ke hoach 42</rdf:li></rdf:Alt></dc:title>' +
  '<xmp:ModifyDate>2026-01-01T00:00:00Z</xmp:ModifyDate>' +
  '</rdf:Description></rdf:RDF></x:xmpmeta>';

const stream = (dict: string, data: string): string =>
  `<< ${dict} /Length ${data.length} >>\nstream\n${data}\nendstream`;

const LINES =
  'BT /F1 14 Tf 90 700 Td (Muc chi: 100 trieu dong) Tj 0 -30 Td (Nguoi nhan: Nguyen Van A) Tj ET';

/** Two pages of text with a picture, a note, and things that a forger would prepare: objects
 * nobody sees, and a reference to an object that is not there. */
const OBJECTS: Readonly<Record<number, string>> = {
  1: '<< /Type /Catalog /Pages 2 0 R /Metadata 14 0 R >>',
  2: '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] >>',
  3:
    '<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Annots [12 0 R] /Resources << ' +
    '/Font << /F1 7 0 R >> /XObject << /Im1 8 0 R >> >> >>',
  4: '<< /Type /Page /Parent 2 0 R /Contents [6 0 R] /Resources 9 0 R >>',
  5: stream('', `${LINES} q 40 0 0 40 400 690 cm /Im1 Do Q`),
  6: stream('', 'BT /F1 14 Tf 90 700 Td (Dieu 2. Ke hoach nay co hieu luc) Tj ET /Ghost Do'),
  7: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  8: stream(
    '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
    'A',
  ),
  9: '<< /Font << /F1 7 0 R >> /XObject << /Ghost 99 0 R >> >>',
  10: stream('', 'BT /F1 14 Tf 90 700 Td (Muc chi: 900 trieu dong) Tj ET'),
  11: '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>',
  12: '<< /Type /Annot /Subtype /Text /Rect [20 20 40 40] /Contents (Da xem) /P 3 0 R >>',
  13: '<< /Title (Ke hoach 42) /Author (Nguyen Thi Hang) /ModDate (D:20260101000000Z) >>',
  14: stream('/Type /Metadata /Subtype /XML', XMP),
};

/** A file with a classic cross-reference table, from the text of its objects. */
export function classicPdf(objects: Readonly<Record<number, string>>, trailer: string): Buffer {
  let text = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n';
  const numbers = Object.keys(objects).map(Number);
  const offsets = new Map<number, number>();
  for (const num of numbers) {
    offsets.set(num, text.length);
    text += `${num} 0 obj\n${objects[num] ?? ''}\nendobj\n`;
  }
  const start = text.length;
  text += `xref\n0 ${numbers.length + 1}\n0000000000 65535 f \n`;
  for (const num of numbers) text += `${String(offsets.get(num)).padStart(10, '0')} 00000 n \n`;
  text += `trailer\n<< /Size ${numbers.length + 1} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

const FIELDS: readonly FieldLayout[] = [
  { kind: 'text', name: 'So', page: 0, rect: [110, 780, 200, 800], text: { fontSize: 13 } },
  { kind: 'text', name: 'Ngay', page: 0, rect: [330, 780, 550, 800], text: { fontSize: 13 } },
  { kind: 'signature', name: 'NguoiKy', page: 0, rect: [380, 110, 480, 190] },
  { kind: 'signature', name: 'KyNhay', page: 0, rect: [60, 60, 90, 80] },
  { kind: 'signature', name: 'CoQuan', page: 0, rect: [311, 99, 413, 201], lock: 'all' },
];

/** Signed files to attack; each is made once. */
export class AttackBases {
  static readonly plain = classicPdf(
    OBJECTS,
    '/Root 1 0 R /Info 13 0 R /ID [<0102030405060708> <0102030405060708>]',
  );
  readonly laidOut = Buffer.from(layoutFields(AttackBases.plain, FIELDS));
  private readonly made = new Map<string, Promise<Buffer>>();

  constructor(readonly pki: ThrowawayPki) {}

  /** Signed by the leader as an approval. */
  get approved(): Promise<Buffer> {
    return this.once('approved', () =>
      signWith(this.pki, this.laidOut, this.pki.leader, { field: 'NguoiKy' }),
    );
  }

  certified(level: DocMdpLevel): Promise<Buffer> {
    return this.once(`certified-${level}`, () =>
      signWith(this.pki, this.laidOut, this.pki.leader, { field: 'NguoiKy', certify: level }),
    );
  }

  /** Certified by the leader, then sealed: nothing but long-term data may follow. */
  get sealed(): Promise<Buffer> {
    return this.once('sealed', async () =>
      signWith(this.pki, await this.certified(2), this.pki.seal, { field: 'CoQuan' }),
    );
  }

  once(key: string, make: () => Promise<Uint8Array>): Promise<Buffer> {
    const known = this.made.get(key) ?? make().then((pdf) => Buffer.from(pdf));
    this.made.set(key, known);
    return known;
  }
}

/** What somebody does who can append a revision but cannot sign. */
export function append(
  pdf: Uint8Array,
  change: (writer: RevisionWriter, document: PdfDocument) => void,
): Buffer {
  const document = openPdf(pdf);
  const writer = new RevisionWriter(document);
  change(writer, document);
  return Buffer.concat([pdf, writer.finish().bytes]);
}

/** Appends an update with a classic table, its objects and entries exactly as given. */
export function appendRaw(
  pdf: Buffer,
  objects: readonly (readonly [num: number, text: string])[],
  options: {
    /** Lines of the table beside those of the objects: `num`, then 20 bytes. */
    readonly entries?: readonly (readonly [num: number, entry: string])[];
    readonly trailer?: string;
    readonly before?: string;
    readonly unlisted?: boolean;
  } = {},
): Buffer {
  const document = openPdf(pdf);
  let text = options.before ?? '';
  const lines: string[] = [];
  for (const [num, body] of objects) {
    const offset = String(pdf.length + text.length).padStart(10, '0');
    text += `${num} 0 obj\n${body}\nendobj\n`;
    if (options.unlisted !== true) lines.push(`${num} 1\n${offset} 00000 n \n`);
  }
  for (const [num, entry] of options.entries ?? []) lines.push(`${num} 1\n${entry}\n`);
  const start = pdf.length + text.length;
  const id = document.trailer.get('ID');
  const trailer =
    options.trailer ??
    `/Root 1 0 R /Info 13 0 R /ID ${serialize(id ?? null)} /Size ${document.nextObjectNumber + 9}`;
  text += `xref\n${lines.length === 0 ? '0 0\n' : lines.join('')}`;
  text += `trailer\n<< ${trailer} /Prev ${document.startxref} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(text, 'latin1')]);
}

export function ref(num: number): PdfRef {
  return new PdfRef(num, 0);
}

export function dictAt(document: PdfDocument, num: number): PdfDict {
  return document.dict(ref(num)) ?? new PdfDict();
}

export function fieldNamed(
  document: PdfDocument,
  name: string,
): FormField & { readonly ref: PdfRef } {
  const field = readFields(document).find((candidate) => candidate.name === name);
  if (field?.ref === undefined) throw new Error(`the field ${name} is there`);
  return { ...field, ref: field.ref };
}

export function without(dict: PdfDict, ...keys: readonly string[]): PdfDict {
  return new PdfDict(new Map([...dict.entries].filter(([key]) => !keys.includes(key))));
}

/** Changes bytes by text without moving any: the replacement is padded with spaces. */
export function overwrite(pdf: Buffer, find: string, replacement: string, from = 0): Buffer {
  const at = pdf.indexOf(find, from, 'latin1');
  if (at < 0 || replacement.length > find.length) throw new Error(`cannot overwrite ${find}`);
  const copy = Buffer.from(pdf);
  copy.write(replacement.padEnd(find.length), at, 'latin1');
  return copy;
}

export type AttackFile = {
  readonly kind: string;
  readonly name: string;
  /** A reason or finding that the report must give, or `refused` with the code of the refusal. */
  readonly expected: string;
  readonly build: (bases: AttackBases) => Promise<Uint8Array>;
};

/** Recipes of one kind: name, expected reason, and how the file is made. */
export function ofKind(
  kind: string,
  recipes: readonly (readonly [string, string, AttackFile['build']])[],
): AttackFile[] {
  return recipes.map(([name, expected, build]) => ({ kind, name, expected, build }));
}

export type Entries = Readonly<Record<string, PdfObject>>;
