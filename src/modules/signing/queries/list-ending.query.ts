import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { type Actor, hasRole } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { LongTermServices } from '../verification/long-term-services.js';
import { type HeldFile, SignedFiles } from '../verification/signed-files.js';

const Ending = z.object({
  subjectType: z.string(),
  subjectId: z.uuid(),
  title: z.string(),
  endsAt: z.iso.datetime(),
  cause: z.enum(['certificate', 'time-stamp', 'algorithm']),
  outcome: z.enum(['started', 'judged', 'extended', 'unavailable', 'failed']),
  detail: z.string().nullable(),
});
export const EndingSignatures = z
  .object({
    /** Of the agencies whose registers the actor keeps; soonest first. */
    items: z.array(Ending),
    /** Of every agency the actor answers for, by month `YYYY-MM` and cause. */
    counts: z.array(z.object({ month: z.string(), cause: z.string(), count: z.number().int() })),
    total: z.number().int(),
    extends: z.boolean(),
    lastRoundAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'EndingSignatures' });
export type EndingSignatures = z.infer<typeof EndingSignatures>;
type Ending = z.infer<typeof Ending>;

type Row = Pick<Ending, 'cause' | 'outcome' | 'detail'> & {
  readonly sha256: string;
  readonly endsAt: Date;
};

const MOST_SHOWN = 500;

/** What would stop verifying in the next twelve months: when, why, which documents. */
@Injectable()
export class ListEndingQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly files: SignedFiles,
    private readonly services: LongTermServices,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor): Promise<EndingSignatures> {
    const ending = await this.ending();
    const byHash = new Map(ending.map((row) => [row.sha256, row]));
    const held = await this.held([...byHash.keys()]);
    const own = held.filter(({ agencyId }) => actor.clerkOf.includes(agencyId));
    // An administrator answers for the system, not for what the documents say: figures alone.
    const counted = hasRole(actor, 'admin') ? held : own;
    return {
      items: own
        .flatMap((file) => toEnding(file, byHash.get(file.sha256)))
        .sort((a, b) => a.endsAt.localeCompare(b.endsAt))
        .slice(0, MOST_SHOWN),
      counts: countsOf(counted.flatMap((file) => byHash.get(file.sha256) ?? [])),
      total: counted.length,
      extends: this.services.hasTimeStamps,
      lastRoundAt: await this.lastRound(),
    };
  }

  private ending(): Promise<Row[]> {
    return rows<Row>(
      this.dataSource,
      `SELECT sha256, ends_at AS "endsAt", end_cause AS cause, outcome, detail
         FROM signing.upkeep WHERE ends_at <= $1::timestamptz + interval '12 months'
        ORDER BY ends_at`,
      [this.clock.now()],
    );
  }

  private async held(hashes: readonly string[]): Promise<HeldFile[]> {
    const found = await Promise.all(
      this.files.all().map((keeper) => keeper.holding(this.dataSource, hashes)),
    );
    return found.flat();
  }

  private async lastRound(): Promise<string | null> {
    const last = await maybeRow<{ at: Date | null }>(
      this.dataSource,
      'SELECT max(settled_at) AS at FROM signing.upkeep',
      [],
    );
    return last?.at?.toISOString() ?? null;
  }
}

function toEnding({ subjectType, subjectId, title }: HeldFile, row: Row | undefined): Ending[] {
  if (!row) return [];
  const { endsAt, cause, outcome, detail } = row;
  return [{ subjectType, subjectId, title, endsAt: endsAt.toISOString(), cause, outcome, detail }];
}

function countsOf(ending: readonly Row[]): EndingSignatures['counts'] {
  const counts = new Map<string, EndingSignatures['counts'][number]>();
  for (const { endsAt, cause } of ending) {
    const month = endsAt.toISOString().slice(0, 7);
    const key = `${month} ${cause}`;
    counts.set(key, { month, cause, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => a.month.localeCompare(b.month));
}
