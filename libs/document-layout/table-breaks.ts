import type { Content } from 'pdfmake';
import type { TableContent } from './official-document.js';
import { firstPlace } from './typeset.js';

type Tracked = {
  readonly table: TableContent;
  readonly row: number;
  readonly group: Content;
  readonly next: Content;
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
    const lonely = this.tracked.filter(
      ({ group, next }) => firstPlace(group)?.pageNumber !== firstPlace(next)?.pageNumber,
    );
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
