import type { LocalDate } from '../../libs/working-calendar/index.js';
import type { DocumentOrigin } from '../modules/documents/contracts/index.js';
import type { IncomingImport } from '../modules/documents/index.js';
import type { RegisterImport } from '../modules/registers/index.js';
import type { ReviewImport } from '../modules/reviews/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import type { DataSet } from './data-set.schema.js';
import { DocumentLoader } from './load-documents.js';
import { type Close, type PlanDoors, PlanLoader } from './load-plan.js';
import { monthBefore, ReviewLoader } from './load-review.js';
import type { TimeShift } from './time-shift.js';

type WorkDoors = PlanDoors & {
  readonly registers: RegisterImport;
  readonly incoming: IncomingImport;
  readonly reviews: ReviewImport;
};

/** What the office has done so far, in the order in which one thing rests upon another. */
export class WorkLoader {
  private readonly plan: PlanLoader;

  constructor(
    private readonly doors: WorkDoors,
    private readonly tx: Tx,
    private readonly shift: TimeShift,
    private readonly today: LocalDate,
  ) {
    this.plan = new PlanLoader(doors, tx, shift, today);
  }

  async load(data: DataSet): Promise<void> {
    const planId = await this.plan.load(data.plan, data.figures);
    for (const { month } of data.figures.months)
      await this.plan.close(planId, { agency: data.plan.plan.agency, month });
    if (data.documents) await this.loadPapers(data, data.documents, planId);
    await this.plan.correct(planId, data.figures);
  }

  private async loadPapers(
    data: DataSet,
    documents: NonNullable<DataSet['documents']>,
    planId: string,
  ): Promise<void> {
    const year = Number(data.organisation.clock.slice(0, 4));
    const papers = new DocumentLoader(this.doors, this.tx, this.shift, this.today, year);
    await papers.importIssuedOnes(documents, data.registers);
    await papers.importArrivals(documents.party_incoming, data.registers);
    const origins = data.review
      ? await this.loadReviews(data.review, papers, planId)
      : new Map<string, DocumentOrigin>();
    await papers.importArrivals(documents.incoming, data.registers, origins);
    await papers.importUnregistered(documents.incoming);
  }

  private async loadReviews(
    review: NonNullable<DataSet['review']>,
    papers: DocumentLoader,
    planId: string,
  ): Promise<Map<string, DocumentOrigin>> {
    const { government: agency, agency: party, month, last_conclusions: last, report } = review;
    const loader = new ReviewLoader(this.doors, this.tx, review, this.shift);
    // The close of a month tells what became of the conclusions before it: one after the other.
    const before = await this.plan.close(planId, {
      ...{ agency, party, month: monthBefore(month) },
      report: reportOf(last.report),
    });
    await loader.importLast({ periodCloseId: before, incomingDocumentId: null });
    const now = await this.plan.close(planId, { agency, party, month, report: reportOf(report) });
    const id = await loader.importThis({
      periodCloseId: now,
      incomingDocumentId: papers.arrivals.get(report.symbol) ?? null,
    });
    return new Map([[review.document.symbol, { type: 'review-conclusion', id }]]);
  }
}

function reportOf(report: { symbol: string; issued_on: string }): NonNullable<Close['report']> {
  return { symbol: report.symbol, issuedOn: report.issued_on };
}
