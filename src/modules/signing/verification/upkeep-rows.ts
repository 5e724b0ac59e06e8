import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { LocalDate } from '../../../../libs/working-calendar/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { type Queryable, rows } from '../../../platform/database/rows.js';
import type { VerificationEnd } from '../domain/verification-end.js';

export type UpkeepOutcome = 'judged' | 'extended' | 'unavailable' | 'failed';

export type UpkeepResult = {
  readonly sha256: string;
  readonly outcome: UpkeepOutcome;
  readonly detail?: string;
  readonly resultSha256?: string;
  readonly end: VerificationEnd | null;
};

/** What each night did for which file. */
@Injectable()
export class UpkeepRows {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** True for the first of this night, in whichever process; a night that is resumed goes on after it. */
  async claim(sha256: string, night: LocalDate): Promise<boolean> {
    const claimed = await rows(
      this.dataSource,
      `INSERT INTO signing.upkeep (sha256, night, outcome, settled_at) VALUES ($1, $2, 'started', $3)
       ON CONFLICT (sha256) DO UPDATE SET night = excluded.night, outcome = 'started',
         detail = NULL, result_sha256 = NULL, settled_at = excluded.settled_at
       WHERE upkeep.night < excluded.night RETURNING sha256`,
      [sha256, night, this.clock.now()],
    );
    return claimed.length === 1;
  }

  async settle(
    db: Queryable,
    night: LocalDate,
    { sha256, outcome, detail, resultSha256, end }: UpkeepResult,
  ): Promise<void> {
    await rows(
      db,
      `INSERT INTO signing.upkeep (sha256, night, outcome, detail, result_sha256, ends_at, end_cause, settled_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (sha256) DO UPDATE SET night = excluded.night, outcome = excluded.outcome,
         detail = excluded.detail, result_sha256 = excluded.result_sha256,
         ends_at = excluded.ends_at, end_cause = excluded.end_cause, settled_at = excluded.settled_at`,
      [
        ...[sha256, night, outcome, detail ?? null, resultSha256 ?? null],
        ...[end?.at ?? null, end?.cause ?? null, this.clock.now()],
      ],
    );
  }
}
