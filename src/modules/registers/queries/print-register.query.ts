import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Register } from '../../../../libs/document-layout/index.js';
import { formatDate, localDate, localDateOf } from '../../../../libs/working-calendar/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { OrganisationDirectory } from '../../organisation/index.js';
import { RegisterPrints } from '../printing/register-prints.js';
import { TooManyToPrintError } from '../registers.errors.js';
import { ExplainGapsQuery, type SeriesOverview } from './explain-gaps.query.js';
import type { RegisterFilter } from './register-filter.js';
import { type Line, RegisterLines } from './register-lines.js';

/** One volume: what can be set in the time that somebody waits for a page. */
const MOST_ENTRIES = 600;

/** The register as a book: cover, ten columns, every gap explained (NĐ 30/2020, article 22.3b). */
@Injectable()
export class PrintRegisterQuery {
  constructor(
    private readonly lines: RegisterLines,
    private readonly gaps: ExplainGapsQuery,
    private readonly directory: OrganisationDirectory,
    private readonly prints: RegisterPrints,
    private readonly clock: Clock,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * @param origin address under which this office is reached; without it the sheet has no code
   * @throws {TooManyToPrintError} a range of dates or numbers has to be chosen
   */
  async execute(
    kind: Register['kind'],
    filter: RegisterFilter,
    origin: string | null = null,
  ): Promise<Uint8Array> {
    const lines = await this.lines.of(kind, filter);
    if (lines.length > MOST_ENTRIES) throw new TooManyToPrintError(lines.length, MOST_ENTRIES);
    const agency = await this.directory.getAgency(this.dataSource, filter.agencyId);
    const today = localDateOf(this.clock.now());
    const dates = lines.map(({ on }) => on).sort();
    const numbers = lines.map(({ number }) => number);
    const register: Register = {
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
    };
    // What the Party keeps is not for everybody, not even as a title.
    const isPublic = agency.space === 'government';
    return this.prints.print(filter.agencyId, register, isPublic ? origin : null);
  }

  private async series(
    kind: Register['kind'],
    filter: RegisterFilter,
  ): Promise<readonly SeriesOverview[]> {
    const all = await this.gaps.execute(filter.agencyId, filter.period ?? null);
    return all.filter(({ register }) => register === kind);
  }
}

type Entry = readonly string[] | { readonly gap: string };

/** A voided number explains itself in its own line; what has no line is explained between the others. */
function withGaps(
  lines: readonly Line[],
  series: readonly SeriesOverview[],
  filter: RegisterFilter,
): readonly Entry[] {
  const isWhole = [filter.from, filter.fromNumber, filter.typeCode].every(
    (bound) => bound === undefined,
  );
  return lines.flatMap((line, index): Entry[] => {
    const before = lines[index - 1];
    const isFirst = before?.series !== line.series;
    if (isFirst && !isWhole) return [line.cells];
    const gaps = gapsBetween(series, line, isFirst ? 0 : before.number);
    return [...gaps.map((gap) => ({ gap })), line.cells];
  });
}

function gapsBetween(
  series: readonly SeriesOverview[],
  line: Line,
  after: number,
): readonly string[] {
  const { gaps = [] } = series.find(({ typeGroup }) => typeGroup === line.series) ?? {};
  return gaps
    .filter(({ kind, from, to }) => kind !== 'voided' && from > after && to < line.number)
    .map(({ from, to, reason }) => `Số ${range(from, to)}: ${reason}`);
}

function range(from: number, to: number): string {
  return from === to ? String(from) : `${from} - ${to}`;
}
