import type { DataSource } from 'typeorm';
import { rows } from '../../../platform/database/rows.js';
import { decodeCursor, type Page, toFile, toPage } from '../../../platform/http/paging.js';
import type { PagedFilter, RegisterFilter } from './register-filter.js';

/** What is special to one register; its table is `entry`, its number series `series`. */
type RegisterShape<Row> = {
  /** Up to the WHERE. */
  readonly select: string;
  readonly dayColumn: 'issued_on' | 'arrived_on';
  readonly dayOf: (row: Row) => string;
  /** What arrived names its type as its sender does. */
  readonly typeColumn: 'type_code' | 'type_name';
  /** The columns by which a book is ordered when it is printed, from its first number on. */
  readonly bookOrder: string;
};

const MOST_OF_A_BOOK = 20_000;

/** Reads one register in two ways: as the clerk works, and as its book is printed or exported. */
export abstract class RegisterEntries<
  Row extends { readonly id: string; readonly number: number },
> {
  protected constructor(
    private readonly dataSource: DataSource,
    private readonly shape: RegisterShape<Row>,
  ) {}

  /** Newest first. */
  async execute(filter: PagedFilter): Promise<Page<Row>> {
    const { select, dayColumn, dayOf } = this.shape;
    const [day = null, number = null, id = null] = decodeCursor(filter.after, 3) ?? [];
    const found = await rows<Row>(
      this.dataSource,
      `${select} WHERE ${where(this.shape)}
         AND ($9::date IS NULL OR (entry.${dayColumn}, entry.number, entry.id) < ($9, $10::int, $11::uuid))
       ORDER BY entry.${dayColumn} DESC, entry.number DESC, entry.id DESC LIMIT $12`,
      [...whereValues(filter), day, number, id, filter.limit + 1],
    );
    return toPage(found, filter.limit, (row) => [dayOf(row), row.number, row.id]);
  }

  /** @throws {TooManyForFileError} a narrower range has to be chosen */
  async book(filter: RegisterFilter): Promise<readonly Row[]> {
    const { select, bookOrder } = this.shape;
    const found = await rows<Row>(
      this.dataSource,
      `${select} WHERE ${where(this.shape)} ORDER BY ${bookOrder} LIMIT ${MOST_OF_A_BOOK + 1}`,
      whereValues(filter),
    );
    return toFile(found, MOST_OF_A_BOOK);
  }
}

/** The one WHERE of lists, prints and exports: `$1` to `$8`. */
function where({
  dayColumn,
  typeColumn,
}: Pick<RegisterShape<never>, 'dayColumn' | 'typeColumn'>): string {
  return `entry.agency_id = $1
    AND ($2::date IS NULL OR entry.${dayColumn} >= $2)
    AND ($3::date IS NULL OR entry.${dayColumn} <= $3)
    AND ($4::text IS NULL OR entry.period = $4)
    AND ($5::text IS NULL OR series.type_group = $5)
    AND ($6::int IS NULL OR entry.number >= $6)
    AND ($7::int IS NULL OR entry.number <= $7)
    AND ($8::text IS NULL OR entry.${typeColumn} = $8)`;
}

function whereValues(filter: RegisterFilter): readonly unknown[] {
  return [
    filter.agencyId,
    filter.from ?? null,
    filter.to ?? null,
    filter.period ?? null,
    filter.typeGroup ?? null,
    filter.fromNumber ?? null,
    filter.toNumber ?? null,
    filter.typeCode ?? null,
  ];
}
