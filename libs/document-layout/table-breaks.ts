import type { Content } from 'pdfmake';
import type { TableContent } from './official-document.js';
import { MARGIN } from './page.js';
import { firstPlace, placesOf } from './typeset.js';

const ROW_PADDING = 5;

type Tracked = {
  readonly table: TableContent;
  readonly row: number;
  readonly group: Content;
  /** The cells of the row below. */
  readonly next: readonly Content[];
  readonly lineHeight: number;
};

/**
 * Where tables must go to a new page, learnt from the last setting.
 *
 * The typesetter cannot keep two rows together: a group's line left alone at the foot of a page
 * is found afterwards, and the document is set again with the table parted there.
 */
export class TableBreaks {
  private readonly breaks = new Map<TableContent, Set<number>>();
  private tracked: Tracked[] = [];

  before(table: TableContent): ReadonlySet<number> {
    return this.breaks.get(table) ?? new Set();
  }

  track(entry: Tracked): void {
    this.tracked.push(entry);
  }

  /** Notes the first lonely group line of every table; true when there was one. */
  learn(): boolean {
    const lonely = this.tracked.filter(isLonely);
    this.tracked = [];
    const seen = new Set<TableContent>();
    for (const { table, row } of lonely) {
      const rows = this.breaks.get(table) ?? new Set<number>();
      if (seen.has(table) || rows.has(row) || row === 0) continue;
      seen.add(table);
      this.breaks.set(table, rows.add(row));
    }
    return seen.size > 0;
  }
}

/**
 * The typesetter notes a row's place before it moves the whole row to the next page, so the row's
 * height has to be compared with what is left of the page.
 */
function isLonely({ group, next, lineHeight }: Tracked): boolean {
  const above = firstPlace(group);
  const below = next.map(firstPlace).find((place) => place !== undefined);
  if (above === undefined || below === undefined) return false;
  if (below.pageNumber > above.pageNumber) return true;

  const lines = Math.max(...next.map((cell) => placesOf(cell).length));
  const foot = MARGIN.top + below.pageInnerHeight;
  return below.top + lines * lineHeight + ROW_PADDING > foot;
}
