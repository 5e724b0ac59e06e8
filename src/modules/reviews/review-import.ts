import { Injectable } from '@nestjs/common';
import { legalInstant, type LocalDate } from '../../../libs/working-calendar/index.js';
import { newId } from '../../platform/database/new-id.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { OrganisationDirectory } from '../organisation/index.js';
import { type TaskHistory, TaskImport } from '../tasks/index.js';
import { ConclusionTasks } from './conclusion-tasks.js';
import type { ConclusionType, ReviewId } from './contracts/index.js';
import type { ArrivedReport, Meeting } from './persistence/review.entity.js';
import {
  type Attendant,
  type ConclusionItem,
  ReviewRepository,
} from './persistence/review.repository.js';

export type ImportedItem = {
  readonly targetCodes: readonly string[];
  readonly text: string;
  readonly responsibleId: string;
  readonly product: string;
  readonly dueOn: LocalDate;
  /** The day that was said, when it fell on a day off. */
  readonly askedDueOn?: LocalDate;
  readonly outcome?: 'done' | 'in-progress' | 'not-done';
  readonly note?: string;
  /** The agency's task as it stood; without it the outcome alone is kept. */
  readonly task?: TaskHistory;
};

export type ImportedReview = {
  readonly committeeId: string;
  readonly agencyId: string;
  /** `YYYY-MM` */
  readonly period: string;
  readonly report: ArrivedReport;
  readonly meeting: Meeting;
  readonly attendance: readonly Attendant[];
  readonly items: readonly ImportedItem[];
  readonly noConclusions?: readonly { readonly targetCode: string; readonly reason: string }[];
  readonly document: {
    readonly type: ConclusionType;
    readonly symbol: string;
    readonly issuedOn: LocalDate;
    readonly documentId?: string;
    /** As registered at the agency under review. */
    readonly incomingDocumentId?: string;
  };
  readonly isClosed: boolean;
};

/** Takes over a month that was reviewed before this system, with what became of its conclusions. */
@Injectable()
export class ReviewImport {
  constructor(
    private readonly reviews: ReviewRepository,
    private readonly conclusions: ConclusionTasks,
    private readonly organisation: OrganisationDirectory,
    private readonly tasks: TaskImport,
  ) {}

  async importPastReview(tx: Tx, past: ImportedReview): Promise<ReviewId> {
    const { committeeId, agencyId, period, document } = past;
    const openedAt = legalInstant(document.issuedOn, '08:00');
    const of = { committeeId, agencyId, period };
    await this.reviews.openOnce(tx, { ...of, id: newId(), openedAt });
    const review = await this.reviews.findOfForUpdate(tx, of);
    if (!review) throw new Error('The review that was just opened is gone');
    review.receiveReport(past.report);
    review.startMeeting();
    review.keepMinutes(past.meeting);
    review.finishMeeting();
    if (document.documentId !== undefined)
      review.draftConclusion(document.type, document.documentId);
    review.issue(document.symbol, document.issuedOn);
    if (past.isClosed) review.close();
    await this.reviews.save(tx, review);
    await this.reviews.replaceAttendance(tx, review.id, past.attendance);
    await this.reviews.replaceNoConclusions(tx, review.id, past.noConclusions ?? []);
    const items = past.items.map((item, index) => itemOf(item, index + 1));
    await this.reviews.replaceItems(tx, review.id, items);
    for (const [index, item] of past.items.entries()) {
      const row = items[index];
      if (row && item.task) await this.importTask(tx, past, row, item.task);
    }
    return review.id;
  }

  private async importTask(
    tx: Tx,
    { committeeId, document }: ImportedReview,
    item: ConclusionItem,
    task: TaskHistory,
  ): Promise<void> {
    const { id: agencyId } = await this.organisation.agencyOf(tx, item.responsibleId);
    const { type: documentType, symbol, issuedOn } = document;
    const review = { committeeId, documentType, symbol, issuedOn };
    const incoming = document.incomingDocumentId ?? null;
    const duty = this.conclusions.dutyOf(review, item, agencyId, incoming);
    await this.reviews.markBegun(tx, item.id, await this.tasks.importTask(tx, duty, task));
  }
}

function itemOf(item: ImportedItem, number: number): ConclusionItem {
  const { targetCodes, text, responsibleId, product, dueOn } = item;
  return {
    ...{ number, targetCodes, text, responsibleId, product, dueOn },
    id: newId(),
    productTypeCodes: [],
    askedDueOn: item.askedDueOn ?? dueOn,
    taskId: null,
    outcome: item.outcome ?? null,
    outcomeNote: item.note ?? '',
  };
}
