import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../../platform/clock/clock.js';
import { rows } from '../../../platform/database/rows.js';
import { type HeldFile, SignedFiles } from '../verification/signed-files.js';
import type { EndingFilter, EndingSignature } from './ending.views.js';

type Row = Pick<EndingSignature, 'cause' | 'outcome' | 'detail'> & {
  readonly sha256: string;
  readonly endsAt: Date;
};

/** A thing whose signed file ends, by what its last judgement found. */
export type EndingHeld = HeldFile & Omit<Row, 'sha256'>;

/** Where a walk goes on: behind this thing. */
export type EndingPlace = {
  readonly endsAt: string;
  readonly sha256: string;
  readonly subjectType: string;
  readonly subjectId: string;
};

type Walk = {
  readonly filter: EndingFilter;
  /** Null for all. */
  readonly agencies: readonly string[] | null;
  readonly from: EndingPlace | null;
  /** Files that are looked up at once. */
  readonly block: number;
};

/**
 * What stops verifying in the next twelve months, soonest first. Signing knows files, the modules
 * above know whose they are: so the files are walked in their order, a block at a time, and each
 * block is asked of those who keep them.
 */
@Injectable()
export class EndingFiles {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keepers: SignedFiles,
    private readonly clock: Clock,
  ) {}

  async *walk({ filter, agencies, from, block }: Walk): AsyncGenerator<readonly EndingHeld[]> {
    let at: Pick<EndingPlace, 'endsAt' | 'sha256'> | null = from;
    // Others may hold the very file behind which the last page ended.
    let isAgain = from !== null;
    for (;;) {
      const found = await this.block(filter, { at, isAgain, block });
      const last = found.at(-1);
      if (!last) return;
      const held = await this.held(found, filter);
      yield held.filter(
        (one) =>
          (agencies === null || agencies.includes(one.agencyId)) &&
          (filter.agencyId === undefined || filter.agencyId === one.agencyId) &&
          (filter.unitId === undefined || filter.unitId === one.unitId) &&
          (from === null || compare(placeOf(one), from) > 0),
      );
      if (found.length < block) return;
      at = { endsAt: last.endsAt.toISOString(), sha256: last.sha256 };
      isAgain = false;
    }
  }

  private block(
    { cause, month }: EndingFilter,
    {
      at,
      isAgain,
      block,
    }: { at: { endsAt: string; sha256: string } | null; isAgain: boolean; block: number },
  ): Promise<Row[]> {
    return rows<Row>(
      this.dataSource,
      `SELECT sha256, ends_at AS "endsAt", cause, outcome, detail FROM (
         SELECT sha256, outcome, detail, ends_at, end_cause AS cause
           FROM signing.verification LEFT JOIN signing.upkeep USING (sha256)
          WHERE outcome IS DISTINCT FROM 'failed'
            AND ends_at <= $1::timestamptz + interval '12 months'
            AND ($4::timestamptz IS NULL OR ends_at >= $4)
         UNION ALL
         SELECT sha256, outcome, detail, settled_at, 'failure' FROM signing.upkeep
          WHERE outcome = 'failed' AND ($4 IS NULL OR settled_at >= $4)) ending
        WHERE ($2::text IS NULL OR cause = $2)
          AND ($3::text IS NULL
               OR to_char(ends_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM') = $3)
          AND ($4::timestamptz IS NULL OR (ends_at, sha256) > ($4, $5::text)
               OR ($6 AND (ends_at, sha256) = ($4, $5)))
        ORDER BY ends_at, sha256 LIMIT $7`,
      [
        ...[this.clock.now(), cause ?? null, month ?? null],
        ...[at?.endsAt ?? null, at?.sha256 ?? null, isAgain, block],
      ],
    );
  }

  private async held(found: readonly Row[], { subjectType }: EndingFilter): Promise<EndingHeld[]> {
    const byHash = new Map(found.map((row) => [row.sha256, row]));
    const keepers = this.keepers
      .all()
      .filter(({ type }) => subjectType === undefined || type === subjectType);
    const held = await Promise.all(
      keepers.map((keeper) => keeper.holding(this.dataSource, [...byHash.keys()])),
    );
    return held
      .flat()
      .flatMap((file) => {
        const row = byHash.get(file.sha256);
        return row ? [{ ...row, ...file }] : [];
      })
      .sort((a, b) => compare(placeOf(a), placeOf(b)));
  }
}

export function placeOf({ endsAt, sha256, subjectType, subjectId }: EndingHeld): EndingPlace {
  return { endsAt: endsAt.toISOString(), sha256, subjectType, subjectId };
}

function compare(a: EndingPlace, b: EndingPlace): number {
  for (const key of ['endsAt', 'sha256', 'subjectType', 'subjectId'] as const) {
    if (a[key] !== b[key]) return a[key] < b[key] ? -1 : 1;
  }
  return 0;
}
