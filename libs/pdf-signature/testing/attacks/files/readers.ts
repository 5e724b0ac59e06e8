import { signWith } from '../../../fixtures/issue-plan.js';
import { openPdf, type PdfDocument } from '../../../pdf/document.js';
import { PdfDict } from '../../../pdf/objects.js';
import type { RevisionWriter } from '../../../pdf/revision-writer.js';
import {
  append,
  appendRaw,
  AT,
  classicPdf,
  fieldNamed,
  ofKind,
  ref,
  without,
  type AttackBases,
  type AttackFile,
} from '../bases.js';
import { redefined, stream, TEXT_FIELD } from '../disguises.js';

const MALFORMED = 'update-malformed';
const DIFFERS = 'appearance-differs';
const UNREADABLE = 'appearance-unreadable';

/** An update that changes nothing, its cross-reference stream numbered like another object. */
const numbered =
  (num: number, entries: string): AttackFile['build'] =>
  async (bases) => {
    const pdf = await bases.approved;
    const start = pdf.length + '60 0 obj\nnull\nendobj\n'.length;
    const row = Buffer.from([1, pdf.length >> 16, (pdf.length >> 8) & 255, pdf.length & 255, 0]);
    const trailer = `/Size 90 /W [1 3 1] /Index [60 1] /Root 1 0 R /Info 13 0 R /Prev ${openPdf(pdf).startxref}`;
    const section = stream(`/Type /XRef ${trailer} ${entries}`, row.toString('latin1'));
    const update = `60 0 obj\nnull\nendobj\n${num} 0 obj\n${section}\nendobj\nstartxref\n${start}\n%%EOF\n`;
    return Buffer.concat([pdf, Buffer.from(update, 'latin1')]);
  };

const NUMBERS = ofKind('a cross-reference stream that is another object, too', [
  ['the font of a page', MALFORMED, numbered(AT.font, '/Subtype /Type1 /BaseFont /Symbol')],
  ['what a page draws', MALFORMED, numbered(AT.content, '')],
  ['a drawing that was missing', 'missing-object-supplied', numbered(AT.missing, '/Subtype /Form')],
]);

const TEXT = 'BT /F1 14 Tf 90 700 Td (Muc chi: 100 trieu dong) Tj ET';
const OBJECTS: Readonly<Record<number, string>> = {
  1: '<< /Type /Catalog /Pages 2 0 R >>',
  2: '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
  3: '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
  4: stream('', TEXT),
  5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
};
const LENGTH = 60_000;

/** A file that calls itself linearized, its first cross-reference never shown: nobody minds before it has that length. */
async function grown(bases: AttackBases): Promise<Buffer> {
  const head = `%PDF-1.7\n9 0 obj\n<< /Linearized 1 /L ${LENGTH} /O 3 /N 1 /H [9 9] /E 99 /T 99 >>\nendobj\n`;
  const hidden = 'xref\n0 0\ntrailer\n<< /Root 1 0 R /Size 9 >>\nstartxref\n0\n%%EOF\n';
  const plain = classicPdf(OBJECTS, '/Root 1 0 R /ID [<01> <01>]').toString('latin1');
  const [own = '', table = ''] = plain.split('xref\n0 6\n');
  const shifted = head.length + hidden.length - '%PDF-1.7\n'.length;
  const entries = table.replace(/^(\d{10}) 00000 n/gm, (_, at: string) => {
    return `${String(Number(at) + shifted).padStart(10, '0')} 00000 n`;
  });
  const end = entries.replace(/startxref\n(\d+)/, (_, at: string) => {
    return `startxref\n${Number(at) + shifted}`;
  });
  const body = own.slice('%PDF-1.7\n'.length);
  const laid = Buffer.from(`${head}${hidden}${body}xref\n0 6\n${end}`, 'latin1');
  const signed = Buffer.from(
    await signWith(bases.pki, laid, bases.pki.leader, {
      field: 'Ky',
      newField: { name: 'Ky', page: 0 },
    }),
  );
  const trailer = `/Root 1 0 R /Size 90`;
  const filled = (size: number): Buffer =>
    appendRaw(signed, [[60, stream('', ' '.repeat(size))]], { trailer });
  const missing = LENGTH - filled(10_000).length;
  return filled(10_000 + missing);
}

const BEGINNINGS = ofKind('two beginnings', [
  ['a file that grows to the length it had stated', 'refused:pdf.broken', grown],
]);

const HELVETICA = '/Type /Font /Subtype /Type1 /BaseFont /Helvetica';
const LYING = `<< ${HELVETICA} /Encoding << /Differences [52 /nine] >> >>`;

/** A field filled with 42, drawn with this font, and what else its look says. */
const filled = (
  font: string,
  more = '',
  objects: readonly (readonly [number, string])[] = [],
): AttackFile['build'] => {
  const fonts = `/Resources << /Font << /F1 ${font} >> >>`;
  const form = `/Type /XObject /Subtype /Form /BBox [0 0 90 20] ${fonts} ${more}`;
  return redefined({ level: 2 }, [
    [22, `<< ${TEXT_FIELD} /V (42) /AP << /N 60 0 R >> >>`],
    [60, stream(form, 'BT /F1 12 Tf 2 5 Td (42) Tj ET')],
    ...objects,
  ]);
};
const encoded = (differences: string): string =>
  `<< ${HELVETICA} /Encoding << /Differences ${differences} >> >>`;

const NAMES = ofKind('names that some readers take for others', [
  [
    'a name that ends where it has a null',
    MALFORMED,
    filled(`<< ${HELVETICA} >>`, `/Resources#00 << /Font << /F1 ${LYING} >> >>`),
  ],
  [
    'a name with half an escape',
    MALFORMED,
    filled(`<< ${HELVETICA} >>`, `/Resources#0 << /Font << /F1 ${LYING} >> >>`),
  ],
  ['a value with a null', MALFORMED, filled(`<< ${HELVETICA} /Encoding /WinAnsiEncoding#00 >>`)],
  ['a letter elsewhere', DIFFERS, filled(encoded('[52 61 0 R]'), '', [[61, '/nine']])],
  ['a code elsewhere', DIFFERS, filled(encoded('[61 0 R /nine]'), '', [[61, '52']])],
  ['a code that is a fraction', UNREADABLE, filled(encoded('[52.0 /nine]'))],
  [
    'a font of symbols under another name',
    UNREADABLE,
    filled('<< /Type /Font /Subtype /Type1 /BaseFont /D050000L >>'),
  ],
  [
    'a font of symbols named elsewhere',
    UNREADABLE,
    filled('<< /Type /Font /Subtype /Type1 /BaseFont 61 0 R >>', '', [[61, '/Symbol']]),
  ],
]);

/** Somebody's signature goes, and stays in the file as one that gives a reader's users rights. */
const demoted = (writer: RevisionWriter, document: PdfDocument): void => {
  const { ref: place, dict } = fieldNamed(document, 'NguoiKy');
  writer.put(place, without(dict, 'V', 'AP'));
  const Perms = PdfDict.of({ UR3: dict.get('V') });
  writer.put(ref(AT.catalog), document.catalog.with({ Perms }));
};

const REMOVED = ofKind('a signature removed before somebody else signs', [
  [
    'kept as rights of usage',
    'signature-removed',
    async (b) =>
      signWith(b.pki, append(await b.approved, demoted), b.pki.seal, { field: 'CoQuan' }),
  ],
]);

/** What one reader of a file finds where another finds something else. */
export const BETWEEN_READERS: readonly AttackFile[] = [
  ...NUMBERS,
  ...BEGINNINGS,
  ...NAMES,
  ...REMOVED,
];
