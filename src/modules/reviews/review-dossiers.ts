import { Injectable } from '@nestjs/common';
import { monthlyPeriod, shiftMonthlyPeriod } from '../../../libs/working-calendar/index.js';
import { maybeRow, type Queryable, rows } from '../../platform/database/rows.js';
import { PeriodCloses, type PeriodSnapshot } from '../plans/index.js';
import { type TaskOutcome, Tasks } from '../tasks/index.js';
import { type Finding, findingsOf } from './domain/findings.js';
import type { Review } from './persistence/review.entity.js';
import {
  type ConclusionItem,
  type NoConclusion,
  ReviewRepository,
} from './persistence/review.repository.js';

export type DossierItem = ConclusionItem & {
  readonly responsibleName: string;
  readonly taskState: TaskOutcome['state'] | null;
};

/** A conclusion of last month, what became of it, and the figures it was about. */
export type LastItem = {
  readonly id: string;
  readonly number: number;
  readonly text: string;
  readonly responsibleName: string;
  readonly product: string;
  readonly dueOn: string;
  readonly outcome: 'done' | 'in-progress' | 'not-done';
  readonly note: string;
  readonly doneOn: string | null;
  readonly figures: readonly {
    readonly targetCode: string;
    readonly before: string;
    readonly now: string;
    readonly progress: Finding['cell']['progress'];
    readonly trend: string;
  }[];
};

export type Dossier = {
  readonly agencyName: string;
  readonly snapshot: PeriodSnapshot | null;
  readonly snapshotSha256: string | null;
  readonly findings: readonly Finding[];
  readonly lastSymbol: string | null;
  readonly lastIssuedOn: string | null;
  readonly last: readonly LastItem[];
  readonly items: readonly DossierItem[];
  readonly noConclusions: readonly NoConclusion[];
};

/** Everything that lies on the committee's table for one month. */
@Injectable()
export class ReviewDossiers {
  constructor(
    private readonly reviews: ReviewRepository,
    private readonly closes: PeriodCloses,
    private readonly tasks: Tasks,
  ) {}

  async of(db: Queryable, review: Review): Promise<Dossier> {
    const close =
      review.periodCloseId === null ? null : await this.closes.get(db, review.periodCloseId);
    const findings = close === null ? [] : findingsOf(close.snapshot);
    const { committeeId, agencyId } = review;
    const period = shiftMonthlyPeriod(monthlyPeriod(review.period), -1).code;
    const before = await this.reviews.findIdOf(db, { committeeId, agencyId, period });
    return {
      agencyName: await this.nameOf(db, agencyId),
      snapshot: close?.snapshot ?? null,
      snapshotSha256: close?.sha256 ?? null,
      findings,
      lastSymbol: before?.symbol ?? null,
      lastIssuedOn: before?.issuedOn ?? null,
      last: before === null ? [] : await this.lastItems(db, before.id, findings),
      items: await this.itemsOf(db, review.id),
      noConclusions: await this.reviews.noConclusionsOf(db, review.id),
    };
  }

  private async itemsOf(db: Queryable, reviewId: string): Promise<DossierItem[]> {
    const items = await this.reviews.itemsOf(db, reviewId);
    const outcomes = await this.outcomesOf(db, items);
    const names = await this.namesOf(db, items);
    return items.map((item) => ({
      ...item,
      responsibleName: names.get(item.responsibleId) ?? '',
      taskState: outcomes.get(item.id)?.state ?? null,
    }));
  }

  private async lastItems(
    db: Queryable,
    reviewId: string,
    findings: readonly Finding[],
  ): Promise<LastItem[]> {
    const items = await this.reviews.itemsOf(db, reviewId);
    const outcomes = await this.outcomesOf(db, items);
    const names = await this.namesOf(db, items);
    return items.map((item) => {
      const task = outcomes.get(item.id);
      return {
        id: item.id,
        number: item.number,
        text: item.text,
        responsibleName: names.get(item.responsibleId) ?? '',
        product: item.product,
        dueOn: item.dueOn,
        outcome: item.outcome ?? outcomeOf(task),
        note: item.outcomeNote !== '' ? item.outcomeNote : noteOf(task),
        doneOn: task?.doneOn ?? null,
        figures: item.targetCodes.flatMap((code) => {
          const finding = findings.find((candidate) => candidate.code === code);
          if (!finding) return [];
          const { cell } = finding;
          return [
            {
              targetCode: code,
              before: cell.previousText,
              now: cell.conditions[0]?.text ?? '',
              progress: cell.progress,
              trend: cell.trend?.text ?? '',
            },
          ];
        }),
      };
    });
  }

  private async outcomesOf(
    db: Queryable,
    items: readonly ConclusionItem[],
  ): Promise<ReadonlyMap<string, TaskOutcome>> {
    const outcomes = await this.tasks.outcomesOf(
      db,
      'conclusion',
      items.map(({ id }) => id),
    );
    return new Map(outcomes.map((outcome) => [outcome.sourceId, outcome]));
  }

  private async namesOf(
    db: Queryable,
    items: readonly ConclusionItem[],
  ): Promise<ReadonlyMap<string, string>> {
    const units = await rows<{ id: string; name: string }>(
      db,
      'SELECT id, short_name AS name FROM organisation.report_unit_v1 WHERE id = ANY ($1)',
      [items.map(({ responsibleId }) => responsibleId)],
    );
    return new Map(units.map(({ id, name }) => [id, name]));
  }

  private async nameOf(db: Queryable, id: string): Promise<string> {
    const unit = await maybeRow<{ name: string }>(
      db,
      'SELECT short_name AS name FROM organisation.report_unit_v1 WHERE id = $1',
      [id],
    );
    return unit?.name ?? '';
  }
}

function outcomeOf(task: TaskOutcome | undefined): LastItem['outcome'] {
  if (task === undefined || task.state === 'recalled') return 'not-done';
  if (task.state === 'done') return 'done';
  // Taken on but nothing told yet is not under way.
  return task.state === 'accepted' && task.percent === 0 ? 'not-done' : 'in-progress';
}

function noteOf(task: TaskOutcome | undefined): string {
  return task?.result ?? task?.progressNote ?? '';
}
