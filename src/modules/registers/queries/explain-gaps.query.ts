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
             SELECT min(number) AS "from", max(number) AS "to",
               CASE WHEN earlier THEN 'earlier-book' ELSE 'unexplained' END AS kind,
               CASE WHEN earlier THEN 'Đã vào sổ trước khi dùng hệ thống'
                 ELSE 'Chưa rõ lý do' END AS reason
             FROM (
               SELECT missed.number, missed.number <= series.opened_at AS earlier,
                 missed.number - row_number() OVER (ORDER BY missed.number) AS island
               FROM generate_series(1, series.last) AS missed (number)
               WHERE NOT EXISTS (SELECT 1 FROM registers.outgoing_entry entry
                                 WHERE entry.series_id = series.id AND entry.number = missed.number)
                 AND NOT EXISTS (SELECT 1 FROM registers.incoming_entry entry
                                 WHERE entry.series_id = series.id AND entry.number = missed.number)
                 AND NOT EXISTS (SELECT 1 FROM registers.copy_entry entry
                                 WHERE entry.series_id = series.id AND entry.number = missed.number)
             ) missing
             GROUP BY island, earlier
             UNION ALL
             SELECT entry.number, entry.number, 'voided', 'Số không sử dụng: ' || voided.reason
             FROM registers.outgoing_entry entry
             JOIN registers.voided_number voided ON voided.entry_id = entry.id
             WHERE entry.series_id = series.id
           ) gap), '[]') AS gaps
       FROM registers.number_series series
       WHERE series.agency_id = $1 AND ($2::text IS NULL OR series.period = $2)
       ORDER BY series.period DESC, series.register, series.type_group`,
      [agencyId, period],
    );
  }
}
