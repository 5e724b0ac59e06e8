import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { monthlyPeriod, periodLabel } from '../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../platform/access/actor.js';
import { rows } from '../../../platform/database/rows.js';
import { decodeCursor, type Page, toPage } from '../../../platform/http/paging.js';
import type { ReviewState } from '../contracts/index.js';

export type ReviewSummary = {
  readonly id: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly period: string;
  readonly periodLabel: string;
  readonly state: ReviewState;
  readonly reportSymbol: string | null;
  readonly arrivalNumber: number | null;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
  readonly items: number;
};

export type ListReviewsRequest = {
  readonly state?: ReviewState | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

/** The committee's months, newest first. */
@Injectable()
export class ListReviewsQuery {
  constructor(private readonly dataSource: DataSource) {}

  async execute(actor: Actor, request: ListReviewsRequest): Promise<Page<ReviewSummary>> {
    const cursor = decodeCursor(request.after, 2);
    const found = await rows<Omit<ReviewSummary, 'periodLabel'>>(
      this.dataSource,
      `SELECT r.id, r.agency_id AS "agencyId", coalesce(u.short_name, '') AS "agencyName",
              r.period, r.state, r.report_symbol AS "reportSymbol",
              r.arrival_number AS "arrivalNumber", r.symbol, r.issued_on::text AS "issuedOn",
              (SELECT count(*)::int FROM reviews.conclusion_item i WHERE i.review_id = r.id) AS items
       FROM reviews.review r
       LEFT JOIN organisation.report_unit_v1 u ON u.id = r.agency_id
       WHERE r.committee_id = $1 AND ($2::text IS NULL OR r.state = $2)
         AND ($3::text IS NULL OR (r.period, r.id) < ($3, $4::uuid))
       ORDER BY r.period DESC, r.id DESC LIMIT $5`,
      [
        ...[actor.agencyId, request.state ?? null],
        ...[cursor?.[0] ?? null, cursor?.[1] ?? null, request.limit + 1],
      ],
    );
    const page = toPage(found, request.limit, ({ period, id }) => [period, id]);
    return {
      ...page,
      items: page.items.map((row) => ({
        ...row,
        periodLabel: periodLabel(monthlyPeriod(row.period)),
      })),
    };
  }
}
