import { classicPdf } from '../../attacks/bases.js';
import { drawing as shown, stream } from '../../attacks/disguises.js';

const NOTE = '/Type /Annot /F 4 /P 3 0 R';
const QUADS = '[90 560 300 560 90 540 300 540]';

/** Each with a look of its own, or drawn by readers; on a page whose box does not begin at 0. */
const NOTES = [
  '/Subtype /Text /Rect [20 20 40 40] /Contents (x) /Name /Comment',
  '/Subtype /FreeText /Rect [300 300 400 330] /DA (/F1 10 Tf 0 g) /Contents (Ghi chu) /AP << /N 8 0 R >>',
  '/Subtype /FreeText /Rect [300 340 400 370] /DA (/Helv 10 Tf 0 g) /Contents (Ghi chu)',
  '/Subtype /Line /Rect [300 400 400 420] /L [300 410 400 410] /C [1 0 0] /LE [/None /OpenArrow]',
  '/Subtype /Square /Rect [420 300 470 330] /C [0 0 1] /BS << /W 2 >>',
  '/Subtype /Circle /Rect [420 340 470 370] /C [0 0 1] /IC [1 1 0]',
  '/Subtype /Polygon /Rect [420 380 470 410] /Vertices [420 380 470 380 445 410] /C [0 0 0]',
  '/Subtype /PolyLine /Rect [420 420 470 450] /Vertices [420 420 470 420 445 450] /C [0 0 0]',
  `/Subtype /Highlight /Rect [90 540 300 560] /QuadPoints ${QUADS} /C [1 1 0]`,
  `/Subtype /Underline /Rect [90 540 300 560] /QuadPoints ${QUADS} /C [0 .5 0]`,
  '/Subtype /StrikeOut /Rect [90 510 300 530] /QuadPoints [90 530 300 530 90 510 300 510] /C [1 0 0]',
  '/Subtype /Ink /Rect [300 460 400 490] /InkList [[300 460 350 490 400 460]] /C [0 0 1]',
  '/Subtype /Stamp /Rect [420 460 520 480] /Name /Approved /AP << /N 8 0 R >>',
  '/Subtype /Caret /Rect [90 480 100 490] /C [0 0 1]',
  '/Subtype /Link /Rect [90 600 300 620] /Border [0 0 1] /A << /S /URI /URI (http://a.vn) >>',
];
const FIRST = 20;

const DA = '/DA (/F1 12 Tf 0 g)';
const OBJECTS: Readonly<Record<number, string>> = {
  1: `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [10 0 R 13 0 R] ${DA} /DR << /Font << /F1 7 0 R >> >> >> >>`,
  2: '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /CropBox [10 10 585 832] /Resources << /Font << /F1 7 0 R >> >> >>',
  3: `<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Annots [10 0 R 11 0 R 12 0 R ${NOTES.map((_, index) => `${FIRST + index} 0 R`).join(' ')}] >>`,
  5: stream(
    '',
    'BT /F1 14 Tf 90 700 Td (Muc chi: 100 trieu dong) Tj 0 -90 Td (Xem tai a.vn) Tj ' +
      '0 -65 Td (Nguoi nhan: Nguyen Van A) Tj 0 -30 Td (Cu) Tj ET',
  ),
  7: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  8: shown('BT /F1 10 Tf 2 8 Td (Ghi chu) Tj ET', '0 0 100 30'),
  10: `<< /Type /Annot /Subtype /Widget /FT /Tx /T (So) /Rect [110 760 200 780] /F 4 /P 3 0 R ${DA} >>`,
  11: `<< /Type /Annot /Subtype /Widget /Parent 13 0 R /Rect [220 760 300 780] /F 4 /P 3 0 R >>`,
  12: `<< /Type /Annot /Subtype /Widget /Parent 13 0 R /Rect [310 740 400 790] /F 4 /P 3 0 R /MK << /R 90 >> >>`,
  13: `<< /FT /Tx /Ff 4096 /T (Ngay) /Kids [11 0 R 12 0 R] ${DA} >>`,
  ...Object.fromEntries(NOTES.map((note, index) => [FIRST + index, `<< ${NOTE} ${note} >>`])),
};

/** A page with notes of every kind, and fields of which one is shown twice. */
export function notedPage(): Buffer {
  const count = FIRST + NOTES.length - 1;
  const unused = Array.from({ length: count }, (_, index) => [index + 1, 'null'] as const);
  return classicPdf({ ...Object.fromEntries(unused), ...OBJECTS }, '/Root 1 0 R /ID [<01> <01>]');
}
