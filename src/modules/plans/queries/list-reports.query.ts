import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  localDateOf,
  type LocalDate,
  monthlyPeriod,
  periodLabel,
} from '../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { rows } from '../../../platform/database/rows.js';
import { decodeCursor, type Page, toPage } from '../../../platform/http/paging.js';
import { OfficeCalendar } from '../../tasks/index.js';
import type { UnitReportState } from '../contracts/index.js';
import { REPORT_IS_VISIBLE } from '../plans.policy.js';

export type ReportSummary = {
  readonly id: string;
  readonly planId: string;
  readonly planTitle: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly agencyId: string;
  readonly period: string;
  readonly periodLabel: string;
  readonly state: UnitReportState;
  readonly dueOn: string;
  readonly sentOn: string | null;
  readonly lateDays: number | null;
  readonly overdueDays: number;
  readonly symbol: string | null;
  readonly documentId: string | null;
};

export type ListReportsRequest = {
  readonly planId?: string | undefined;
  readonly period?: string | undefined;
  readonly state?: UnitReportState | undefined;
  readonly own?: boolean | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

@Injectable()
export class ListReportsQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly calendar: OfficeCalendar,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, request: ListReportsRequest): Promise<Page<ReportSummary>> {
    const cursor = decodeCursor(request.after, 2);
    const found = await rows<Omit<ReportSummary, 'periodLabel' | 'overdueDays'>>(
      this.dataSource,
      `SELECT r.id, r.plan_id AS "planId", p.title AS "planTitle", r.unit_id AS "unitId",
              u.name AS "unitName", r.agency_id AS "agencyId", r.period, r.state,
              r.due_on::text AS "dueOn", r.sent_on::text AS "sentOn", r.late_days AS "lateDays",
              r.symbol, r.document_id AS "documentId"
       FROM plans.unit_report r
       JOIN plans.plan p ON p.id = r.plan_id
       JOIN plans.reporter u ON u.plan_id = r.plan_id AND u.unit_id = r.unit_id
       WHERE ${REPORT_IS_VISIBLE}
         AND ($2::uuid IS NULL OR r.plan_id = $2) AND ($3::text IS NULL OR r.period = $3)
         AND ($4::text IS NULL OR r.state = $4) AND (NOT $5 OR r.agency_id = $1)
         AND ($6::text IS NULL OR (r.period, r.id) < ($6, $7::uuid))
       ORDER BY r.period DESC, r.id DESC LIMIT $8`,
      [
        ...[actor.agencyId, request.planId ?? null, request.period ?? null, request.state ?? null],
        ...[request.own === true, cursor?.[0] ?? null, cursor?.[1] ?? null, request.limit + 1],
      ],
    );
    const today = localDateOf(this.clock.now());
    const page = toPage(found, request.limit, ({ period, id }) => [period, id]);
    return {
      ...page,
      items: page.items.map((row) => ({
        ...row,
        periodLabel: periodLabel(monthlyPeriod(row.period)),
        overdueDays:
          row.state === 'sent' ? 0 : this.calendar.days.overdueDays(row.dueOn as LocalDate, today),
      })),
    };
  }
}
