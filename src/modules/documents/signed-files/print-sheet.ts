import {
  concatTransformationMatrix,
  PDFDocument,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rgb,
  StandardFonts,
} from 'pdf-lib';
import qrcode from 'qrcode-generator';

const MM = 72 / 25.4;
/** In the lower left margin, clear of the type area of NĐ 30 (left 30 mm, bottom 20 mm). */
const LEFT = 7 * MM;
const BOTTOM = 5 * MM;
const SIZE = 14 * MM;
/** White around the modules, in modules (ISO/IEC 18004, 9.1). */
const QUIET = 2;
const BLACK = rgb(0, 0, 0);

/**
 * Draws the code of a version on the first page of what is printed.
 *
 * @param pdf without signatures: those would break
 */
export async function withCode(
  pdf: Uint8Array,
  { url, printed }: { readonly url: string; readonly printed: string },
): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const [page] = document.getPages();
  if (page === undefined) return pdf;
  const font = await document.embedFont(StandardFonts.Helvetica);
  page.pushOperators(pushGraphicsState(), concatTransformationMatrix(...asSeen(page)));
  drawSquares(page, url);
  const x = LEFT + SIZE + 2 * MM;
  const address = url.replace(/^https?:\/\//, '').replace(/[^/]+$/, '');
  page.drawText(address, { x, y: BOTTOM + 5 * MM, size: 6.5, font, color: BLACK });
  page.drawText(printed, { x, y: BOTTOM + 1.5 * MM, size: 8, font, color: BLACK });
  page.pushOperators(popGraphicsState());
  return document.save({ useObjectStreams: false });
}

/** From the corner that is seen at the lower left: scans are often stored lying, or cropped. */
function asSeen(page: PDFPage): [number, number, number, number, number, number] {
  const { x, y, width, height } = page.getCropBox();
  switch (((page.getRotation().angle % 360) + 360) % 360) {
    case 90:
      return [0, 1, -1, 0, x + width, y];
    case 180:
      return [-1, 0, 0, -1, x + width, y + height];
    case 270:
      return [0, -1, 1, 0, x, y + height];
    default:
      return [1, 0, 0, 1, x, y];
  }
}

function drawSquares(page: PDFPage, url: string): void {
  const code = qrcode(0, 'M');
  code.addData(url, 'Byte');
  code.make();
  const count = code.getModuleCount();
  const side = SIZE / (count + 2 * QUIET);
  page.drawRectangle({ x: LEFT, y: BOTTOM, width: SIZE, height: SIZE, color: rgb(1, 1, 1) });
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      if (!code.isDark(row, column)) continue;
      const x = LEFT + (column + QUIET) * side;
      const y = BOTTOM + SIZE - (row + QUIET + 1) * side;
      page.drawRectangle({ x, y, width: side, height: side, color: BLACK });
    }
  }
}
