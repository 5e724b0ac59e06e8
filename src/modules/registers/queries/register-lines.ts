import { Injectable } from '@nestjs/common';
import type { Register } from '../../../../libs/document-layout/index.js';
import { copyCells, incomingCells, outgoingCells } from '../printing/register-cells.js';
import { ListCopyEntriesQuery } from './list-copy-entries.query.js';
import { ListIncomingEntriesQuery } from './list-incoming-entries.query.js';
import { ListOutgoingEntriesQuery } from './list-outgoing-entries.query.js';
import type { RegisterFilter } from './register-filter.js';

/** A line of a register as it is printed, and the number by which its series counts it. */
export type Line = {
  readonly series: string;
  readonly number: number;
  readonly on: string;
  readonly cells: readonly string[];
};

/** The lines of each register from its first number on. */
@Injectable()
export class RegisterLines {
  constructor(
    private readonly outgoing: ListOutgoingEntriesQuery,
    private readonly incoming: ListIncomingEntriesQuery,
    private readonly copies: ListCopyEntriesQuery,
  ) {}

  async of(kind: Register['kind'], filter: RegisterFilter): Promise<Line[]> {
    switch (kind) {
      case 'outgoing':
        return (await this.outgoing.book(filter)).map((row) => ({
          series: row.typeGroup,
          number: row.number,
          on: row.issuedOn,
          cells: outgoingCells(row),
        }));
      case 'incoming':
        return (await this.incoming.book(filter)).map((row) => ({
          series: 'incoming',
          number: row.number,
          on: row.arrivedOn,
          cells: incomingCells(row),
        }));
      case 'copies':
        return (await this.copies.book(filter)).map((row) => ({
          series: 'copies',
          number: row.number,
          on: row.issuedOn,
          cells: copyCells(row),
        }));
    }
  }
}
