import { DocumentLayoutError } from './errors.js';
import { pdfReader } from './pdf-reader.js';

type Matrix = readonly [number, number, number, number, number, number];
type Reader = Awaited<ReturnType<typeof pdfReader>>;
type Page = Awaited<ReturnType<Awaited<ReturnType<Reader['getDocument']>['promise']>['getPage']>>;
type Box = { readonly bottom: number; readonly top: number };

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
/** Letters like g and y go below their line by less than this part of the size. */
const DESCENT = 0.25;
/** A scan or a coloured ground: nothing can be told to be free under it. */
const WHOLE_PAGE = 0.85;

/**
 * How low the last page of a PDF is written on, in points from the bottom edge.
 *
 * @param from what lies wholly below this height counts not: page numbers in the margin
 * @returns null when it cannot be told: a scan
 * @throws DocumentLayoutError when the file cannot be read
 */
export async function lowestInk(pdf: Uint8Array, from: number): Promise<number | null> {
  const { getDocument, OPS, VerbosityLevel } = await pdfReader();
  // pdf.js takes the buffer away from its caller, so it gets a copy, and no Node Buffer.
  const task = getDocument({
    data: Uint8Array.from(pdf),
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
  });
  try {
    const document = await task.promise;
    const page = await document.getPage(document.numPages);
    const [, bottom = 0, , top = 0] = page.view;
    const boxes = [...(await textBoxes(page)), ...(await drawnBoxes(page, OPS))];
    const high = (top - bottom) * WHOLE_PAGE;
    if (boxes.some((box) => box.top - box.bottom > high)) return null;
    const above = boxes.filter((box) => box.top - bottom > from);
    return Math.min(top - bottom, ...above.map((box) => box.bottom - bottom));
  } catch (cause) {
    throw new DocumentLayoutError('unreadable-pdf', 'The last page of this PDF cannot be read', {
      cause,
    });
  } finally {
    await task.destroy();
  }
}

async function textBoxes(page: Page): Promise<Box[]> {
  const { items } = await page.getTextContent();
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [a = 0, b = 0, c = 0, d = 0, , baseline = 0] = item.transform as number[];
    const size = Math.hypot(c, d);
    // Text that runs upwards or slants reaches as far as it is wide.
    const rise = Math.hypot(a, b) > 0 ? (b / Math.hypot(a, b)) * item.width : 0;
    const ends = [baseline, baseline + rise];
    return [{ bottom: Math.min(...ends) - size * DESCENT, top: Math.max(...ends) + size }];
  });
}

type Operation = { readonly code: number; readonly given: readonly unknown[] };

async function drawnBoxes(page: Page, ops: Reader['OPS']): Promise<Box[]> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const states: Matrix[] = [];
  let now = IDENTITY;
  return fnArray.flatMap((code, index) => {
    const operation = { code, given: (argsArray[index] ?? []) as readonly unknown[] };
    if (opensState(code, ops)) states.push(now);
    if (closesState(code, ops)) now = states.pop() ?? IDENTITY;
    now = moved(now, operation, ops);
    return inkOf(now, operation, ops);
  });
}

function opensState(code: number, ops: Reader['OPS']): boolean {
  return [ops.save, ops.paintFormXObjectBegin, ops.beginAnnotation].includes(code);
}

function closesState(code: number, ops: Reader['OPS']): boolean {
  return [ops.restore, ops.paintFormXObjectEnd, ops.endAnnotation].includes(code);
}

function moved(now: Matrix, { code, given }: Operation, ops: Reader['OPS']): Matrix {
  if (code === ops.transform) return times(now, given as unknown as Matrix);
  const isForm = code === ops.paintFormXObjectBegin && Array.isArray(given[0]);
  return isForm ? times(now, given[0] as Matrix) : now;
}

function inkOf(now: Matrix, { code, given }: Operation, ops: Reader['OPS']): Box[] {
  switch (code) {
    case ops.beginAnnotation:
      return [boxOf(IDENTITY, Array.from(given[1] as ArrayLike<number>))];
    case ops.constructPath:
      return pathBox(now, given, ops.endPath);
    case ops.paintImageXObject:
    case ops.paintImageMaskXObject:
    case ops.paintInlineImageXObject:
      return [boxOf(now, [0, 0, 1, 1])];
    default:
      return [];
  }
}

/** Paths that only clip leave no ink. */
function pathBox(now: Matrix, given: readonly unknown[], endPath: number): Box[] {
  const [paint, , bounds] = given;
  if (paint === endPath || bounds === null || bounds === undefined) return [];
  return [boxOf(now, Array.from(bounds as ArrayLike<number>))];
}

function boxOf([, b, , d, , f]: Matrix, [x1 = 0, y1 = 0, x2 = 0, y2 = 0]: number[]): Box {
  const heights = [x1, x2].flatMap((x) => [y1, y2].map((y) => b * x + d * y + f));
  return { bottom: Math.min(...heights), top: Math.max(...heights) };
}

/** The second is applied first. */
function times(one: Matrix, two: Matrix): Matrix {
  const [a, b, c, d, e, f] = one;
  const [g, h, i, j, k, l] = two;
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ];
}
