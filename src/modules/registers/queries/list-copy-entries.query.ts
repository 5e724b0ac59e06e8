import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RegisterEntries } from './register-entries.js';
import type { CopyEntryRow } from './register-filter.js';

const SELECT = `
  SELECT entry.id, entry.number, entry.symbol, to_char(entry.issued_on, 'YYYY-MM-DD') AS "issuedOn",
    entry.copy_id AS "copyId", entry.type_code AS "typeCode", entry.subject, entry.signer,
    entry.recipients, entry.kept_by AS "keptBy", entry.copies, entry.note
  FROM registers.copy_entry entry
  JOIN registers.number_series series ON series.id = entry.series_id`;

@Injectable()
export class ListCopyEntriesQuery extends RegisterEntries<CopyEntryRow> {
  constructor(dataSource: DataSource) {
    super(dataSource, {
      select: SELECT,
      dayColumn: 'issued_on',
      dayOf: ({ issuedOn }) => issuedOn,
      typeColumn: 'type_code',
      bookOrder: 'entry.period, entry.number',
    });
  }
}
