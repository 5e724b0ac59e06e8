import { appendRaw, classicPdf } from '../../attacks/bases.js';
import { drawing as shown, stream } from '../../attacks/disguises.js';

const WIDGET = '/Type /Annot /Subtype /Widget /F 4';
const DA = '/DA (/F1 12 Tf 0 g)';
const look = (content: string, box = '0 0 100 20'): string =>
  shown(`/Tx BMC q ${content} Q EMC`, box);
const mark = (content: string): string => shown(content, '0 0 12 12');
const line = (text: string): string => `BT /F1 12 Tf 0 g 2 5 Td (${text}) Tj ET`;

/** A list with one of its options marked. */
const list = (chosen: 'Hai' | 'Ba'): string =>
  look(
    `.6 .75 .85 rg 0 ${chosen === 'Hai' ? 30 : 16} 100 14 re f ` +
      'BT /F1 12 Tf 0 g 2 47 Td (Mot) Tj 0 -14 Td (Hai) Tj 0 -14 Td (Ba) Tj ET',
    '0 0 100 60',
  );

const FIELDS: Readonly<Record<number, string>> = {
  20: `<< /Fields [21 0 R 24 0 R 27 0 R 32 0 R 33 0 R 34 0 R] ${DA} /DR << /Font << /F1 7 0 R >> >> >>`,
  21: '<< /FT /Tx /T (So) /Kids [22 0 R 23 0 R] /V (10) >>',
  22: `<< ${WIDGET} /Parent 21 0 R /Rect [100 500 200 520] /P 4 0 R /AP << /N 26 0 R >> ${DA} >>`,
  23: `<< ${WIDGET} /Parent 21 0 R /Rect [100 560 200 580] /P 3 0 R /AP << /N 26 0 R >> >>`,
  24: '<< /FT /Btn /Ff 49152 /T (Chon) /Kids [25 0 R 29 0 R] /V /A >>',
  25: `<< ${WIDGET} /Parent 24 0 R /Rect [100 450 112 462] /AS /A /AP << /N << /A 35 0 R /Off 36 0 R >> >> /P 4 0 R >>`,
  26: look(line('10')),
  27: `<< ${WIDGET} /FT /Btn /T (Dong) /Rect [300 450 312 462] /V /Off /AS /Off /AP << /N << /Yes 35 0 R /Off 36 0 R >> >> /P 3 0 R >>`,
  29: `<< ${WIDGET} /Parent 24 0 R /Rect [150 450 162 462] /AS /Off /AP << /N << /B 35 0 R /Off 36 0 R >> >> /P 3 0 R >>`,
  32: `<< ${WIDGET} /FT /Ch /Ff 131072 /T (Xo) /Rect [300 500 400 520] /Opt [[(1) (Mot)] [(2) (Hai)]] /V (1) ${DA} /AP << /N 38 0 R >> >>`,
  33: `<< ${WIDGET} /FT /Tx /Ff 16777216 /MaxLen 4 /T (Luoc) /Rect [300 550 400 570] ${DA} >>`,
  34: `<< ${WIDGET} /FT /Ch /T (Liet) /Rect [300 600 400 660] /Opt [(Mot) (Hai) (Ba)] /V (Hai) /I [1] ${DA} /AP << /N 39 0 R >> >>`,
  35: mark('1 w 1 1 m 11 11 l S 1 11 m 11 1 l S'),
  36: mark('0 0 12 12 re S'),
  38: look(line('Mot')),
  39: list('Hai'),
};

const OBJECTS: Readonly<Record<number, string>> = {
  1:
    '<< /Type /Catalog /Pages 2 0 R /AcroForm 20 0 R /Names << /Dests 41 0 R >> /OCProperties << ' +
    '/OCGs [40 0 R] /D << /Order [40 0 R] /OFF [] >> >> /PageLabels << /Nums [0 << /S /D >>] >> >>',
  2: '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] /Resources 9 0 R >>',
  3: '<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Annots 30 0 R >>',
  4: '<< /Type /Page /Parent 2 0 R /Contents [6 0 R] /Rotate 90 /CropBox [20 30 560 800] /Annots [22 0 R 25 0 R 28 0 R 12 0 R 31 0 R] >>',
  5: stream(
    '',
    'BT /F1 14 Tf 90 700 Td (Muc chi: 100 trieu dong) Tj ET /Fm0 Do ' +
      '/OC /MC0 BDC BT /F1 10 Tf 90 650 Td (Lop phu) Tj ET EMC',
  ),
  6: stream('', 'BT /F1 14 Tf 90 700 Td (Dieu 2. Hieu luc 01/01) Tj ET'),
  7: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  8: shown('BT /F1 10 Tf 5 5 Td (mau) Tj ET', '0 0 100 20'),
  9: '<< /Font << /F1 7 0 R >> /XObject << /Fm0 8 0 R >> /Properties << /MC0 40 0 R >> >>',
  12: '<< /Type /Annot /Subtype /FreeText /Rect [300 300 400 330] /DA (/F1 10 Tf 0 g) /Contents (Ghi chu) /F 4 /AP << /N 13 0 R >> /P 4 0 R >>',
  13: shown('BT /F1 10 Tf 2 8 Td (Ghi chu) Tj ET', '0 0 100 30'),
  28: '<< /Type /Annot /Subtype /Link /Rect [90 690 200 720] /Border [0 0 0] /A << /S /URI /URI (http://a.vn) >> >>',
  30: '[23 0 R 27 0 R 29 0 R 32 0 R 33 0 R 34 0 R]',
  31: '<< /Type /Annot /Subtype /Text /Rect [20 20 40 40] /Contents (x) /Popup 37 0 R >>',
  37: '<< /Type /Annot /Subtype /Popup /Rect [200 20 300 80] /Parent 31 0 R >>',
  40: '<< /Type /OCG /Name (Lop) >>',
  41: '<< /Names [(a) [3 0 R /Fit]] >>',
  42: '<< /Title (Ke hoach) >>',
  ...FIELDS,
};

/** Two pages, one of them turned and cut, with a field of every kind, some shown twice, and notes. */
export function manyFields(): Buffer {
  const unused = Array.from({ length: 42 }, (_, index) => [index + 1, 'null'] as const);
  return classicPdf(
    { ...Object.fromEntries(unused), ...OBJECTS },
    '/Root 1 0 R /Info 42 0 R /ID [<01> <01>]',
  );
}

/** What readers write who choose from the combo box, and from the list. */
export function choose(pdf: Uint8Array): Buffer[] {
  const [combo = '', choice = ''] = [FIELDS[32], FIELDS[34]];
  const trailer = '/Root 1 0 R /Info 42 0 R /ID [<01> <02>] /Size 100';
  const changes = [
    [
      [32, combo.replace('/V (1)', '/V (2)').replace('38 0 R', '90 0 R')],
      [90, look(line('Hai'))],
    ],
    [
      [34, choice.replace('/V (Hai) /I [1]', '/V (Ba) /I [2]').replace('39 0 R', '90 0 R')],
      [90, list('Ba')],
    ],
  ] as const;
  return changes.map((objects) => appendRaw(Buffer.from(pdf), objects, { trailer }));
}
