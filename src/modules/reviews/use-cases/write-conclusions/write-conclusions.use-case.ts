import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { newId } from '../../../../platform/database/new-id.js';
import type { Tx } from '../../../../platform/database/unit-of-work.js';
import { type FieldIssue, InvalidInputError } from '../../../../platform/errors/platform.errors.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import { PeriodCloses, SystemDrafts } from '../../../plans/index.js';
import { OfficeCalendar } from '../../../tasks/index.js';
import type { Review } from '../../persistence/review.entity.js';
import { type NoConclusion, ReviewRepository } from '../../persistence/review.repository.js';
import { ConclusionUnderWayError, ReviewActionNotAllowedError } from '../../reviews.errors.js';
import { ReviewStep } from '../review-step.js';

export type WrittenConclusion = {
  readonly targetCodes: readonly string[];
  readonly text: string;
  readonly responsibleId: string;
  readonly product: string;
  readonly productTypeCodes: readonly string[];
  readonly dueOn: string;
};

export type WriteConclusions = {
  readonly actor: Actor;
  readonly reviewId: string;
  readonly ifMatch: number;
  readonly items: readonly WrittenConclusion[];
  readonly noConclusions: readonly NoConclusion[];
};

/** One responsible agency, a product and a day for each; a day off moves to the next working day. */
@Injectable()
export class WriteConclusionsUseCase {
  constructor(
    private readonly step: ReviewStep,
    private readonly reviews: ReviewRepository,
    private readonly closes: PeriodCloses,
    private readonly drafts: SystemDrafts,
    private readonly organisation: OrganisationDirectory,
    private readonly calendar: OfficeCalendar,
  ) {}

  execute({ items, noConclusions, ...order }: WriteConclusions): Promise<void> {
    return this.step.run(
      { ...order, action: 'reviews.write-conclusions', details: { items: items.length } },
      async (review, tx) => {
        if (!review.isBeingConcluded)
          throw new ReviewActionNotAllowedError('write-conclusions', review.state);
        await this.requireDraftAtHand(tx, review);
        await this.requireKnown(tx, review, { items, noConclusions });
        await this.reviews.replaceItems(
          tx,
          review.id,
          items.map((item, index) => ({
            ...item,
            id: newId(),
            number: index + 1,
            askedDueOn: item.dueOn,
            dueOn: this.calendar.days.workingDayOnOrAfter(item.dueOn as LocalDate),
            taskId: null,
            outcome: null,
            outcomeNote: '',
          })),
        );
        await this.reviews.replaceNoConclusions(tx, review.id, noConclusions);
        await this.reviews.touch(tx, review);
      },
    );
  }

  private async requireDraftAtHand(tx: Tx, { documentId }: Review): Promise<void> {
    if (documentId === null) return;
    const { yes, state } = await this.drafts.isAtDrafter(tx, documentId);
    if (!yes) throw new ConclusionUnderWayError(state);
  }

  private async requireKnown(
    tx: Tx,
    review: Review,
    { items, noConclusions }: Pick<WriteConclusions, 'items' | 'noConclusions'>,
  ): Promise<void> {
    const { snapshot } = await this.closes.get(tx, review.periodCloseId ?? '');
    const known = new Set(snapshot.targets.map(({ code }) => code));
    const issues: FieldIssue[] = [];
    for (const [index, item] of items.entries()) {
      if (item.targetCodes.some((code) => !known.has(code)))
        issues.push({ pointer: `/items/${index}/targetCodes`, code: 'custom' });
      await this.organisation.requireStanding(tx, item.responsibleId);
    }
    noConclusions.forEach(({ targetCode }, index) => {
      if (!known.has(targetCode))
        issues.push({ pointer: `/noConclusions/${index}/targetCode`, code: 'custom' });
    });
    if (issues.length > 0) throw new InvalidInputError(issues);
  }
}
