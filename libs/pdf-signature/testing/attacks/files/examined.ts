import { signWith } from '../../../fixtures/issue-plan.js';
import { openPdf } from '../../../pdf/document.js';
import {
  name,
  PdfDict,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfObject,
} from '../../../pdf/objects.js';
import { appended } from '../../../pdf/revision-writer.js';
import { serialize } from '../../../pdf/serializer.js';
import {
  append,
  appendRaw,
  AT,
  dictAt,
  fieldNamed,
  ofKind,
  overwrite,
  ref,
  type AttackBases,
  type AttackFile,
} from '../bases.js';
import { COVER, HELVETICA, lettering, look, MARGIN, OVER_TEXT } from '../looks.js';

const text = (value: PdfObject): string => serialize(value);

/** An update whose objects lie packed in a stream: those the cross-reference names, then others. */
function packed(
  pdf: Buffer,
  named: readonly (readonly [num: number, body: string])[],
  others: readonly (readonly [num: number, body: string])[] = [],
): Buffer {
  const document = openPdf(pdf);
  const [holder, table] = [document.nextObjectNumber, document.nextObjectNumber + 1];
  let [header, body] = ['', ''];
  for (const [num, object] of [...named, ...others]) {
    header += `${num} ${body.length} `;
    body += `${object}\n`;
  }
  const count = named.length + others.length;
  const data = header + body;
  const start = pdf.length + 1;
  const stream =
    `\n${holder} 0 obj\n<</Type/ObjStm/N ${count}/First ${header.length}/Length ${data.length}>>\n` +
    `stream\n${data}\nendstream\nendobj\n`;
  const rows = [...named.map(([num], index) => [num, 2, holder, index] as const)];
  const all = [...rows, [holder, 1, start, 0], [table, 1, pdf.length + stream.length, 0]] as const;
  const entries = Buffer.concat(
    all.map(([, kind, second, third]) => {
      const row = Buffer.alloc(7);
      row[0] = kind;
      row.writeUInt32BE(second, 1);
      row.writeUInt16BE(third, 5);
      return row;
    }),
  );
  const index = all.map(([num]) => `${num} 1`).join(' ');
  const xref =
    `${table} 0 obj\n<</Type/XRef/W[1 4 2]/Index[${index}]/Size ${table + 1}/Prev ${document.startxref}` +
    `/Root ${AT.catalog} 0 R/Info ${AT.info} 0 R/ID ${text(document.trailer.get('ID') ?? null)}` +
    `/Length ${entries.length}>>\nstream\n`;
  const end = `\nendstream\nendobj\nstartxref\n${pdf.length + stream.length}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(stream + xref), entries, Buffer.from(end)]);
}

const pageOf = (pdf: Buffer): PdfDict => dictAt(openPdf(pdf), AT.page);
const forged = (pdf: Buffer): string => text(pageOf(pdf).with({ Contents: ref(AT.hiddenContent) }));

const PACKED = ofKind('packed objects that say two things', [
  [
    'a key of the page twice',
    'update-malformed',
    async (b) => {
      const pdf = await b.approved;
      const twice = text(pageOf(pdf)).replace('<<', `<< /Contents ${AT.hiddenContent} 0 R `);
      return packed(pdf, [[AT.page, twice]]);
    },
  ],
  [
    'the page twice in one stream',
    'update-malformed',
    async (b) => {
      const pdf = await b.approved;
      return packed(pdf, [[AT.page, text(pageOf(pdf))]], [[AT.page, forged(pdf)]]);
    },
  ],
  [
    'another page that no entry names',
    'update-malformed',
    async (b) => packed(await b.approved, [[98, '<<>>']], [[AT.page, forged(await b.approved)]]),
  ],
]);

/** Changes the signature dictionary in place. */
const edit =
  (find: RegExp, replace: (found: string) => string): AttackFile['build'] =>
  async (bases) => {
    const pdf = await bases.approved;
    const from = pdf.lastIndexOf('/Type /Sig\n');
    const found = find.exec(pdf.toString('latin1', from))?.[0] ?? '';
    return overwrite(pdf, found, replace(found), from);
  };
const RANGE = /\/ByteRange \[[^\]]*\]/;
const respelled = (change: (found: string) => string): AttackFile['build'] =>
  edit(RANGE, (found) => change(found.replace(/ +/g, ' ')));

const SPELLING = ofKind('universal forgery: spelling', [
  ['a range with a comment', 'byte-range-invalid', respelled((r) => r.replace(' ', '%a\n'))],
  ['a range with a sign', 'byte-range-invalid', respelled((r) => r.replace('[0', '[+0'))],
  ['a range with a fraction', 'byte-range-invalid', respelled((r) => r.replace('[0', '[0.0'))],
  [
    'an escaped key',
    'byte-range-invalid',
    respelled((r) => r.replace('/ByteRange', '/Byte#52ange')),
  ],
  [
    'blanks instead of padding',
    'contents-invalid',
    async (b) => {
      const pdf = Buffer.from(await b.approved);
      const end = pdf.indexOf('>', pdf.lastIndexOf('/Contents <'));
      return pdf.fill(' ', end - 40, end);
    },
  ],
  [
    'a signature of the type of a time-stamp',
    'signature-object-invalid',
    async (b) => {
      const pdf = await b.approved;
      const value = fieldNamed(openPdf(pdf), 'NguoiKy').dict.get('V');
      const body = '<</Type/DocTimeStamp/SubFilter/ETSI.CAdES.detached/Contents<00>>>';
      return appendRaw(pdf, [[value instanceof PdfRef ? value.num : 0, body]]);
    },
  ],
  [
    'an update that skips the signed revision',
    'signature-removed',
    async (b) => {
      const pdf = await b.approved;
      const old = openPdf(b.laidOut).startxref;
      const trailer = `trailer\n<< /Root 1 0 R /Size 60 /Prev ${String(old)} >>`;
      const update = `xref\n0 0\n${trailer}\nstartxref\n${String(pdf.length)}\n%%EOF\n`;
      return Buffer.concat([pdf, Buffer.from(update)]);
    },
  ],
]);

const FONT = PdfDict.of({ Font: PdfDict.of({ F1: HELVETICA }) });
const filled =
  (value: string, content: string, resources = FONT): AttackFile['build'] =>
  async (bases) =>
    append(await bases.certified(2), (writer, document) => {
      const { ref: place, dict } = fieldNamed(document, 'So');
      const drawn = PdfDict.of({ N: writer.add(look(content, resources)) });
      writer.put(place, dict.with({ V: PdfString.text(value), AP: drawn }));
    });

const UNREADABLE = 'appearance-unreadable';
const liar = PdfDict.of({
  ExtGState: PdfDict.of({ G: PdfDict.of({ ca: 0 }) }),
  Font: PdfDict.of({ F1: HELVETICA }),
});

const VEILED = ofKind('a value that is written but not seen', [
  ['pale letters', UNREADABLE, filled('42', '1 g BT /F1 12 Tf 2 8 Td (42) Tj ET')],
  [
    'letters without opacity',
    UNREADABLE,
    filled('42', '/G gs BT /F1 12 Tf 2 8 Td (42) Tj ET', liar),
  ],
  ['tiny letters', UNREADABLE, filled('42', 'BT /F1 0.1 Tf 2 8 Td (42) Tj ET')],
  [
    'strokes between the letters',
    UNREADABLE,
    filled('42', 'BT /F1 12 Tf 2 8 Td (42) Tj ET 40 8 m 40 20 l S'),
  ],
  [
    'a square over the end',
    UNREADABLE,
    filled('4200', 'BT /F1 12 Tf 2 8 Td (4200) Tj ET 1 g 16 6 20 16 re f'),
  ],
  [
    'letters set in another order',
    UNREADABLE,
    filled('24', 'BT /F1 12 Tf 20 8 Td (2) Tj -8 0 Td (4) Tj ET'),
  ],
  [
    'letters set over each other',
    UNREADABLE,
    filled('4222', 'BT /F1 12 Tf 2 8 Td (4) Tj 7 0 Td (2) Tj 0 0 Td (2) Tj 0 0 Td (2) Tj ET'),
  ],
  [
    'letters left of the field',
    UNREADABLE,
    filled('9942', 'BT /F1 12 Tf -24 8 Td (99) Tj 26 0 Td (42) Tj ET'),
  ],
  [
    'clipped to a part',
    UNREADABLE,
    filled('4200', '0 0 14 30 re W n BT /F1 12 Tf 2 8 Td (4200) Tj ET'),
  ],
  [
    'a map that contradicts the font',
    UNREADABLE,
    async (b) =>
      append(await b.certified(2), (writer, document) => {
        const { ref: place, dict } = fieldNamed(document, 'So');
        const map = new PdfStream(
          new PdfDict(),
          Buffer.from('1 beginbfchar <39> <0034> endbfchar'),
        );
        const font = HELVETICA.with({ ToUnicode: writer.add(map) });
        const own = look(
          'BT /F1 12 Tf 2 8 Td (9) Tj ET',
          PdfDict.of({ Font: PdfDict.of({ F1: font }) }),
        );
        const drawn = PdfDict.of({ N: writer.add(own) });
        writer.put(place, dict.with({ V: PdfString.text('4'), AP: drawn }));
      }),
  ],
]);

/** A form with one prepared field over the first line of the page, signed. */
async function prepared(
  bases: AttackBases,
  field: Readonly<Record<string, PdfObject>>,
): Promise<Buffer> {
  const laid = append(bases.laidOut, (writer, document) => {
    const widget = PdfDict.of({
      Type: name('Annot'),
      Subtype: name('Widget'),
      F: 4,
      Rect: OVER_TEXT,
    });
    const own = writer.add(widget.with({ T: PdfString.text('Phu'), ...field }));
    const page = dictAt(document, AT.page);
    writer.put(ref(AT.page), page.with({ Annots: appended(page.get('Annots'), [own]) }));
    const place = document.catalog.get('AcroForm');
    const form = document.dict(place);
    if (!(place instanceof PdfRef) || form === undefined) throw new Error('the form is there');
    writer.put(place, form.with({ Fields: appended(form.get('Fields'), [own]) }));
  });
  return Buffer.from(await signWith(bases.pki, laid, bases.pki.leader, { field: 'NguoiKy' }));
}

const changed = (
  pdf: Buffer,
  field: string,
  entries: Readonly<Record<string, PdfObject>>,
): Buffer =>
  append(pdf, (writer, document) => {
    const { ref: place, dict } = fieldNamed(document, field);
    writer.put(place, dict.with(entries));
  });

const BUTTON = { FT: name('Btn'), V: name('Off'), AS: name('Off') };

const FORMS = ofKind('shadow: forms prepared before signing', [
  [
    'a field that paints over a line when it is filled',
    'content-covered',
    async (b) => {
      const own = look(`${COVER} 0 g BT /F1 12 Tf 2 8 Td (900) Tj ET`, FONT);
      const V = PdfString.text('900');
      return append(await prepared(b, { FT: name('Tx') }), (writer, document) => {
        const { ref: place, dict } = fieldNamed(document, 'Phu');
        writer.put(place, dict.with({ V, AP: PdfDict.of({ N: writer.add(own) }) }));
      });
    },
  ],
  [
    'a box that hides a line when it is ticked',
    'content-covered',
    async (b) => {
      const states = PdfDict.of({ N: PdfDict.of({ On: ref(AT.hiddenContent) }) });
      const pdf = await prepared(b, { ...BUTTON, AP: states });
      return changed(pdf, 'Phu', { V: name('On'), AS: name('On') });
    },
  ],
  [
    'a box that writes a sentence',
    'appearance-differs',
    async (b) =>
      append(await prepared(b, { ...BUTTON, Rect: MARGIN }), (writer, document) => {
        const { ref: place, dict } = fieldNamed(document, 'Phu');
        const AP = PdfDict.of({ N: PdfDict.of({ On: writer.add(lettering('Huy bo')) }) });
        writer.put(place, dict.with({ V: name('On'), AS: name('On'), AP }));
      }),
  ],
  [
    'a box that looks ticked and is not',
    'appearance-differs',
    async (b) => changed(await prepared(b, { ...BUTTON, Rect: MARGIN }), 'Phu', { AS: name('On') }),
  ],
  [
    'a value that was not shown, drawn by order',
    'appearance-differs',
    async (b) => {
      const laid = append(b.laidOut, (writer, document) => {
        const { ref: place, dict } = fieldNamed(document, 'So');
        const drawn = PdfDict.of({ N: writer.add(lettering('100')) });
        writer.put(place, dict.with({ V: PdfString.text('900'), AP: drawn }));
      });
      const pdf = await signWith(b.pki, laid, b.pki.leader, { field: 'NguoiKy' });
      return append(pdf, (writer, document) => {
        const place = document.catalog.get('AcroForm');
        const form = document.dict(place);
        if (place instanceof PdfRef && form !== undefined) {
          writer.put(place, form.with({ NeedAppearances: true }));
        }
      });
    },
  ],
]);

const note =
  (entries: Readonly<Record<string, PdfObject>>): AttackFile['build'] =>
  async (bases) =>
    append(await bases.certified(3), (writer, document) => {
      const page = dictAt(document, AT.page);
      const own = writer.add(PdfDict.of({ Type: name('Annot'), F: 4, ...entries }));
      writer.put(ref(AT.page), page.with({ Annots: appended(page.get('Annots'), [own]) }));
    });

const NOTES = ofKind('certification: notes that are more', [
  [
    'a kind of note that nobody knows',
    'active-content-added',
    note({ Subtype: name('Projection'), Rect: MARGIN }),
  ],
  [
    'a file attached by a note',
    'active-content-added',
    note({ Subtype: name('FileAttachment'), Rect: MARGIN }),
  ],
  [
    'a stamp over a picture',
    'content-covered',
    note({ Subtype: name('Stamp'), Rect: [405, 695, 435, 725] }),
  ],
  [
    'content of a page as metadata',
    'metadata-changed',
    async (b) =>
      append(await b.approved, (writer, document) => {
        writer.put(ref(AT.catalog), document.catalog.with({ Metadata: ref(AT.content) }));
      }),
  ],
]);

/** What an examiner with tools of other houses found that had been let through, or not named. */
export const EXAMINED: readonly AttackFile[] = [
  ...[...PACKED, ...SPELLING, ...VEILED, ...FORMS, ...NOTES],
];
