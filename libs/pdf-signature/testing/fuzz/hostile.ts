import { deflateSync } from 'node:zlib';

/** A file that asks for more than any real one, by what it wants to use up. */
export type HostileFile = { readonly name: string; readonly make: () => Uint8Array };

const HEADER = '%PDF-1.7\n';
const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';
const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 300 200] >>';
const PAGE = '<< /Type /Page /Parent 2 0 R >>';

type Parts = {
  /** By number, from 1 on; the first three are catalog, page tree and page unless given. */
  readonly objects?: Readonly<Record<number, string>>;
  /** Text before the objects. */
  readonly preface?: string;
  readonly trailer?: string;
};

/** A classic file whose table fits. */
export function classicFile({ objects = {}, preface = '', trailer = '' }: Parts): Buffer {
  const all: Record<number, string> = { 1: CATALOG, 2: PAGES, 3: PAGE, ...objects };
  const chunks = [HEADER, preface];
  let at = HEADER.length + preface.length;
  const entries: string[] = [];
  for (const [num, body] of Object.entries(all)) {
    const object = `${num} 0 obj\n${body}\nendobj\n`;
    entries.push(`${num} 1\n${offset(at)} 00000 n \n`);
    chunks.push(object);
    at += object.length;
  }
  const size = Object.keys(all).length + 1;
  chunks.push(`xref\n${entries.join('')}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\n`);
  chunks.push(`startxref\n${at}\n%%EOF\n`);
  return Buffer.from(chunks.join(''), 'latin1');
}

function offset(value: number): string {
  return String(value).padStart(10, '0');
}

function stream(entries: string, data: Buffer): string {
  const text = data.toString('latin1');
  return `<< ${entries} /Length ${data.length} >>\nstream\n${text}\nendstream`;
}

/** A file that is one cross-reference stream. */
function streamFile(entries: string, data: Buffer): Buffer {
  const object = `8 0 obj\n${stream(`/Type /XRef /Root 1 0 R ${entries}`, data)}\nendobj\n`;
  return Buffer.from(`${HEADER}${object}startxref\n${HEADER.length}\n%%EOF\n`, 'latin1');
}

function form(fields: string): string {
  return `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${fields}] >> >>`;
}

function range(
  first: number,
  count: number,
  text: (num: number) => string,
): Record<number, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [first + index, text(first + index)]),
  );
}

function refs(first: number, count: number): string {
  return Array.from({ length: count }, (_, index) => `${first + index} 0 R`).join(' ');
}

/** Object headers within one another's text: each object is read to the end of the file. */
function overlapping(between: string, end: string): Buffer {
  const count = 60_000;
  const heads: string[] = [];
  const entries: string[] = [];
  let at = HEADER.length;
  for (let num = 4; num < count; num += 1) {
    entries.push(offset(at));
    heads.push(`${num} 0${between}`);
    at += (heads.at(-1) ?? '').length;
  }
  const tail = `${heads.join('')}${end}\n`;
  const rest = `1 0 obj\n${form(refs(4, count - 4))}\nendobj\n2 0 obj\n${PAGES}\nendobj\n3 0 obj\n${PAGE}\nendobj\n`;
  const base = HEADER.length + tail.length;
  const place = (text: string): string => offset(base + rest.indexOf(text));
  const table = ['1 0 obj', '2 0 obj', '3 0 obj'].map(place).concat(entries);
  const lines = table.map((line) => `${line} 00000 n \n`).join('');
  const trailer = `trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${base + rest.length}\n%%EOF\n`;
  return Buffer.from(
    `${HEADER}${tail}${rest}xref\n1 ${table.length}\n${lines}${trailer}`,
    'latin1',
  );
}

/** Many updates, each with a section that must be asked for every object. */
function manySections(count: number, fields: number): Buffer {
  const base = classicFile({
    objects: { 1: form(refs(10, fields)), ...range(10, fields, (num) => `<< /T (${num}) >>`) },
  }).toString('latin1');
  let file = base;
  let previous = base.lastIndexOf('xref\n', base.lastIndexOf('startxref') - 1);
  for (let index = 0; index < count; index += 1) {
    const at = file.length;
    file += `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 9 /Root 1 0 R /Prev ${previous} >>\nstartxref\n${at}\n%%EOF\n`;
    previous = at;
  }
  return Buffer.from(file, 'latin1');
}

const zeros = (bytes: number): Buffer => Buffer.alloc(bytes);

export const HOSTILE_FILES: readonly HostileFile[] = [
  {
    name: 'a cross-reference that unpacks to 256 MB',
    make: () => streamFile('/W [1 4 2] /Size 9 /Filter /FlateDecode', deflateSync(zeros(1 << 28))),
  },
  {
    name: 'a cross-reference that is packed three times',
    make: () =>
      streamFile(
        '/W [1 4 2] /Size 9 /Filter [/FlateDecode /FlateDecode /FlateDecode]',
        deflateSync(deflateSync(deflateSync(zeros(1 << 26)))),
      ),
  },
  {
    name: 'a predictor with rows of 1 TB',
    make: () =>
      streamFile(
        '/W [1 4 2] /Size 9 /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 1099511627776 >>',
        deflateSync(zeros(99)),
      ),
  },
  {
    name: 'a range of eight million objects',
    make: () =>
      streamFile(
        '/W [1 0 0] /Index [0 8388607] /Filter /FlateDecode',
        deflateSync(zeros(8_388_607)),
      ),
  },
  {
    name: 'a range that is longer than the file',
    make: () => Buffer.from(`${HEADER}xref\n0 8000000\n0000000000 65535 f \nstartxref\n9\n%%EOF\n`),
  },
  {
    name: 'a million ranges',
    make: () => {
      const index = Array.from({ length: 1_000_000 }, (_, at) => `${at * 8} 1`).join(' ');
      return streamFile(`/W [1 0 0] /Index [${index}]`, zeros(1_000_000));
    },
  },
  {
    name: 'arrays within arrays',
    make: () => classicFile({ objects: { 1: '['.repeat(1_000_000) } }),
  },
  {
    name: 'a million small arrays',
    make: () => classicFile({ objects: { 1: form('[] '.repeat(4_000_000)) } }),
  },
  {
    name: 'dictionaries in an object stream that unpacks',
    make: () => packedObjects('<<>>'.repeat(8_000_000)),
  },
  {
    name: 'strings in an object stream that unpacks',
    make: () => packedObjects('()'.repeat(16_000_000)),
  },
  {
    name: 'lengths that wait for one another',
    make: () =>
      classicFile({
        objects: {
          1: form('10 0 R'),
          ...range(10, 20_000, (num) => `<< /Length ${num + 1} 0 R >>\nstream\n\nendstream`),
        },
      }),
  },
  {
    name: 'a length that waits for itself',
    make: () => classicFile({ objects: { 1: '<< /Length 1 0 R >>\nstream\n\nendstream' } }),
  },
  {
    name: 'references in a ring',
    make: () => classicFile({ objects: { 2: '5 0 R', 5: '6 0 R', 6: '2 0 R' } }),
  },
  {
    name: 'a page tree that is its own child',
    make: () => classicFile({ objects: { 3: '<< /Type /Pages /Kids [2 0 R] >>' } }),
  },
  {
    name: 'a page tree without an end',
    make: () =>
      classicFile({
        objects: range(3, 5_000, (num) => `<< /Type /Pages /Kids [${num + 1} 0 R] >>`),
      }),
  },
  {
    name: 'fields that are their own parents',
    make: () => classicFile({ objects: { 1: form('5 0 R'), 5: '<< /T (a) /Kids [5 0 R] >>' } }),
  },
  {
    name: 'updates in a ring',
    make: () => {
      const file = classicFile({ trailer: '/Prev 1234567890' }).toString('latin1');
      const start = file.indexOf('xref\n');
      return Buffer.from(file.replace('1234567890', String(start).padStart(10, '0')), 'latin1');
    },
  },
  {
    name: 'strings within one another’s text',
    make: () => overlapping(' obj(', ')'.repeat(60_000)),
  },
  {
    name: 'comments within one another’s text',
    make: () => overlapping(' obj %', '\n<< >> endobj'),
  },
  {
    name: 'one array of children for twenty thousand fields',
    make: () =>
      classicFile({
        objects: {
          1: form(refs(10, 19_000)),
          5: `[${'null '.repeat(200_000)}]`,
          ...range(10, 19_000, (num) => `<< /T (${num}) /Kids 5 0 R >>`),
        },
      }),
  },
  { name: 'two thousand updates and as many fields', make: () => manySections(1_990, 15_000) },
  {
    name: 'two thousand signatures in one file',
    make: () =>
      classicFile({
        objects: {
          1: form(refs(10, 4_000)),
          ...range(10, 4_000, (num) => `<< /FT /Sig /T (${num}) /V ${num + 5_000} 0 R >>`),
          ...range(
            5_010,
            4_000,
            () =>
              '<< /Type /Sig /ByteRange [0 10 20 30] /Contents <3000> /SubFilter /ETSI.CAdES.detached >>',
          ),
        },
      }),
  },
  {
    name: 'locks over many fields by many signatures',
    make: () =>
      classicFile({
        objects: {
          1: form(`${refs(10, 3_000)} ${refs(20_000, 10_000)}`),
          4: `[${Array.from({ length: 20_000 }, (_, index) => `(f${index})`).join('')}]`,
          ...range(
            10,
            3_000,
            (num) =>
              `<< /FT /Sig /T (${num}) /V << /Reference [<< /TransformMethod /FieldMDP /TransformParams << /Action /Include /Fields 4 0 R >> >>] >> >>`,
          ),
          ...range(20_000, 10_000, (num) => `<< /FT /Tx /T (${num}) >>`),
        },
      }),
  },
  {
    name: 'a hundred thousand encrypted strings',
    make: () =>
      classicFile({
        objects: {
          1: form(refs(10, 20_000)),
          4: `<< /Filter /Standard /V 1 /R 2 /P -1 /O <${'00'.repeat(32)}> /U <${'00'.repeat(32)}> >>`,
          ...range(10, 20_000, (num) => `<< /T (${num}) >>`),
        },
        trailer: '/Encrypt 4 0 R',
      }),
  },
];

function packedObjects(text: string): Buffer {
  const data = deflateSync(Buffer.from(`1 0 [${text}]`, 'latin1'));
  const object = `7 0 obj\n${stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', data)}\nendobj\n`;
  const start = HEADER.length + object.length;
  const rows = Buffer.alloc(24);
  rows.set([2, 0, 0, 7, 0, 0]);
  rows.set([1, 0, 0, HEADER.length], 8);
  rows.set([1], 16);
  rows.writeUInt32BE(start, 17);
  const entries = '/W [1 4 3] /Index [1 1 7 2] /Root 1 0 R /Type /XRef';
  rows.set([2, 0, 0, 0, 7, 0, 0, 0], 0);
  rows.set([1, 0, 0, 0, HEADER.length, 0, 0, 0], 8);
  const section = `8 0 obj\n${stream(entries, rows)}\nendobj\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(`${HEADER}${object}${section}`, 'latin1');
}
