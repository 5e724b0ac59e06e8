import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { monthlyPeriod, periodLabel } from '../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../platform/access/actor.js';
import { rows } from '../../../platform/database/rows.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { decodeCursor, type Page, toPage } from '../../../platform/http/paging.js';
import type { PeriodSnapshot } from '../domain/snapshot.js';
import { CloseRepository } from '../persistence/close.repository.js';

export type CloseSummary = {
  readonly id: string;
  readonly planId: string;
  readonly period: string;
  readonly periodLabel: string;
  readonly closedAt: string;
  readonly sha256: string;
  readonly partyAgencyId: string | null;
  readonly documentId: string | null;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
};

export type ClosePage = CloseSummary & { readonly snapshot: PeriodSnapshot };

/** The periods that an agency has closed, newest first. */
@Injectable()
export class ListClosesQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly closes: CloseRepository,
  ) {}

  async execute(
    actor: Actor,
    planId: string,
    request: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<Page<CloseSummary>> {
    const cursor = decodeCursor(request.after, 1);
    const found = await rows<Omit<CloseSummary, 'periodLabel'>>(
      this.dataSource,
      `SELECT id, plan_id AS "planId", period, sha256, party_agency_id AS "partyAgencyId",
              to_char(closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "closedAt",
              document_id AS "documentId", symbol, issued_on::text AS "issuedOn"
       FROM plans.period_close
       WHERE agency_id = $1 AND plan_id = $2 AND ($3::text IS NULL OR period < $3)
       ORDER BY period DESC LIMIT $4`,
      [actor.agencyId, planId, cursor?.[0] ?? null, request.limit + 1],
    );
    const page = toPage(found, request.limit, ({ period }) => [period]);
    return {
      ...page,
      items: page.items.map((close) => ({
        ...close,
        periodLabel: periodLabel(monthlyPeriod(close.period)),
      })),
    };
  }

  async get(id: string): Promise<ClosePage> {
    const close = await this.closes.find(this.dataSource, id);
    if (!close) throw new NotFoundError('period-close');
    return {
      ...close,
      closedAt: close.closedAt.toISOString(),
      periodLabel: periodLabel(monthlyPeriod(close.period)),
    };
  }
}
