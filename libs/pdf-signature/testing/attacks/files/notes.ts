import { name, PdfDict } from '../../../pdf/objects.js';
import { appended, type RevisionWriter } from '../../../pdf/revision-writer.js';
import { AT, dictAt, ofKind, ref, type AttackFile, type Entries } from '../bases.js';
import { onPreparedForm } from '../forms.js';
import { look, MARGIN, OVER_TEXT } from '../looks.js';

const noted = (entries: (writer: RevisionWriter) => Entries): AttackFile['build'] =>
  onPreparedForm(3, (writer, document) => {
    const page = dictAt(document, AT.page);
    const own = PdfDict.of({ Type: name('Annot'), F: 4, P: ref(AT.page), ...entries(writer) });
    writer.put(
      ref(AT.page),
      page.with({ Annots: appended(page.get('Annots'), [writer.add(own)]) }),
    );
  });
const LINES = Array.from({ length: 30 }, (_, index) => 690 + index);
const WHITE = { C: [1, 1, 1] };
/** Notes that /P 3 permits, with no look of their own, or one of many thin lines. */
export const ON_NOTES: readonly AttackFile[] = ofKind('notes that readers draw themselves', [
  [
    'a pen far from its rectangle',
    'content-covered',
    noted(() => ({
      Subtype: name('Ink'),
      Rect: MARGIN,
      ...WHITE,
      InkList: [[80, 705, 400, 705]],
      BS: PdfDict.of({ W: 20 }),
    })),
  ],
  [
    'a line far from its rectangle',
    'content-covered',
    noted(() => ({
      Subtype: name('Line'),
      Rect: MARGIN,
      ...WHITE,
      L: [80, 705, 400, 705],
      BS: PdfDict.of({ W: 20 }),
    })),
  ],
  [
    'a polygon far from its rectangle',
    'content-covered',
    noted(() => ({
      Subtype: name('Polygon'),
      Rect: MARGIN,
      ...WHITE,
      IC: [1, 1, 1],
      Vertices: [80, 690, 400, 690, 400, 720, 80, 720],
    })),
  ],
  [
    'a polyline far from its rectangle',
    'content-covered',
    noted(() => ({
      Subtype: name('PolyLine'),
      Rect: MARGIN,
      ...WHITE,
      Vertices: [80, 705, 400, 705],
      BS: PdfDict.of({ W: 20 }),
    })),
  ],
  [
    'lines through text, one beside the other',
    'content-covered',
    noted(() => ({
      Subtype: name('StrikeOut'),
      Rect: OVER_TEXT,
      ...WHITE,
      QuadPoints: LINES.flatMap((y) => [80, y + 8, 400, y + 8, 80, y - 8, 400, y - 8]),
    })),
  ],
  [
    'underlines, one beside the other',
    'content-covered',
    noted(() => ({
      Subtype: name('Underline'),
      Rect: OVER_TEXT,
      C: [0, 0, 0],
      QuadPoints: LINES.flatMap((y) => [80, y + 8, 400, y + 8, 80, y, 400, y]),
    })),
  ],
  [
    'one white line',
    'content-covered',
    noted(() => ({
      Subtype: name('StrikeOut'),
      Rect: OVER_TEXT,
      ...WHITE,
      QuadPoints: [80, 740, 400, 740, 80, 670, 400, 670],
    })),
  ],
  [
    'white lines of an appearance',
    'content-covered',
    noted((w) => ({
      Subtype: name('StrikeOut'),
      Rect: OVER_TEXT,
      QuadPoints: [80, 720, 400, 720, 80, 690, 400, 690],
      AP: PdfDict.of({
        N: w.add(
          look(`1 G 1 w ${LINES.map((y) => `0 ${y - 690} m 320 ${y - 690} l S`).join(' ')}`),
        ),
      }),
    })),
  ],
  [
    'a link whose frame meets in the middle',
    'content-covered',
    noted(() => ({
      Subtype: name('Link'),
      Rect: [80, 699, 400, 711],
      Border: [0, 0, 6],
      ...WHITE,
    })),
  ],
]);
