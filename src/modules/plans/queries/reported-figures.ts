import { Injectable } from '@nestjs/common';
import { monthlyPeriod, shiftMonthlyPeriod } from '../../../../libs/working-calendar/index.js';
import { type Queryable, rows } from '../../../platform/database/rows.js';
import type { UnitReportState } from '../contracts/index.js';
import type { BoardUnit, UnitFigures } from '../domain/board.js';

export type UnitReportStatus = {
  readonly reportId: string | null;
  readonly state: UnitReportState | null;
  readonly dueOn: string | null;
  readonly sentOn: string | null;
  readonly lateDays: number | null;
  readonly symbol: string | null;
};

export type ReportedUnit = BoardUnit & {
  readonly agencyId: string;
  readonly report: UnitReportStatus;
};

export type FiguresRequest = {
  readonly planId: string;
  readonly period: string;
  /** Only these units; null for all who report. */
  readonly unitIds?: readonly string[] | null;
  /**
   * Of this agency figures count from the approval on, of all others only when they were sent: an
   * agency sees its own month before it reports it.
   */
  readonly ownAgencyId?: string | null;
};

type Row = {
  readonly unitId: string;
  readonly agencyId: string;
  readonly name: string;
  readonly level: string;
  readonly reportId: string | null;
  readonly state: UnitReportState | null;
  readonly dueOn: string | null;
  readonly sentOn: string | null;
  readonly lateDays: number | null;
  readonly symbol: string | null;
  readonly figures: Readonly<Record<string, number>> | null;
  readonly sources: Readonly<Record<string, string>> | null;
  readonly corrected: readonly string[] | null;
};

const SILENT: UnitFigures = { figures: null, sources: {}, corrected: [] };

/** What the units said: the counts as sent, with corrections laid over them and named as such. */
@Injectable()
export class ReportedFigures {
  async unitsOf(db: Queryable, request: FiguresRequest): Promise<ReportedUnit[]> {
    const before = shiftMonthlyPeriod(monthlyPeriod(request.period), -1).code;
    const now = await this.read(db, request, request.period);
    const earlier = await this.read(db, request, before);
    return now.map((row) => {
      const previous = earlier.find(({ unitId }) => unitId === row.unitId);
      const { unitId, agencyId, name, level } = row;
      return {
        ...{ unitId, agencyId, name, level },
        current: said(row),
        previous: previous === undefined ? SILENT : said(previous),
        report: {
          reportId: row.reportId,
          state: row.state,
          dueOn: row.dueOn,
          sentOn: row.sentOn,
          lateDays: row.lateDays,
          symbol: row.symbol,
        },
      };
    });
  }

  private read(db: Queryable, request: FiguresRequest, period: string): Promise<Row[]> {
    return rows<Row>(
      db,
      `SELECT u.unit_id AS "unitId", u.agency_id AS "agencyId", u.name, u.level,
              r.id AS "reportId", r.state, r.due_on::text AS "dueOn", r.sent_on::text AS "sentOn",
              r.late_days AS "lateDays", r.symbol,
              f.figures, f.sources, f.corrected
       FROM plans.reporter u
       LEFT JOIN plans.unit_report r
         ON r.plan_id = u.plan_id AND r.unit_id = u.unit_id AND r.period = $2
       LEFT JOIN LATERAL (
         SELECT jsonb_object_agg(f.key, coalesce(c.new_value, f.value)) AS figures,
                jsonb_object_agg(f.key, f.source) AS sources,
                jsonb_agg(f.key) FILTER (WHERE c.new_value IS NOT NULL) AS corrected
         FROM plans.figure f
         LEFT JOIN LATERAL (
           SELECT new_value FROM plans.correction
           WHERE report_id = f.report_id AND key = f.key
           ORDER BY corrected_at DESC, id DESC LIMIT 1) c ON true
         WHERE f.report_id = r.id
           AND (r.state = 'sent' OR (r.state = 'approved' AND r.agency_id = $4))) f ON true
       WHERE u.plan_id = $1 AND ($3::uuid[] IS NULL OR u.unit_id = ANY ($3))
       ORDER BY u.position`,
      [request.planId, period, request.unitIds ?? null, request.ownAgencyId ?? null],
    );
  }
}

function said({ figures, sources, corrected }: Row): UnitFigures {
  if (figures === null) return SILENT;
  return { figures, sources: sources ?? {}, corrected: corrected ?? [] };
}
