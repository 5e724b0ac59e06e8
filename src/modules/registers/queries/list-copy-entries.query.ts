import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '../../../platform/database/rows.js';
import { decodeCursor, toPage } from '../../../platform/http/paging.js';
import {
  type CopyEntryRow,
  type CopyPage,
  type PagedFilter,
  type RegisterFilter,
  registerWhere,
  whereValues,
} from './register-filter.js';

const SELECT = `
  SELECT entry.id, entry.number, entry.symbol, to_char(entry.issued_on, 'YYYY-MM-DD') AS "issuedOn",
    entry.copy_id AS "copyId", entry.type_code AS "typeCode", entry.subject, entry.signer,
    entry.recipients, entry.kept_by AS "keptBy", entry.copies, entry.note
  FROM registers.copy_entry entry
  JOIN registers.number_series series ON series.id = entry.series_id`;

const OF_TYPE = '($8::text IS NULL OR entry.type_code = $8)';

@Injectable()
export class ListCopyEntriesQuery {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first, as the clerk works. */
  async execute(filter: PagedFilter): Promise<CopyPage> {
    const after = decodeCursor(filter.after, 3);
    const found = await rows<CopyEntryRow>(
      this.dataSource,
      `${SELECT} WHERE ${registerWhere('issued_on')} AND ${OF_TYPE}
         AND ($9::date IS NULL OR (entry.issued_on, entry.number, entry.id) < ($9, $10::int, $11::uuid))
       ORDER BY entry.issued_on DESC, entry.number DESC, entry.id DESC LIMIT $12`,
      [
        ...whereValues(filter),
        filter.typeCode ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        after?.[2] ?? null,
        filter.limit + 1,
      ],
    );
    return toPage(found, filter.limit, (row) => [row.issuedOn, row.number, row.id]);
  }

  /** A book is printed from its first number on. */
  book(filter: RegisterFilter): Promise<CopyEntryRow[]> {
    return rows<CopyEntryRow>(
      this.dataSource,
      `${SELECT} WHERE ${registerWhere('issued_on')} AND ${OF_TYPE}
       ORDER BY entry.period, entry.number LIMIT 20000`,
      [...whereValues(filter), filter.typeCode ?? null],
    );
  }
}
