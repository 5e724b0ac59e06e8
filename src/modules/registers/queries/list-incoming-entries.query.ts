import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RegisterEntries } from './register-entries.js';
import type { IncomingRow } from './register-filter.js';

const SELECT = `
  SELECT entry.id, entry.number, to_char(entry.arrived_on, 'YYYY-MM-DD') AS "arrivedOn",
    entry.incoming_document_id AS "incomingDocumentId", entry.author, entry.symbol,
    to_char(entry.issued_on, 'YYYY-MM-DD') AS "issuedOn", entry.type_name AS "typeName",
    entry.subject, entry.receiver, to_char(entry.handed_on, 'YYYY-MM-DD') AS "handedOn",
    entry.receipt, entry.note
  FROM registers.incoming_entry entry
  JOIN registers.number_series series ON series.id = entry.series_id`;

@Injectable()
export class ListIncomingEntriesQuery extends RegisterEntries<IncomingRow> {
  constructor(dataSource: DataSource) {
    super(dataSource, {
      select: SELECT,
      dayColumn: 'arrived_on',
      dayOf: ({ arrivedOn }) => arrivedOn,
      typeColumn: 'type_name',
      bookOrder: 'entry.period, entry.number',
    });
  }
}
