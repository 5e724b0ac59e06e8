import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Register, renderRegister } from '../../../../libs/document-layout/index.js';
import { formatDate, localDate, localDateOf } from '../../../../libs/working-calendar/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { OrganisationDirectory } from '../../organisation/index.js';
import { incomingCells, outgoingCells } from '../printing/register-cells.js';
import { TooManyToPrintError } from '../registers.errors.js';
import { ExplainGapsQuery, type SeriesOverview } from './explain-gaps.query.js';
import { ListIncomingEntriesQuery } from './list-incoming-entries.query.js';
import { ListOutgoingEntriesQuery } from './list-outgoing-entries.query.js';
import type { RegisterFilter } from './register-filter.js';

/** One volume: what can be set in the time that somebody waits for a page. */
const MOST_ENTRIES = 600;

type Line = { readonly series: string; readonly number: number; readonly on: string } & {
  readonly cells: readonly string[];
};

/** The register as a book: cover, ten columns, every gap explained (NĐ 30/2020, article 22.3b). */
@Injectable()
export class PrintRegisterQuery {
  // eslint-disable-next-line @typescript-eslint/max-params -- a book joins both lists, the gaps and the agency's name
  constructor(
    private readonly outgoing: ListOutgoingEntriesQuery,
    private readonly incoming: ListIncomingEntriesQuery,
    private readonly gaps: ExplainGapsQuery,
    private readonly directory: OrganisationDirectory,
    private readonly clock: Clock,
    private readonly dataSource: DataSource,
  ) {}

  /** @throws {TooManyToPrintError} a range of dates or numbers has to be chosen */
  async execute(kind: Register['kind'], filter: RegisterFilter): Promise<Uint8Array> {
    const lines = await this.lines(kind, filter);
    if (lines.length > MOST_ENTRIES) throw new TooManyToPrintError(lines.length, MOST_ENTRIES);
    const agency = await this.directory.getAgency(this.dataSource, filter.agencyId);
    const today = localDateOf(this.clock.now());
    const dates = lines.map(({ on }) => on).sort();
    const numbers = lines.map(({ number }) => number);
    return renderRegister({
      kind,
      governingLines: agency.headerLines.governing,
      agencyName: agency.legalName,
      year: filter.period ?? (filter.to ?? today).slice(0, 4),
      fromDate: formatDate(localDate(filter.from ?? dates[0] ?? today)),
      toDate: formatDate(localDate(filter.to ?? dates.at(-1) ?? today)),
      fromNumber: numbers.length === 0 ? 0 : Math.min(...numbers),
      toNumber: numbers.length === 0 ? 0 : Math.max(...numbers),
      volume: 1,
      entries: withGaps(lines, await this.series(kind, filter), filter),
    });
  }

  private async lines(kind: Register['kind'], filter: RegisterFilter): Promise<Line[]> {
    if (kind === 'outgoing')
      return (await this.outgoing.book(filter)).map((row) => ({
        series: row.typeGroup,
        number: row.number,
        on: row.issuedOn,
        cells: outgoingCells(row),
      }));
    return (await this.incoming.book(filter)).map((row) => ({
      series: 'incoming',
      number: row.number,
      on: row.arrivedOn,
      cells: incomingCells(row),
    }));
  }

  private async series(
    kind: Register['kind'],
    filter: RegisterFilter,
  ): Promise<readonly SeriesOverview[]> {
    const all = await this.gaps.execute(filter.agencyId, filter.period ?? null);
    return all.filter(({ register }) => register === kind);
  }
}

/** A voided number explains itself in its own line; what has no line is explained between the others. */
function withGaps(
  lines: readonly Line[],
  series: readonly SeriesOverview[],
  filter: RegisterFilter,
): (readonly string[] | { gap: string })[] {
  const entries: (readonly string[] | { gap: string })[] = [];
  const isWhole = filter.from === undefined && filter.fromNumber === undefined;
  let previous: Line | null = null;
  for (const line of lines) {
    const isFirst = previous?.series !== line.series;
    const { gaps = [] } = series.find(({ typeGroup }) => typeGroup === line.series) ?? {};
    const after = isFirst ? 0 : (previous?.number ?? 0);
    for (const gap of gaps) {
      const isBetween = gap.kind !== 'voided' && gap.from > after && gap.to < line.number;
      if (isBetween && (isWhole || !isFirst))
        entries.push({ gap: `Số ${range(gap.from, gap.to)}: ${gap.reason}` });
    }
    entries.push(line.cells);
    previous = line;
  }
  return entries;
}

function range(from: number, to: number): string {
  return from === to ? String(from) : `${from} - ${to}`;
}
