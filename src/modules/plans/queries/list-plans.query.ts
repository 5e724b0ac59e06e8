import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../platform/access/actor.js';
import { rows } from '../../../platform/database/rows.js';
import { decodeCursor, type Page, toPage } from '../../../platform/http/paging.js';
import type { PlanState } from '../contracts/index.js';
import { PLAN_IS_VISIBLE } from '../plans.policy.js';

export type PlanSummary = {
  readonly id: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly draftingUnitName: string;
  readonly year: number;
  readonly title: string;
  readonly state: PlanState;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
  readonly documentId: string | null;
  readonly specifiesPlanId: string | null;
  readonly targets: number;
  readonly tasks: number;
  readonly version: number;
};

export type ListPlansRequest = {
  readonly year?: number | undefined;
  readonly state?: PlanState | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

@Injectable()
export class ListPlansQuery {
  constructor(private readonly dataSource: DataSource) {}

  async execute(actor: Actor, request: ListPlansRequest): Promise<Page<PlanSummary>> {
    const cursor = decodeCursor(request.after, 2);
    const found = await rows<PlanSummary>(
      this.dataSource,
      `SELECT p.id, p.agency_id AS "agencyId", coalesce(agency.short_name, '') AS "agencyName",
              coalesce(unit.short_name, '') AS "draftingUnitName", p.year, p.title, p.state, p.symbol,
              p.issued_on::text AS "issuedOn", p.document_id AS "documentId",
              p.specifies_plan_id AS "specifiesPlanId",
              jsonb_array_length(p.content->'targets') AS targets,
              jsonb_array_length(p.content->'tasks') AS tasks, p.version
       FROM plans.plan p
       LEFT JOIN organisation.report_unit_v1 agency ON agency.id = p.agency_id
       LEFT JOIN organisation.report_unit_v1 unit ON unit.id = p.drafting_unit_id
       WHERE ${PLAN_IS_VISIBLE}
         AND ($2::int IS NULL OR p.year = $2) AND ($3::text IS NULL OR p.state = $3)
         AND ($4::int IS NULL OR (p.year, p.id) < ($4, $5::uuid))
       ORDER BY p.year DESC, p.id DESC LIMIT $6`,
      [
        ...[actor.agencyId, request.year ?? null, request.state ?? null],
        ...[cursor?.[0] ?? null, cursor?.[1] ?? null, request.limit + 1],
      ],
    );
    return toPage(found, request.limit, ({ year, id }) => [year, id]);
  }
}
