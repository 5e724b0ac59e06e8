import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../../platform/clock/clock.js';
import { rows } from '../../../platform/database/rows.js';

export const BatchView = z
  .object({
    id: z.uuid(),
    total: z.number().int(),
    signed: z.number().int(),
    finished: z.boolean(),
    items: z.array(
      z.object({
        subjectId: z.uuid(),
        title: z.string(),
        /** `interrupted`: the process ended before its turn; press again. */
        state: z.enum(['waiting', 'signing', 'done', 'failed', 'interrupted']),
        problem: z.object({ code: z.string(), vi: z.string(), en: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'SigningBatch' });
export type BatchView = z.infer<typeof BatchView>;

type ItemRow = Omit<BatchView['items'][number], 'state'> & {
  state: 'waiting' | 'signing' | 'done' | 'failed';
  last_change: Date;
};

/** A batch whose items stand still this long belongs to a process that ended. */
const STILL_MS = 60_000;

@Injectable()
export class GetBatchQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async execute(id: string): Promise<BatchView> {
    const found = await rows<ItemRow>(
      this.dataSource,
      `SELECT subject_id AS "subjectId", title, state, problem, max(changed_at) OVER () AS last_change
         FROM signing.batch_item WHERE batch_id = $1 ORDER BY ordinal`,
      [id],
    );
    const last = found[0]?.last_change.getTime() ?? 0;
    const ended = this.clock.now().getTime() - last > STILL_MS;
    const items = found.map((item) => ({
      subjectId: item.subjectId,
      title: item.title,
      problem: item.problem,
      state:
        ended && (item.state === 'waiting' || item.state === 'signing')
          ? ('interrupted' as const)
          : item.state,
    }));
    return {
      id,
      total: items.length,
      signed: items.filter((item) => item.state === 'done').length,
      finished: items.every((item) => item.state !== 'waiting' && item.state !== 'signing'),
      items,
    };
  }
}
