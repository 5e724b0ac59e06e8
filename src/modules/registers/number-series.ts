import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../libs/working-calendar/index.js';
import type { Space } from '../../platform/access/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { maybeRow, rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { seriesKey, type SeriesKey } from './domain/series-key.js';
import { NoPartyTermError, NumberBackdatedError, SeriesClosedError } from './registers.errors.js';

export type NumberOrder =
  | {
      readonly register: 'outgoing';
      readonly agencyId: string;
      readonly space: Space;
      readonly typeCode: string;
      readonly on: LocalDate;
    }
  | { readonly register: 'copies'; readonly agencyId: string; readonly on: LocalDate }
  | { readonly register: 'incoming'; readonly agencyId: string; readonly on: LocalDate };

export type TakenNumber = {
  readonly seriesId: string;
  readonly number: number;
  readonly period: string;
};

/** Counts. One statement takes a number and locks the series until the transaction ends. */
@Injectable()
export class NumberSeries {
  async next(tx: Tx, order: NumberOrder): Promise<TakenNumber> {
    const key = await this.keyOf(tx, order);
    const taken = (await take(tx, order, key)) ?? (await this.takeFromNew(tx, order, key));
    return { ...taken, period: key.period };
  }

  private async takeFromNew(
    tx: Tx,
    order: NumberOrder,
    key: SeriesKey,
  ): Promise<{ seriesId: string; number: number }> {
    const { register, agencyId, on } = order;
    await rows(
      tx,
      `INSERT INTO registers.number_series (id, agency_id, register, period, type_group, last)
       VALUES ($1, $2, $3, $4, $5, 0) ON CONFLICT DO NOTHING`,
      [newId(), agencyId, register, key.period, key.typeGroup],
    );
    const taken = await take(tx, order, key);
    if (taken) return taken;
    const found = await maybeRow<{ state: string; lastOn: string | null }>(
      tx,
      `SELECT state, to_char(last_on, 'YYYY-MM-DD') AS "lastOn" FROM registers.number_series
       WHERE agency_id = $1 AND register = $2 AND period = $3 AND type_group = $4`,
      [agencyId, register, key.period, key.typeGroup],
    );
    if (found?.state === 'closed') throw new SeriesClosedError(key.period);
    throw new NumberBackdatedError(on, found?.lastOn ?? '');
  }

  private async keyOf(tx: Tx, order: NumberOrder): Promise<SeriesKey> {
    if (order.register === 'incoming')
      return { period: order.on.slice(0, 4), typeGroup: 'incoming' };
    // SY, SL and TrS share one series a year (NĐ 30/2020, article 15).
    if (order.register === 'copies') return { period: order.on.slice(0, 4), typeGroup: 'copies' };
    const { agencyId, typeCode, on } = order;
    const rule = await maybeRow<{ policyGroup: string | null; term: string | null }>(
      tx,
      `SELECT
         (SELECT type_group FROM registers.series_policy
          WHERE agency_id = $1 AND type_code = $2) AS "policyGroup",
         (SELECT id FROM registers.party_term
          WHERE (agency_id = $1 OR agency_id IS NULL) AND starts_on <= $3
            AND (ends_on IS NULL OR ends_on >= $3)
          ORDER BY agency_id NULLS LAST LIMIT 1) AS term`,
      [agencyId, typeCode, on],
    );
    const key = seriesKey({
      ...order,
      policyGroup: rule?.policyGroup ?? null,
      term: rule?.term ?? null,
    });
    if (!key) throw new NoPartyTermError(on);
    return key;
  }
}

async function take(
  tx: Tx,
  { register, agencyId, on }: NumberOrder,
  { period, typeGroup }: SeriesKey,
): Promise<{ seriesId: string; number: number } | null> {
  return maybeRow<{ seriesId: string; number: number }>(
    tx,
    `UPDATE registers.number_series SET last = last + 1, last_on = $5
     WHERE agency_id = $1 AND register = $2 AND period = $3 AND type_group = $4
       AND state = 'open' AND (last_on IS NULL OR last_on <= $5)
     RETURNING id AS "seriesId", last AS number`,
    [agencyId, register, period, typeGroup, on],
  );
}
