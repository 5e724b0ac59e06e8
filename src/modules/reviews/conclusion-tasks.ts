import { Injectable } from '@nestjs/common';
import { citation, partyDocumentType, shortDate } from '../../../libs/notation/index.js';
import { formatDate, type LocalDate } from '../../../libs/working-calendar/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { OrganisationDirectory } from '../organisation/index.js';
import { type Duty, type LeadAssignment, Tasks } from '../tasks/index.js';
import type { Review } from './persistence/review.entity.js';
import { type ConclusionItem, ReviewRepository } from './persistence/review.repository.js';

export type ConclusionArrival = {
  readonly incomingDocumentId: string;
  readonly lead: LeadAssignment | null;
};

/** Each conclusion item becomes the task of the one agency that answers for it. */
@Injectable()
export class ConclusionTasks {
  constructor(
    private readonly reviews: ReviewRepository,
    private readonly organisation: OrganisationDirectory,
    private readonly tasks: Tasks,
  ) {}

  /** @param arrival null for the committee's own organs, to which nothing is sent */
  async begin(
    tx: Tx,
    review: Review,
    agencyId: string,
    arrival: ConclusionArrival | null,
  ): Promise<number> {
    let begun = 0;
    for (const item of await this.reviews.itemsOf(tx, review.id)) {
      const responsible = await this.organisation.getUnit(tx, item.responsibleId);
      if (responsible.agencyId !== agencyId || item.taskId !== null) continue;
      const lead = responsible.isAgency
        ? (arrival?.lead ?? null)
        : { unitId: responsible.id, postId: null, dueOn: null };
      const duty = this.dutyOf(review, item, agencyId, arrival?.incomingDocumentId ?? null);
      const taskId = await this.tasks.open(tx, duty, lead);
      if (taskId === null) continue;
      await this.reviews.markBegun(tx, item.id, taskId);
      begun += 1;
    }
    return begun;
  }

  /** Only what the released document says: the agency is told nothing else of the review. */
  dutyOf(
    review: Pick<Review, 'committeeId' | 'documentType' | 'symbol' | 'issuedOn'>,
    item: ConclusionItem,
    agencyId: string,
    incomingDocumentId: string | null,
  ): Duty {
    return {
      source: 'conclusion',
      sourceId: item.id,
      sourceLabel: citation({
        form: 'party',
        typeName: partyDocumentType(review.documentType ?? 'notice').name,
        symbol: review.symbol ?? '',
        date: review.issuedOn === null ? '' : shortDate(review.issuedOn),
      }),
      sourceDocumentId: incomingDocumentId,
      giverAgencyId: review.committeeId,
      agencyId,
      number: String(item.number),
      text: item.text,
      product: item.product,
      productTypeCodes: item.productTypeCodes,
      coordinators: [],
      targetCodes: item.targetCodes,
      starred: false,
      deadlineKind: 'DATE',
      deadlineText: formatDate(item.dueOn as LocalDate),
      dueOn: item.dueOn as LocalDate,
    };
  }
}
