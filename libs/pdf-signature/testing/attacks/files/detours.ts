import { signWith } from '../../../fixtures/issue-plan.js';
import { openPdf } from '../../../pdf/document.js';
import { appendRaw, ofKind, type AttackBases, type AttackFile } from '../bases.js';

const MALFORMED = 'update-malformed';

/** An update that changes nothing, with one part of it written in another way. */
const written =
  (find: string | RegExp, replacement: string): AttackFile['build'] =>
  async (bases) => {
    const pdf = await bases.certified(1);
    const update = appendRaw(pdf, [[70, 'null']])
      .toString('latin1')
      .slice(pdf.length);
    const other = update.replace(find, replacement);
    if (other === update) throw new Error(`cannot rewrite ${String(find)}`);
    return Buffer.concat([pdf, Buffer.from(other, 'latin1')]);
  };

/**
 * Between text and cross-reference of the unsigned file stand another text and a section that names
 * it, and that leads to the place where the signature's own section will stand.
 */
function withDetour(bases: AttackBases, target: number): { pdf: Buffer; detour: number } {
  const { laidOut } = bases;
  const id = '/ID [<0102030405060708> <0102030405060708>]';
  const forged = 'BT /F1 14 Tf 90 700 Td (Muc chi: 900 trieu dong) Tj ET';
  const { startxref, nextObjectNumber } = openPdf(laidOut);
  const content = `5 0 obj\n<< /Length ${forged.length} >>\nstream\n${forged}\nendstream\nendobj\n`;
  const entry = `5 1\n${String(laidOut.length).padStart(10, '0')} 00000 n \n`;
  const trailer = (prev: number): string =>
    `trailer\n<< /Root 1 0 R /Info 13 0 R ${id} /Size ${nextObjectNumber} ` +
    `/Prev ${String(prev).padStart(10, '0')} >>\n`;
  const detour = laidOut.length + content.length;
  const aside = `${content}xref\n${entry}${trailer(target)}`;
  const start = laidOut.length + aside.length;
  const last = `xref\n0 1\n0000000000 65535 f \n${trailer(startxref)}startxref\n${start}\n%%EOF\n`;
  return { pdf: Buffer.concat([laidOut, Buffer.from(aside + last, 'latin1')]), detour };
}

const byDetour: AttackFile['build'] = async (bases) => {
  const sign = async (target: number): Promise<Buffer> => {
    const { pdf } = withDetour(bases, target);
    return Buffer.from(
      await signWith(bases.pki, pdf, bases.pki.leader, { field: 'NguoiKy', certify: 1 }),
    );
  };
  // Offsets do not depend on what the section leads to: a forger tries once, or prepares thousands.
  const { startxref } = openPdf(await sign(1));
  const { detour } = withDetour(bases, startxref);
  const signed = await sign(startxref);
  const update = appendRaw(signed, []).toString('latin1').slice(signed.length);
  const led = update.replace(/\/Prev \d+/, `/Prev ${detour}`);
  return Buffer.concat([signed, Buffer.from(led, 'latin1')]);
};

/** Updates that some readers follow elsewhere, or trip over and then repair the whole file. */
export const ON_DETOURS: readonly AttackFile[] = [
  ...ofKind('a way that readers do not share', [
    ['by a section prepared before signing', MALFORMED, byDetour],
    ['a size that is a fraction', MALFORMED, written(/\/Size (\d+)/, '/Size $1.0')],
    ['a size beyond all numbers', MALFORMED, written(/\/Size \d+/, '/Size 99999999')],
    ['a negative size', MALFORMED, written(/\/Size \d+/, '/Size -5')],
    ['no size', MALFORMED, written(/\/Size \d+/, '')],
    ['a way back that is a fraction', MALFORMED, written(/\/Prev (\d+)/, '/Prev $1.0')],
    ['two ways back', MALFORMED, written(/\/Prev (\d+)/, '/Prev 1 /Prev $1')],
    ['two catalogs', MALFORMED, written('/Root 1 0 R', '/Root 11 0 R /Root 1 0 R')],
    ['a remark in the table', MALFORMED, written('70 1\n', '70 % one\n1\n')],
    ['an entry without its zeros', MALFORMED, written(/0+(\d+) 00000 n/, '$1 00000 n')],
    ['a remark before the place of the table', MALFORMED, written('startxref', 'startxref % 9')],
    [
      'a kilobyte of blanks before the end',
      MALFORMED,
      written('%%EOF', `${' '.repeat(1_500)}%%EOF`),
    ],
    [
      'a kilobyte of blanks behind the end',
      'trailing-data',
      async (bases) => Buffer.concat([await bases.certified(1), Buffer.alloc(1_500, ' ')]),
    ],
    [
      'a text that is free in the table and not in its stream',
      MALFORMED,
      async (bases) => {
        const pdf = await bases.certified(1);
        const entry = openPdf(pdf).entry(5);
        const row = Buffer.alloc(7);
        row[0] = 1;
        row.writeUInt32BE(entry?.kind === 'plain' ? entry.offset : 0, 1);
        const body =
          '<< /Type /XRef /W [1 4 2] /Size 90 /Index [5 1] /Filter /ASCIIHexDecode ' +
          `/Length 15 >>\nstream\n${row.toString('hex')}>\nendstream`;
        return appendRaw(pdf, [[70, body]], {
          entries: [[5, '0000000000 65535 f ']],
          trailer: `/Root 1 0 R /Info 13 0 R /Size 90 /XRefStm ${pdf.length}`,
        });
      },
    ],
  ]),
];
