import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '../../../platform/database/rows.js';
import { decodeCursor, toPage } from '../../../platform/http/paging.js';
import {
  type IncomingPage,
  type IncomingRow,
  type PagedFilter,
  type RegisterFilter,
  registerWhere,
  whereValues,
} from './register-filter.js';

const SELECT = `
  SELECT entry.id, entry.number, to_char(entry.arrived_on, 'YYYY-MM-DD') AS "arrivedOn",
    entry.incoming_document_id AS "incomingDocumentId", entry.author, entry.symbol,
    to_char(entry.issued_on, 'YYYY-MM-DD') AS "issuedOn", entry.type_name AS "typeName",
    entry.subject, entry.receiver, to_char(entry.handed_on, 'YYYY-MM-DD') AS "handedOn",
    entry.receipt, entry.note
  FROM registers.incoming_entry entry
  JOIN registers.number_series series ON series.id = entry.series_id`;

@Injectable()
export class ListIncomingEntriesQuery {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first, as the clerk works. */
  async execute(filter: PagedFilter): Promise<IncomingPage> {
    const after = decodeCursor(filter.after, 3);
    const found = await rows<IncomingRow>(
      this.dataSource,
      `${SELECT} WHERE ${registerWhere('arrived_on')}
         AND ($8::date IS NULL OR (entry.arrived_on, entry.number, entry.id) < ($8, $9::int, $10::uuid))
       ORDER BY entry.arrived_on DESC, entry.number DESC, entry.id DESC LIMIT $11`,
      [
        ...whereValues(filter),
        after?.[0] ?? null,
        after?.[1] ?? null,
        after?.[2] ?? null,
        filter.limit + 1,
      ],
    );
    return toPage(found, filter.limit, (row) => [row.arrivedOn, row.number, row.id]);
  }

  /** A book is printed from its first number on. */
  book(filter: RegisterFilter): Promise<IncomingRow[]> {
    return rows<IncomingRow>(
      this.dataSource,
      `${SELECT} WHERE ${registerWhere('arrived_on')}
       ORDER BY entry.period, entry.number LIMIT 20000`,
      whereValues(filter),
    );
  }
}
