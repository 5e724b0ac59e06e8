import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RegisterEntries } from './register-entries.js';
import type { OutgoingRow } from './register-filter.js';

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
export class ListOutgoingEntriesQuery extends RegisterEntries<OutgoingRow> {
  constructor(dataSource: DataSource) {
    super(dataSource, {
      select: SELECT,
      dayColumn: 'issued_on',
      dayOf: ({ issuedOn }) => issuedOn,
      typeColumn: 'type_code',
      bookOrder: 'entry.period, series.type_group, entry.number',
    });
  }
}
