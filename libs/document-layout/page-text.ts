import { DocumentLayoutError } from './errors.js';
import { widthOf } from './fonts.js';
import { pdfReader } from './pdf-reader.js';

/** A piece of text on one line; PDF points, origin bottom-left. */
export type TextRun = {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly fontSize: number;
};

export type PageText = {
  readonly height: number;
  /** What stands on one height, blanks included, unless columns part it. */
  readonly lines: readonly TextRun[];
  /** The lines, parted at every wide blank. */
  readonly runs: readonly TextRun[];
};

type Piece = TextRun;

/** Wider than any blank that a form leaves inside a line, narrower than the gap between columns. */
const COLUMN_GAP = 48;

/**
 * The text of every page with its places.
 *
 * @throws DocumentLayoutError when the file cannot be read, is encrypted, say.
 */
export async function readPages(pdf: Uint8Array): Promise<readonly PageText[]> {
  const { getDocument, VerbosityLevel } = await pdfReader();
  // pdf.js takes the buffer away from its caller, so it gets a copy, and no Node Buffer.
  const task = getDocument({
    data: Uint8Array.from(pdf),
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
  });
  try {
    const document = await task.promise;
    const pages: PageText[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const [, bottom = 0, , top = 0] = page.view;
      const lines = linesOf(items.flatMap(piece));
      pages.push({ height: top - bottom, lines, runs: lines.flatMap(parted) });
    }
    return pages;
  } catch (cause) {
    throw new DocumentLayoutError('unreadable-pdf', 'The text of this PDF cannot be read', {
      cause,
    });
  } finally {
    await task.destroy();
  }
}

function piece(item: object): Piece[] {
  if (!('str' in item)) return [];
  const { str, transform, width } = item as { str: string; transform: number[]; width: number };
  if (str === '') return [];
  const [a = 0, b = 0, , d = 0, left = 0, baseline = 0] = transform;
  if (Math.abs(b) > 0.01 || a <= 0) return [];
  const fontSize = Math.abs(d);
  const text = str.trim() === '' ? spaces(width, fontSize) : str.normalize('NFC');
  return [{ text, left, right: left + width, baseline, fontSize }];
}

function linesOf(pieces: readonly Piece[]): TextRun[] {
  const sorted = [...pieces].sort((a, b) =>
    Math.abs(a.baseline - b.baseline) > 2 ? b.baseline - a.baseline : a.left - b.left,
  );
  const runs: TextRun[] = [];
  for (const next of sorted) {
    const last = runs.at(-1);
    if (last !== undefined && belongsTo(last, next)) {
      runs[runs.length - 1] = {
        ...last,
        text: last.text + blanks(last, next) + next.text,
        right: Math.max(last.right, next.right),
      };
    } else if (next.text.trim() !== '') {
      runs.push(next);
    }
  }
  return runs;
}

function belongsTo(run: TextRun, next: Piece): boolean {
  return Math.abs(run.baseline - next.baseline) <= 2 && next.left - run.right < COLUMN_GAP;
}

function blanks(run: TextRun, next: Piece): string {
  const gap = next.left - run.right;
  return gap < widthOf(' ', run.fontSize) * 0.4 ? '' : spaces(gap, run.fontSize);
}

/** pdf.js gives any blank as one space; here it counts as many as fit, so that places can be told. */
function spaces(width: number, fontSize: number): string {
  return ' '.repeat(Math.max(1, Math.round(width / widthOf(' ', fontSize))));
}

/** The horizontal place of a part of a run, by the widths of Times. */
export function spanWithin(
  run: TextRun,
  start: number,
  end: number,
): { readonly left: number; readonly right: number } {
  const scale = (run.right - run.left) / widthOf(run.text, run.fontSize);
  const at = (index: number): number =>
    run.left + widthOf(run.text.slice(0, index), run.fontSize) * scale;
  return { left: at(start), right: at(end) };
}

/** Four spaces are wider than any gap between words, in justified text too. */
function parted(line: TextRun): TextRun[] {
  return [...line.text.matchAll(/\S+(?:\s{1,3}\S+)*/gu)].map((match) => ({
    ...line,
    ...spanWithin(line, match.index, match.index + match[0].length),
    text: match[0],
  }));
}
