import { name, PdfDict, PdfStream, PdfString } from '../../pdf/objects.js';

export const OVER_TEXT = [80, 690, 400, 720] as const;
export const MARGIN = [500, 20, 560, 60] as const;
export const SCRIPT = PdfDict.of({ S: name('JavaScript'), JS: PdfString.text('this.print()') });

export function look(
  content: string,
  resources = new PdfDict(),
  box: readonly number[] = [0, 0, 320, 30],
): PdfStream {
  return new PdfStream(
    PdfDict.of({ Subtype: name('Form'), BBox: box, Resources: resources }),
    Buffer.from(content, 'latin1'),
  );
}

export const HELVETICA = PdfDict.of({
  Type: name('Font'),
  Subtype: name('Type1'),
  BaseFont: name('Helvetica'),
  Encoding: name('WinAnsiEncoding'),
});
const LETTERS = PdfDict.of({ Font: PdfDict.of({ F1: HELVETICA }) });
export const lettering = (text: string, box?: readonly number[]): PdfStream =>
  look(`BT /F1 12 Tf 2 8 Td (${text}) Tj ET`, LETTERS, box);
export const COVER = '1 g 0 0 320 30 re f';
