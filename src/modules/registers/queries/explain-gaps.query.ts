import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '../../../platform/database/rows.js';

export type SeriesOverview = {
  readonly id: string;
  readonly register: 'outgoing' | 'incoming' | 'copies';
  readonly period: string;
  readonly typeGroup: string;
  readonly openedAt: number;
  readonly last: number;
  readonly lastOn: string | null;
  readonly state: 'open' | 'closed';
  /** Numbers without a valid document, each with the reason why. */
  readonly gaps: readonly {
    readonly from: number;
    readonly to: number;
    readonly kind: 'earlier-book' | 'voided' | 'unexplained';
    readonly reason: string;
  }[];
};

@Injectable()
export class ExplainGapsQuery {
  constructor(private readonly dataSource: DataSource) {}

  /** Every series of the agency; `unexplained` never appears unless somebody went past the program. */
  execute(agencyId: string, period: string | null): Promise<SeriesOverview[]> {
    return rows<SeriesOverview>(
      this.dataSource,
      `SELECT series.id, series.register, series.period, series.type_group AS "typeGroup",
         series.opened_at AS "openedAt", series.last, series.state,
         to_char(series.last_on, 'YYYY-MM-DD') AS "lastOn",
         coalesce((
           SELECT json_agg(gap ORDER BY gap."from") FROM (
             SELECT 1 AS "from", series.opened_at AS "to", 'earlier-book' AS kind,
               'Đã vào sổ trước khi dùng hệ thống' AS reason
             WHERE series.opened_at > 0
             UNION ALL
             SELECT entry.number, entry.number, 'voided', 'Số không sử dụng: ' || voided.reason
             FROM registers.outgoing_entry entry
             JOIN registers.voided_number voided ON voided.entry_id = entry.id
             WHERE entry.series_id = series.id
             UNION ALL
             SELECT missing, missing, 'unexplained', 'Chưa rõ lý do'
             FROM generate_series(series.opened_at + 1, series.last) AS missing
             WHERE NOT EXISTS (SELECT 1 FROM registers.outgoing_entry entry
                               WHERE entry.series_id = series.id AND entry.number = missing)
               AND NOT EXISTS (SELECT 1 FROM registers.incoming_entry entry
                               WHERE entry.series_id = series.id AND entry.number = missing)
           ) gap), '[]') AS gaps
       FROM registers.number_series series
       WHERE series.agency_id = $1 AND ($2::text IS NULL OR series.period = $2)
       ORDER BY series.period DESC, series.register, series.type_group`,
      [agencyId, period],
    );
  }
}
