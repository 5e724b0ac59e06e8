import { describe, expect, it } from '@jest/globals';
import { degrees, PDFDocument, PDFName, type PDFRef, StandardFonts } from 'pdf-lib';
import { placedWords } from '../../../../test/builders/text-at-top.js';
import { withCode } from '../signed-files/print-sheet.js';
import { unsignedPages } from './unsigned-pages.js';

type LookOf = { readonly text: string; readonly box: number[]; readonly matrix?: number[] };

/** A page that lies, as scanners store it, and on it what fields and stamps look like. */
async function aLyingPage(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const { context } = pdf;
  const page = pdf.addPage([842, 595]);
  page.setRotation(degrees(90));
  const font = (await pdf.embedFont(StandardFonts.Helvetica)).ref;
  const look = ({ text, box, matrix = [1, 0, 0, 1, 0, 0] }: LookOf): PDFRef =>
    context.register(
      context.stream(`BT /F 12 Tf ${(box[0] ?? 0) + 2} ${(box[1] ?? 0) + 4} Td (${text}) Tj ET`, {
        ...{ Type: 'XObject', Subtype: 'Form', BBox: box, Matrix: matrix },
        Resources: { Font: { F: font } },
      }),
    );
  const widget = (Rect: number[], N: object, more: object = {}): void => {
    const given = { Type: 'Annot', Subtype: 'Widget', F: 4, Rect, AP: { N }, ...more };
    page.node.addAnnot(context.register(context.obj(given as never)));
  };
  widget(
    [20, 100, 46, 300],
    look({ text: 'Turned', box: [0, 0, 200, 26], matrix: [0, 1, -1, 0, 26, 0] }),
  );
  widget(
    [200, 100, 400, 126],
    look({ text: 'Smaller', box: [50, 50, 450, 102], matrix: [1, 0, 0, 1, 9, 9] }),
  );
  const on = look({ text: 'Ticked', box: [0, 0, 80, 20] });
  const off = look({ text: 'Empty', box: [0, 0, 80, 20] });
  widget([500, 100, 580, 120], { On: on, Off: off }, { AS: PDFName.of('On') });
  widget([600, 100, 680, 120], look({ text: 'Unseen', box: [0, 0, 80, 20] }), { F: 6 });
  return pdf.save({ useObjectStreams: false });
}

describe('pages of a copy', () => {
  it('show what was seen of fields where it was seen: turned, scaled, ticked; and nothing hidden', async () => {
    const source = await aLyingPage();
    const copied = await placedWords(await unsignedPages(source, null));
    expect(copied.map(({ word }) => word)).toEqual(['Turned', 'Smaller', 'Ticked']);
    expect(copied).toEqual(await placedWords(source));
  });

  it('carry their code upright at the lower left of what is seen', async () => {
    const pages = await unsignedPages(await aLyingPage(), null);
    const words = await placedWords(
      await withCode(pages, { url: 'https://van.ban/kiem-tra/ABCD', printed: 'ABCD' }),
    );
    const code = words.find(({ word }) => word === 'ABCD');
    expect(code?.left).toBeCloseTo(65.2, 0);
    expect(code?.top).toBeGreaterThan(800);
  });
});
