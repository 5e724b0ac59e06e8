import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { LocalDate } from '../../../../libs/working-calendar/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { type Queryable, rows } from '../../../platform/database/rows.js';

/** Longer than a version waits to be released; see `JudgingGrounds.isFresh`. */
const SUPERSEDED_AFTER_DAYS = 60;

export type UpkeepOutcome = 'judged' | 'extended' | 'unavailable' | 'failed';

export type UpkeepResult = {
  readonly sha256: string;
  readonly outcome: UpkeepOutcome;
  readonly detail?: string;
  readonly resultSha256?: string;
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

  /**
   * What no round has judged for so long is held by nobody: versions that others continue, drafts,
   * uploads that came to nothing. The list of what ends would walk over them for ever.
   */
  async forgetEnds(): Promise<void> {
    await rows(
      this.dataSource,
      `UPDATE signing.verification SET ends_at = NULL, end_cause = NULL
        WHERE ends_at IS NOT NULL AND verified_at < $1::timestamptz - make_interval(days => $2)`,
      [this.clock.now(), SUPERSEDED_AFTER_DAYS],
    );
  }

  async settle(
    db: Queryable,
    night: LocalDate,
    { sha256, outcome, detail, resultSha256 }: UpkeepResult,
  ): Promise<void> {
    await rows(
      db,
      `INSERT INTO signing.upkeep (sha256, night, outcome, detail, result_sha256, settled_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (sha256) DO UPDATE SET night = excluded.night, outcome = excluded.outcome,
         detail = excluded.detail, result_sha256 = excluded.result_sha256,
         settled_at = excluded.settled_at`,
      [sha256, night, outcome, detail ?? null, resultSha256 ?? null, this.clock.now()],
    );
  }
}
