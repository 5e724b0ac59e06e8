import { Injectable } from '@nestjs/common';
import { maybeRow, type Queryable } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import type { PeriodSnapshot } from '../domain/snapshot.js';

export type PeriodClose = {
  readonly id: string;
  readonly planId: string;
  readonly agencyId: string;
  readonly period: string;
  readonly partyAgencyId: string | null;
  readonly snapshot: PeriodSnapshot;
  readonly sha256: string;
  readonly closedAt: Date;
  readonly documentId: string | null;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
};

const COLUMNS = `id, plan_id AS "planId", agency_id AS "agencyId", period,
  party_agency_id AS "partyAgencyId", snapshot, sha256, closed_at AS "closedAt",
  document_id AS "documentId", symbol, issued_on::text AS "issuedOn"`;

@Injectable()
export class CloseRepository {
  find(db: Queryable, id: string): Promise<PeriodClose | null> {
    return maybeRow(db, `SELECT ${COLUMNS} FROM plans.period_close WHERE id = $1`, [id]);
  }

  findForUpdate(tx: Tx, id: string): Promise<PeriodClose | null> {
    return maybeRow(tx, `SELECT ${COLUMNS} FROM plans.period_close WHERE id = $1 FOR UPDATE`, [id]);
  }

  findOf(
    db: Queryable,
    of: { readonly planId: string; readonly agencyId: string; readonly period: string },
  ): Promise<PeriodClose | null> {
    return maybeRow(
      db,
      `SELECT ${COLUMNS} FROM plans.period_close WHERE plan_id = $1 AND agency_id = $2 AND period = $3`,
      [of.planId, of.agencyId, of.period],
    );
  }

  async add(
    tx: Tx,
    close: Omit<PeriodClose, 'documentId' | 'symbol' | 'issuedOn'> & {
      readonly closedByPost: string | null;
    },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO plans.period_close (id, plan_id, agency_id, period, party_agency_id, snapshot,
         sha256, closed_at, closed_by_post) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
      [
        ...[close.id, close.planId, close.agencyId, close.period, close.partyAgencyId],
        ...[JSON.stringify(close.snapshot), close.sha256, close.closedAt, close.closedByPost],
      ],
    );
  }

  async attach(tx: Tx, id: string, documentId: string): Promise<void> {
    await tx.query('UPDATE plans.period_close SET document_id = $2 WHERE id = $1', [
      id,
      documentId,
    ]);
  }

  async markIssued(tx: Tx, id: string, symbol: string, issuedOn: string): Promise<void> {
    await tx.query('UPDATE plans.period_close SET symbol = $2, issued_on = $3 WHERE id = $1', [
      id,
      symbol,
      issuedOn,
    ]);
  }
}
