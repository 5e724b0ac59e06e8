import { FIELD, INITIAL_BOX, signerAndSealBoxes, type FieldBox } from './fields.js';
import type { DocumentForm } from './official-document.js';
import { readPages, spanWithin, type PageText, type TextRun } from './page-text.js';

export type FieldHints = {
  /** As the signature block prints them: `TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH`. */
  readonly authorityLines: readonly string[];
  readonly fullName: string;
  readonly sealDiameterMm: number;
  readonly form: DocumentForm;
};

type SignatureBlock = { readonly page: number; readonly position: TextRun; readonly name: TextRun };

/** The head of a document is in the upper part of its first page. */
const HEAD = 0.6;
const MOST_BETWEEN = 260;
const MOST_ASIDE = 70;

/**
 * Finds where an uploaded draft wants its number, date, initials, signature and seal.
 *
 * The blanks between printed words become fields: number, day and, when it is blank too, month
 * (`ThangBanHanh`). What the draft does not leave blank gets no box. Null when the signature block
 * is not found; then the place is chosen by hand.
 *
 * @throws DocumentLayoutError when the PDF cannot be read.
 */
export async function locateFields(
  pdf: Uint8Array,
  hints: FieldHints,
): Promise<readonly FieldBox[] | null> {
  const pages = await readPages(pdf);
  const block = signatureBlock(pages, hints);
  if (block === null) return null;

  const { page, position, name } = block;
  const bottom = name.baseline + name.fontSize * 0.9;
  const top = position.baseline - position.fontSize * 0.22;
  const centre = { x: (name.left + name.right) / 2, y: (top + bottom) / 2 };
  return [
    ...headFields(pages[0]),
    ...initials(pages, block),
    ...signerAndSealBoxes(page, centre, hints.sealDiameterMm),
  ];
}

/** The last place where the full name stands alone under one of the lines of the authority. */
function signatureBlock(pages: readonly PageText[], hints: FieldHints): SignatureBlock | null {
  const name = bare(hints.fullName);
  const authority = hints.authorityLines.map(bare);
  for (let page = pages.length - 1; page >= 0; page -= 1) {
    const runs = pages[page]?.runs ?? [];
    for (const run of runs.filter((candidate) => bare(candidate.text) === name).reverse()) {
      const above = runs.filter((other) => standsAbove(other, run));
      const position = authority
        .map((line) => above.filter((other) => bare(other.text) === line).at(-1))
        .filter((found) => found !== undefined)
        .at(-1);
      if (position !== undefined) return { page, position, name: run };
    }
  }
  return null;
}

function standsAbove(run: TextRun, name: TextRun): boolean {
  const distance = run.baseline - name.baseline;
  const aside = Math.abs((run.left + run.right - name.left - name.right) / 2);
  return distance > 20 && distance < MOST_BETWEEN && aside < MOST_ASIDE;
}

/** Letters alone: spaces and composition differ from program to program. */
function bare(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, '').toLocaleLowerCase('vi');
}

function headFields(first: PageText | undefined): FieldBox[] {
  const head = (first?.lines ?? []).filter((run) => run.baseline > (first?.height ?? 0) * HEAD);
  return [
    ...blankIn(head, /^\s*Số(?:\s*:)?(?<blank>[^\p{L}\p{N}/-]*)[/-]\s*\p{L}/u, FIELD.number),
    ...blankIn(head, /ngày(?<blank>[^\p{L}\p{N}]*)tháng/u, FIELD.date),
    ...blankIn(head, /tháng(?<blank>[^\p{L}\p{N}]*)năm/u, FIELD.month),
  ];
}

function blankIn(runs: readonly TextRun[], pattern: RegExp, name: string): FieldBox[] {
  for (const run of runs) {
    const match = new RegExp(pattern.source, 'du').exec(run.text);
    const place = match?.indices?.groups?.['blank'];
    if (place === undefined) continue;
    const { left, right } = spanWithin(run, place[0], place[1]);
    if (right - left < run.fontSize * 0.5) continue;
    return [
      {
        kind: 'text',
        name,
        page: 0,
        rect: [left, run.baseline - run.fontSize * 0.25, right, run.baseline + run.fontSize],
        text: {
          fontSize: Math.round(run.fontSize * 10) / 10,
          italic: name !== FIELD.number,
          align: 'center',
        },
      },
    ];
  }
  return [];
}

/** After the end mark, or above the signature block; and beside the line of the file copy. */
function initials(pages: readonly PageText[], { page, position }: SignatureBlock): FieldBox[] {
  const runs = pages[page]?.runs ?? [];
  const endMark = runs.findLast(
    (run) => run.text.trimEnd().endsWith('./.') && run.baseline > position.baseline,
  );
  const filed = runs.findLast((run) => /^\s*-\s*Lưu[\s:]/u.test(run.text));
  const content =
    endMark === undefined
      ? { x: position.right - INITIAL_BOX.width, y: position.baseline + position.fontSize * 2.2 }
      : { x: endMark.right + 4, y: endMark.baseline + endMark.fontSize * 0.3 };
  return [
    initial(FIELD.contentInitial, page, content.x, content.y),
    ...(filed === undefined
      ? []
      : [initial(FIELD.formInitial, page, filed.right + 3, filed.baseline)]),
  ];
}

function initial(name: string, page: number, left: number, middle: number): FieldBox {
  const { width, height } = INITIAL_BOX;
  return {
    kind: 'signature',
    name,
    page,
    rect: [left, middle - height / 2, left + width, middle + height / 2],
  };
}
