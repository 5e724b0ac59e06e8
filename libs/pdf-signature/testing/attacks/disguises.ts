import { signWith } from '../../fixtures/issue-plan.js';
import type { DocMdpLevel } from '../../form/locks.js';
import { appendRaw, classicPdf, type AttackBases, type AttackFile } from './bases.js';

export const stream = (dict: string, data: string): string =>
  `<< ${dict} /Length ${data.length} >>\nstream\n${data}\nendstream`;
export const drawing = (data: string, box = '0 0 595 842'): string =>
  stream(
    `/Type /XObject /Subtype /Form /BBox [${box}] /Resources << /Font << /F1 7 0 R >> >>`,
    data,
  );
const LINE = 'BT /F1 14 Tf 90 700 Td (Muc chi: 100 trieu dong) Tj ET';
export const FORGED = '1 g 0 0 595 842 re f 0 g BT /F1 14 Tf 90 700 Td (Muc chi: 900) Tj ET';
const WIDGET = '/Type /Annot /Subtype /Widget /P 3 0 R';
export const TEXT_FIELD = `${WIDGET} /FT /Tx /T (So) /Rect [110 780 200 800] /F 4`;
export const HIDDEN_FIELD = `${WIDGET} /FT /Tx /T (An) /Rect [80 690 400 720] /AP << /N 25 0 R >>`;
export const FORM = '/Fields [21 0 R 22 0 R 23 0 R] /DR << /Font << /Helv 7 0 R >> >>';
export const CATALOG = '/Type /Catalog /Pages 2 0 R /AcroForm 20 0 R';
const TRAILER = '/Root 1 0 R /Info 13 0 R /ID [<0102030405060708> <0102030405060708>]';

const PAGE = '/Type /Page /Parent 2 0 R /Contents 5 0 R';
const SECOND = '/Type /Page /Parent 2 0 R /Contents 6 0 R /Rotate 90';
const ANNOTS = '/Annots [21 0 R 22 0 R 23 0 R';

/** A page whose list of drawings is another object of the file. */
export type Disguise = {
  readonly drawings?: string;
  readonly content?: string;
  readonly extra?: Readonly<Record<number, string>>;
  readonly level?: DocMdpLevel;
};

function objectsOf({ drawings, content, extra }: Disguise): Readonly<Record<number, string>> {
  const names = `/Font << /F1 7 0 R >> /XObject ${drawings ?? '<< >>'}`;
  const unused = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [index + 1, 'null']));
  return {
    ...unused,
    1: `<< ${CATALOG} >>`,
    2: '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] >>',
    3: `<< ${PAGE} ${ANNOTS}] /Resources << ${names} >> >>`,
    4: `<< ${SECOND} /Resources << /XObject 4 0 R >> >>`,
    5: stream('', `${LINE} ${content ?? ''}`),
    6: stream('', 'BT /F1 14 Tf 90 700 Td (Dieu 2. Ke hoach co hieu luc) Tj ET /Annots Do'),
    7: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    8: stream(
      '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace 9 0 R /BitsPerComponent 8',
      'A',
    ),
    9: `[/Indexed /DeviceGray 255 <${'00'.repeat(256)}>]`,
    13: '<< /Title (Ke hoach 42) >>',
    20: `<< ${FORM} /SigFlags 3 >>`,
    21: `<< ${WIDGET} /FT /Sig /T (Ky) /Rect [380 110 480 190] /F 132 >>`,
    22: `<< ${TEXT_FIELD} >>`,
    23: `<< ${HIDDEN_FIELD} /F 2 >>`,
    25: drawing(FORGED),
    ...extra,
  };
}

/** The first page with these annotations. */
export const listing = (annotations: string): readonly [number, string] => [
  3,
  `<< ${PAGE} /Annots [${annotations}] /Resources << /Font << /F1 7 0 R >> /XObject << >> >> >>`,
];

/** The same without text: content of drawings alone. */
export const drawnPdf = (content: string): Buffer =>
  classicPdf({ ...objectsOf({ drawings: '<< /Im 8 0 R >>' }), 5: stream('', content) }, TRAILER);

/** Such a file, certified by the leader. */
export const disguised = (bases: AttackBases, disguise: Disguise): Promise<Buffer> =>
  bases.once(`disguised ${JSON.stringify(disguise)}`, () =>
    signWith(bases.pki, classicPdf(objectsOf(disguise), TRAILER), bases.pki.leader, {
      field: 'Ky',
      certify: disguise.level ?? 1,
    }),
  );

/** ... and an update of the given objects. */
export const redefined =
  (disguise: Disguise, objects: readonly (readonly [number, string])[]): AttackFile['build'] =>
  async (bases) =>
    appendRaw(await disguised(bases, disguise), objects);

type Numbered = readonly (readonly [number, string])[];

type Note = Disguise & { readonly more?: Numbered; readonly page?: 3 | 4 };

/** ... of a note on the first page, or on the second, which is turned. */
export const annotated = (
  note: string,
  { more = [], page = 3, drawings = '<< >>', ...signed }: Note = {},
): AttackFile['build'] => {
  const [first, second] = [`${PAGE} ${ANNOTS} 90 0 R]`, `${SECOND} /Annots [90 0 R]`];
  const resources = page === 3 ? `/Font << /F1 7 0 R >> /XObject ${drawings}` : '/XObject 4 0 R';
  return redefined({ level: 3, drawings, ...signed }, [
    [page, `<< ${page === 3 ? first : second} /Resources << ${resources} >> >>`],
    [90, `<< /Type /Annot /P ${page} 0 R ${note} >>`],
    ...more,
  ]);
};
