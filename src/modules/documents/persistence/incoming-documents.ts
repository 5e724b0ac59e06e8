import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { maybeRow, type Queryable } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { IncomingDocument } from './incoming-document.entity.js';

export const INCOMING_SUBJECT = 'incoming-document';

export type Duplicate = {
  readonly id: string;
  readonly arrivalNumber: number | null;
  readonly arrivedOn: string | null;
};

export type LeadAssignment = {
  readonly id: string;
  readonly unitId: string;
  readonly postId: string | null;
};

@Injectable()
export class IncomingDocuments {
  constructor(private readonly dataSource: DataSource) {}

  async get(id: string): Promise<IncomingDocument> {
    return present(await this.dataSource.manager.findOneBy(IncomingDocument, { id }));
  }

  async getForUpdate(tx: Tx, id: string): Promise<IncomingDocument> {
    return present(
      await tx.findOne(IncomingDocument, { where: { id }, lock: { mode: 'pessimistic_write' } }),
    );
  }

  async add(tx: Tx, document: Partial<IncomingDocument>): Promise<void> {
    await tx.insert(IncomingDocument, { ...document });
  }

  async save(tx: Tx, document: IncomingDocument): Promise<void> {
    const { id, ...columns } = document;
    await tx.update(IncomingDocument, { id }, columns);
  }

  /** The same number, symbol and author, whatever their case, spacing or `Đ`. */
  findDuplicate(
    db: Queryable,
    given: { agencyId: string; symbol: string; author: string; exceptId: string | null },
  ): Promise<Duplicate | null> {
    return maybeRow<Duplicate>(
      db,
      `SELECT id, arrival_number AS "arrivalNumber",
         to_char(arrived_on, 'YYYY-MM-DD') AS "arrivedOn"
       FROM documents.incoming
       WHERE agency_id = $1 AND state <> 'returned' AND $4::uuid IS DISTINCT FROM id
         AND duplicate_key = documents.bare($2) || ' ' || documents.bare($3)
       ORDER BY arrival_number NULLS LAST, created_at LIMIT 1`,
      [given.agencyId, given.symbol, given.author, given.exceptId],
    );
  }

  /** Who leads the work on it: the top directive's lead. */
  findLead(db: Queryable, id: string): Promise<LeadAssignment | null> {
    return maybeRow<LeadAssignment>(
      db,
      `SELECT id, unit_id AS "unitId", post_id AS "postId"
       FROM routing.report_assignment_v1
       WHERE subject_type = $1 AND subject_id = $2 AND role = 'lead' AND parent_id IS NULL
         AND state <> 'recalled'
       ORDER BY created_at DESC LIMIT 1`,
      [INCOMING_SUBJECT, id],
    );
  }
}

function present(document: IncomingDocument | null): IncomingDocument {
  if (!document) throw new NotFoundError('incoming document');
  return document;
}
