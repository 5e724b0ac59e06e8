import { signWith } from '../../../fixtures/issue-plan.js';
import { openPdf } from '../../../pdf/document.js';
import { name, PdfDict, PdfRef, PdfStream } from '../../../pdf/objects.js';
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
import { SCRIPT } from '../looks.js';

const RANGE = /\/ByteRange \[[^\]]*\]/;

/** Other numbers in the range, at the same length. */
const range =
  (change: (numbers: readonly number[]) => readonly (number | string)[]): AttackFile['build'] =>
  async (bases) => {
    const pdf = await bases.approved;
    const from = pdf.lastIndexOf('/Type /Sig\n');
    const found = RANGE.exec(pdf.toString('latin1', from))?.[0] ?? '';
    const numbers = (found.match(/\d+/g) ?? []).map(Number);
    return overwrite(pdf, found, `/ByteRange [${change(numbers).join(' ')}]`, from);
  };

/** Writes into the part of the gap that is nothing but padding; nobody signed it. */
const padding =
  (change: (gap: Buffer) => void): AttackFile['build'] =>
  async (bases) => {
    const pdf = Buffer.from(await bases.approved);
    const end = pdf.indexOf('>', pdf.lastIndexOf('/Contents <'));
    change(pdf.subarray(end - 200, end));
    return pdf;
  };

const FORGERY = ofKind('universal forgery: what nobody signed', [
  ['three pairs', 'byte-range-invalid', range(([, b = 0, c = 0, d = 0]) => [0, b, c, d, 0, 0])],
  ['three numbers', 'byte-range-invalid', range(([, b = 0, c = 0]) => [0, b, c])],
  [
    'parts in another order',
    'byte-range-invalid',
    range(([, b = 0, c = 0, d = 0]) => [c, d, 0, b]),
  ],
  ['a part without length', 'byte-range-invalid', range(([, b = 0, c = 0]) => [0, b, c, 0])],
  [
    'a range behind the end',
    'byte-range-invalid',
    range(([, b = 0, c = 0, d = 0]) => [0, b, c, d + 9]),
  ],
  [
    'an odd digit left out at the end',
    'contents-invalid',
    padding((gap) => gap.write(' ', gap.length - 1, 'latin1')),
  ],
  ['an odd digit left out', 'contents-invalid', padding((gap) => gap.write(' ', 20, 'latin1'))],
  ['a comment', 'refused:pdf.broken', padding((gap) => gap.write('%00', 20, 'latin1'))],
  [
    'a second value',
    'signature-object-invalid',
    padding((gap) => gap.write('>/Contents<', 20, 'latin1')),
  ],
  [
    'another end of the string',
    'byte-range-invalid',
    padding((gap) => gap.write('> /Other <', 20, 'latin1')),
  ],
]);

const line = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n `;
const free = (num: number, gen = 1): readonly [number, string] => [
  num,
  `0000000000 ${String(gen).padStart(5, '0')} f `,
];

const freed =
  (find: (pdf: Buffer) => number): AttackFile['build'] =>
  async (bases) => {
    const pdf = await bases.approved;
    return appendRaw(pdf, [], { entries: [free(find(pdf))] });
  };
const valueOf = (pdf: Buffer): number => {
  const value = fieldNamed(openPdf(pdf), 'NguoiKy').dict.get('V');
  return value instanceof PdfRef ? value.num : 0;
};

const FREED = ofKind('objects freed', [
  ['the text of a page', 'object-replaced', freed(() => AT.content)],
  ['a page', 'update-malformed', freed(() => AT.page)],
  ['the signature', 'signature-removed', freed(valueOf)],
  ['the field', 'signature-removed', freed((pdf) => fieldNamed(openPdf(pdf), 'NguoiKy').ref.num)],
  ['a font', 'object-replaced', freed(() => AT.font)],
  [
    'the text of a page, replaced by nothing',
    'object-replaced',
    async (b) => appendRaw(await b.approved, [[AT.content, 'null']]),
  ],
]);

/** A stream of the signed document whose data is an object; no reader takes it for one. */
const smuggled = (bases: AttackBases): Promise<Buffer> =>
  bases.once('smuggled', () => {
    const object = `${AT.content} 0 obj\n<< /Length 3 >>\nstream\nq Q\nendstream\nendobj\n`;
    const laid = append(bases.laidOut, (writer) => {
      writer.add(new PdfStream(new PdfDict(), Buffer.from(object)));
    });
    return signWith(bases.pki, laid, bases.pki.leader, { field: 'NguoiKy' });
  });

/** Two sections of one update: the older of them leads past the signed revision. */
const forked: AttackFile['build'] = async (b) => {
  const pdf = await b.approved;
  const old = openPdf(b.laidOut).startxref;
  const trailer = (previous: number): string =>
    `trailer\n<< /Root 1 0 R /Size 60 /Prev ${String(previous)} >>\n`;
  const first = `xref\n0 0\n${trailer(old)}`;
  const start = pdf.length + first.length;
  const second = `xref\n0 0\n${trailer(pdf.length)}startxref\n${String(start)}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(first + second)]);
};

const HISTORY = ofKind('forked histories', [
  ['an update that leads past the signed revision', 'refused:pdf.broken', forked],
  [
    'an update that leads past an earlier update',
    'update-malformed',
    async (b) => {
      const signed = await b.approved;
      const once = append(signed, (writer) => writer.add(SCRIPT));
      const trailer = `trailer\n<< /Root 1 0 R /Info 13 0 R /Size 90 /Prev ${String(openPdf(signed).startxref)} >>`;
      const update = `xref\n0 0\n${trailer}\nstartxref\n${String(once.length)}\n%%EOF\n`;
      return Buffer.concat([once, Buffer.from(update)]);
    },
  ],
  [
    'two entries for one object',
    'refused:pdf.broken',
    async (b) => {
      const pdf = await b.approved;
      const body = '<< /Length 3 >>\nstream\nq Q\nendstream';
      const other = line(pdf.indexOf(`${AT.hiddenContent} 0 obj`));
      return appendRaw(pdf, [[AT.content, body]], { entries: [[AT.content, other]] });
    },
  ],
  [
    'an object within the data of a signed stream',
    'update-malformed',
    async (b) => {
      const pdf = await smuggled(b);
      const at = pdf.indexOf(`stream\n${AT.content} 0 obj`) + 'stream\n'.length;
      return appendRaw(pdf, [], { entries: [[AT.content, line(at)]] });
    },
  ],
  [
    'a copy of an object that another entry shows',
    'update-malformed',
    async (b) => {
      const pdf = await b.approved;
      const at = pdf.indexOf(`${AT.secondContent} 0 obj`);
      return appendRaw(pdf, [], { entries: [[AT.content, line(at)]] });
    },
  ],
  [
    'a page that only hybrid readers see',
    'update-malformed',
    async (b) => {
      const pdf = await b.approved;
      const page = serialize(
        dictAt(openPdf(pdf), AT.page).with({ Contents: ref(AT.hiddenContent) }),
      );
      const data = `${String(AT.page)} 0 ${page}`;
      const first = `${String(AT.page)} 0 `.length;
      const holder = `<< /Type /ObjStm /N 1 /First ${String(first)} /Length ${String(data.length)} >>\nstream\n${data}\nendstream`;
      const rows = Buffer.from([2, 0, 97, 0]).toString('latin1');
      const hidden = `<< /Type /XRef /Size 99 /W [1 2 1] /Index [${String(AT.page)} 1] /Length 4 >>\nstream\n${rows}\nendstream`;
      const before = `97 0 obj\n${holder}\nendobj\n`;
      const trailer = `/Root 1 0 R /Info 13 0 R /Size 99 /XRefStm ${String(pdf.length + before.length)}`;
      return appendRaw(pdf, [[98, hidden]], {
        before,
        trailer,
        entries: [[97, line(pdf.length)], free(AT.page, 0)],
      });
    },
  ],
  [
    'another catalog with the same form',
    'catalog-changed',
    async (b) => {
      const pdf = await b.approved;
      const other = serialize(openPdf(pdf).catalog.with({ OpenAction: SCRIPT }));
      return appendRaw(pdf, [[60, other]], { trailer: '/Root 60 0 R /Info 13 0 R /Size 99' });
    },
  ],
  [
    'a key of the trailer that nobody knows',
    'trailer-changed',
    async (b) =>
      appendRaw(await b.approved, [], {
        trailer: '/Root 1 0 R /Info 13 0 R /Size 99 /AuthCode << /MAC (x) >>',
      }),
  ],
  [
    'another type of the catalog',
    'catalog-changed',
    async (b) =>
      append(await b.approved, (writer, document) => {
        writer.put(ref(AT.catalog), document.catalog.with({ Type: name('Pages') }));
      }),
  ],
]);

export const ON_STRUCTURE: readonly AttackFile[] = [...FORGERY, ...FREED, ...HISTORY];
