import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '../../../platform/database/rows.js';
import { decodeCursor, toPage } from '../../../platform/http/paging.js';
import {
  type OutgoingPage,
  type OutgoingRow,
  type PagedFilter,
  type RegisterFilter,
  registerWhere,
  whereValues,
} from './register-filter.js';

const SELECT = `
  SELECT entry.id, entry.number, entry.symbol, to_char(entry.issued_on, 'YYYY-MM-DD') AS "issuedOn",
    entry.document_id AS "documentId", entry.type_code AS "typeCode",
    entry.type_name AS "typeName", entry.subject, entry.signer, entry.recipients,
    entry.kept_by AS "keptBy", entry.copies,
    to_char(entry.dispatched_on, 'YYYY-MM-DD') AS "dispatchedOn", entry.receipt, entry.note,
    voided.reason AS "voidReason", series.type_group AS "typeGroup"
  FROM registers.outgoing_entry entry
  JOIN registers.number_series series ON series.id = entry.series_id
  LEFT JOIN registers.voided_number voided ON voided.entry_id = entry.id`;

@Injectable()
export class ListOutgoingEntriesQuery {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first, as the clerk works. */
  async execute(filter: PagedFilter): Promise<OutgoingPage> {
    const after = decodeCursor(filter.after, 3);
    const found = await rows<OutgoingRow>(
      this.dataSource,
      `${SELECT} WHERE ${registerWhere('issued_on')}
         AND ($8::date IS NULL OR (entry.issued_on, entry.number, entry.id) < ($8, $9::int, $10::uuid))
       ORDER BY entry.issued_on DESC, entry.number DESC, entry.id DESC LIMIT $11`,
      [
        ...whereValues(filter),
        after?.[0] ?? null,
        after?.[1] ?? null,
        after?.[2] ?? null,
        filter.limit + 1,
      ],
    );
    return toPage(found, filter.limit, (row) => [row.issuedOn, row.number, row.id]);
  }

  /** A book is printed from its first number on. */
  book(filter: RegisterFilter): Promise<OutgoingRow[]> {
    return rows<OutgoingRow>(
      this.dataSource,
      `${SELECT} WHERE ${registerWhere('issued_on')}
       ORDER BY entry.period, series.type_group, entry.number LIMIT 20000`,
      whereValues(filter),
    );
  }
}
