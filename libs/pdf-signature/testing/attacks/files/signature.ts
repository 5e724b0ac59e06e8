import { signWith } from '../../../fixtures/issue-plan.js';
import { name, PdfDict, PdfRef, PdfString } from '../../../pdf/objects.js';
import { openPdf } from '../../../pdf/document.js';
import { RawObject } from '../../../pdf/revision-writer.js';
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
  without,
  type AttackFile,
} from '../bases.js';

/** Changes text of the signature dictionary in place; the file keeps its length. */
const edit =
  (find: RegExp, replace: (found: string) => string): AttackFile['build'] =>
  async (bases) => {
    const pdf = await bases.approved;
    const from = pdf.lastIndexOf('/Type /Sig\n');
    const text = pdf.toString('latin1', from);
    const found = find.exec(text)?.[0] ?? '';
    return overwrite(pdf, found, replace(found), from);
  };

const RANGE = /\/ByteRange \[[^\]]*\]/;
const numbers = (found: string): number[] => (found.match(/\d+/g) ?? []).map(Number);
const range =
  (change: (values: number[]) => readonly (number | string)[]): AttackFile['build'] =>
  (bases) =>
    edit(RANGE, (found) => `/ByteRange [${change(numbers(found)).join(' ')}]`)(bases);

const BYTE_RANGE = 'byte-range-invalid';

/** The published attack whole: foreign objects in a gap that a second /ByteRange makes room for, the
 * signed second part behind them, and a cross-reference that fits the new offsets. */
const wrapped: AttackFile['build'] = async (b) => {
  const pdf = await b.approved;
  const document = openPdf(pdf);
  const gapEnd = pdf.indexOf('>', pdf.lastIndexOf('/Contents <')) + 1;
  const [, start = 0, end = 0, rest = 0] = numbers(RANGE.exec(pdf.toString('latin1'))?.[0] ?? '');
  const foreign = `/ByteRange [0 ${start} ${String(end + 400)} ${rest}] >>\nendobj\n`.padEnd(400);
  const moved = Buffer.concat([
    pdf.subarray(0, gapEnd),
    Buffer.from(foreign),
    pdf.subarray(gapEnd),
  ]);
  let table = `xref\n0 1\n0000000000 65535 f \n`;
  for (let num = 1; num < document.nextObjectNumber; num += 1) {
    const entry = document.entry(num);
    if (entry?.kind !== 'plain') continue;
    const offset = entry.offset > gapEnd ? entry.offset + 400 : entry.offset;
    table += `${num} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
  }
  const trailer = `trailer\n<< /Root 1 0 R /Size 99 >>\nstartxref\n${moved.length}\n%%EOF\n`;
  return Buffer.concat([moved, Buffer.from(table + trailer)]);
};

const WRAPPING = ofKind('signature wrapping', [
  ['foreign objects in the gap and a table that fits', 'signature-object-invalid', wrapped],
  [
    'the second part moved behind foreign objects',
    'refused:pdf.broken',
    async (b) => {
      const pdf = await b.approved;
      const end = pdf.indexOf('>', pdf.lastIndexOf('/Contents <')) + 1;
      const foreign = '/ByteRange [0 1 2 3] >>\nendobj\n5 0 obj\n<< >>\nendobj\n9 0 obj\n<< /A 1 ';
      return Buffer.concat([pdf.subarray(0, end), Buffer.from(foreign), pdf.subarray(end)]);
    },
  ],
  [
    'the gap enlarged to the end',
    BYTE_RANGE,
    range(([a = 0, b = 0, c = 0, d = 0]) => [a, b, c + 9, d - 9]),
  ],
  ['the gap begins early', BYTE_RANGE, range(([a = 0, b = 0, c = 0, d = 0]) => [a, b - 9, c, d])],
  ['parts that overlap', BYTE_RANGE, range(([a = 0, b = 0, , d = 0]) => [a, b, 9, d])],
  ['the first bytes left out', BYTE_RANGE, range(([, b = 0, c = 0, d = 0]) => [9, b - 9, c, d])],
  ['the last bytes left out', BYTE_RANGE, range(([a = 0, b = 0, c = 0]) => [a, b, c, 9])],
  ['no gap at all', BYTE_RANGE, range(([, b = 0, c = 0, d = 0]) => [0, c, c, d - b + b])],
  [
    'blanks around the value inside the gap',
    'refused:pdf.broken',
    async (b) => {
      const pdf = await b.approved;
      const at = pdf.indexOf('<', pdf.lastIndexOf('/Contents <'));
      return Buffer.concat([pdf.subarray(0, at), Buffer.from('  '), pdf.subarray(at)]);
    },
  ],
]);

const FORGERY_OF_RANGE = ofKind('universal forgery: byte range', [
  ['missing', BYTE_RANGE, edit(/\/ByteRange/, () => '/BiteRange')],
  ['null', BYTE_RANGE, edit(RANGE, () => '/ByteRange null')],
  ['a string', BYTE_RANGE, edit(RANGE, () => '/ByteRange (0 1 2 3)')],
  ['a reference', BYTE_RANGE, edit(RANGE, () => '/ByteRange 13 0 R')],
  ['empty', BYTE_RANGE, edit(RANGE, () => '/ByteRange []')],
  ['one pair', BYTE_RANGE, range(([a = 0, b = 0]) => [a, b])],
  ['negative', BYTE_RANGE, range(([, b = 0, c = 0]) => [0, b, c, '-1'])],
  ['huge', BYTE_RANGE, range(([, b = 0, c = 0]) => [0, b, c, '999999999999'])],
  ['fractions', BYTE_RANGE, range(([, b = 0, c = 0]) => [0, b, c, '1.5'])],
  ['references as numbers', BYTE_RANGE, range(([, b = 0]) => [0, b, '5 0 R', 1])],
]);

const CONTENTS = /\/Contents <[0-9a-f]{60}/;
const FORGERY_OF_CONTENTS = ofKind('universal forgery: contents', [
  ['missing', 'contents-invalid', edit(/\/Contents </, () => '/Cuntents <')],
  ['twice', 'signature-object-invalid', edit(CONTENTS, () => '/Contents <00>/Contents <')],
  ['empty', 'signature-object-invalid', edit(CONTENTS, () => '/Contents <> /Contents <')],
  ['null', 'signature-object-invalid', edit(CONTENTS, () => '/Contents null /Contents <')],
  ['no hexadecimal digits', 'refused:pdf.broken', edit(CONTENTS, () => '/Contents <zzzzzz')],
  ['zeros', 'contents-invalid', edit(CONTENTS, () => '/Contents <000000000000000000000000000000')],
  [
    'another kind of signature',
    'subfilter-unsupported',
    edit(/\/ETSI.CAdES.detached/, () => '/adbe.x509.rsa_sha1'),
  ],
  ['no kind of signature', 'subfilter-unsupported', edit(/\/SubFilter/, () => '/SabFilter')],
]);

const flip =
  (at: (pdf: Buffer) => number, mask: number): AttackFile['build'] =>
  async (bases) => {
    const copy = Buffer.from(await bases.approved);
    const place = at(copy);
    copy[place] = (copy[place] ?? 0) ^ mask;
    return copy;
  };

const VALUE = ofKind('signature value', [
  ['a letter of the text changed', 'digest-mismatch', flip((pdf) => pdf.indexOf('100 trieu'), 8)],
  ['the claimed time changed', 'digest-mismatch', flip((pdf) => pdf.lastIndexOf('/M (D:') + 8, 1)],
  [
    'the value of another document',
    'digest-mismatch',
    async (b) => {
      const own = Buffer.from(await b.approved);
      const other = await b.certified(1);
      const from = own.indexOf('/Contents <', own.lastIndexOf('/Type /Sig\n')) + 11;
      const source = other.indexOf('/Contents <', other.lastIndexOf('/Type /Sig\n')) + 11;
      const length = own.indexOf('>', from) - from;
      other.copy(own, from, source, source + length);
      return own;
    },
  ],
]);

const fieldWith =
  (
    field: string,
    base: 'approved' | 'sealed',
    change: (dict: PdfDict) => PdfDict,
  ): AttackFile['build'] =>
  async (bases) =>
    append(await bases[base], (writer, document) => {
      const { ref: place, dict } = fieldNamed(document, field);
      writer.put(place, change(dict));
    });

const OBJECTS = ofKind('signature objects', [
  [
    'the field emptied',
    'signature-removed',
    fieldWith('NguoiKy', 'approved', (dict) => without(dict, 'V')),
  ],
  [
    'one of two fields emptied',
    'signed-field-changed',
    fieldWith('NguoiKy', 'sealed', (dict) => without(dict, 'V')),
  ],
  [
    'the field renamed',
    'field-removed',
    fieldWith('NguoiKy', 'approved', (dict) => dict.with({ T: PdfString.text('Khac') })),
  ],
  [
    'the field made a text field',
    'field-removed',
    fieldWith('NguoiKy', 'sealed', (dict) => dict.with({ FT: name('Tx') })),
  ],
  [
    'the signature drawn anew',
    'signed-field-changed',
    fieldWith('NguoiKy', 'approved', (dict) =>
      dict.with({ AP: PdfDict.of({ N: ref(AT.hiddenContent) }) }),
    ),
  ],
  [
    'the signature moved',
    'signed-field-changed',
    fieldWith('NguoiKy', 'approved', (dict) => dict.with({ Rect: [80, 690, 400, 720] })),
  ],
  [
    'the fields left out of the form',
    'signature-removed',
    async (b) =>
      append(await b.approved, (writer, document) => {
        writer.put(ref(AT.catalog), without(dictAt(document, AT.catalog), 'AcroForm'));
      }),
  ],
  [
    'a second field shows the same signature',
    'signature-object-invalid',
    async (b) =>
      append(await b.approved, (writer, document) => {
        const { dict } = fieldNamed(document, 'NguoiKy');
        const other = fieldNamed(document, 'CoQuan');
        writer.put(other.ref, other.dict.with({ V: dict.get('V') }));
      }),
  ],
  [
    'a copy of the signature in a second field',
    'byte-range-invalid',
    async (b) =>
      append(await b.approved, (writer, document) => {
        const value = fieldNamed(document, 'NguoiKy').value;
        const other = fieldNamed(document, 'CoQuan');
        if (value instanceof PdfDict)
          writer.put(other.ref, other.dict.with({ V: writer.add(value) }));
      }),
  ],
  [
    'the signature dictionary replaced',
    'byte-range-invalid',
    async (b) => {
      const pdf = await b.approved;
      const { dict, value } = fieldNamed(openPdf(pdf), 'NguoiKy');
      const place = dict.get('V');
      if (!(value instanceof PdfDict) || !(place instanceof PdfRef)) throw new Error('not signed');
      const forged = serialize(value.with({ Name: PdfString.text('Ai do') }));
      return appendRaw(pdf, [[place.num, forged]]);
    },
  ],
  [
    'a signature that is only a number',
    'signature-object-invalid',
    fieldWith('CoQuan', 'approved', (dict) => dict.with({ V: 1 })),
  ],
  [
    'a signature inside the field',
    'contents-invalid',
    fieldWith('CoQuan', 'approved', (dict) =>
      dict.with({ V: PdfDict.of({ Type: name('Sig'), ByteRange: [0, 1, 2, 3] }) }),
    ),
  ],
  [
    'the widget shown on another page',
    'field-added',
    async (b) =>
      append(await b.approved, (writer, document) => {
        const page = dictAt(document, AT.secondPage);
        const widget = fieldNamed(document, 'NguoiKy').ref;
        writer.put(ref(AT.secondPage), page.with({ Annots: [widget] }));
      }),
  ],
  [
    'the widget taken off its page',
    'field-removed',
    async (b) =>
      append(await b.approved, (writer, document) => {
        writer.put(ref(AT.page), dictAt(document, AT.page).with({ Annots: [ref(AT.note)] }));
      }),
  ],
  [
    'two values in one dictionary',
    'update-malformed',
    async (b) =>
      append(await b.approved, (writer) => {
        writer.add(new RawObject('<< /V 1 ', Buffer.from('/V 2'), ' >>'));
      }),
  ],
]);

const SEALS = ofKind('lock of the seal', [
  [
    'signed after the seal has locked all',
    'locked-field-changed',
    async (b) => {
      const sealed = await b.sealed;
      const forged = append(sealed, (writer, document) => {
        const { ref: place, dict } = fieldNamed(document, 'KyNhay');
        writer.put(place, dict.with({ V: fieldNamed(document, 'NguoiKy').dict.get('V') }));
      });
      return forged;
    },
  ],
  [
    'a text field filled after the seal',
    'locked-field-changed',
    async (b) =>
      append(await b.sealed, (writer, document) => {
        const { ref: place, dict } = fieldNamed(document, 'So');
        writer.put(place, dict.with({ V: PdfString.text('43') }));
      }),
  ],
  [
    'a field that an inclusive lock names',
    'locked-field-changed',
    async (b) => {
      const signed = await signWith(b.pki, b.laidOut, b.pki.leader, {
        field: 'NguoiKy',
        lock: { action: 'include', fields: ['So'] },
      });
      return append(signed, (writer, document) => {
        const { ref: place, dict } = fieldNamed(document, 'So');
        writer.put(place, dict.with({ V: PdfString.text('43') }));
      });
    },
  ],
  [
    'a field that an exclusive lock does not name',
    'locked-field-changed',
    async (b) => {
      const signed = await signWith(b.pki, b.laidOut, b.pki.leader, {
        field: 'NguoiKy',
        lock: { action: 'exclude', fields: ['So'] },
      });
      return append(signed, (writer, document) => {
        const { ref: place, dict } = fieldNamed(document, 'Ngay');
        writer.put(place, dict.with({ V: PdfString.text('1/1') }));
      });
    },
  ],
]);

export const ON_SIGNATURES: readonly AttackFile[] = [
  ...WRAPPING,
  ...FORGERY_OF_RANGE,
  ...FORGERY_OF_CONTENTS,
  ...VALUE,
  ...OBJECTS,
  ...SEALS,
];
