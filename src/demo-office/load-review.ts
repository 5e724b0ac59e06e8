import { legalInstant, type LocalDate } from '../../libs/working-calendar/index.js';
import type { OrganisationDirectory } from '../modules/organisation/index.js';
import type { ImportedItem, ImportedReview, ReviewImport } from '../modules/reviews/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import type { ReviewEntries } from './data-set/review.schema.js';
import { inventedName } from './invented-names.js';
import { shiftDay, shiftMonth, shiftWords, type TimeShift } from './time-shift.js';

type Attendance = ImportedReview['attendance'];

/** A closed month of the agency under review, and where its report was registered. */
export type ReportedMonth = {
  readonly periodCloseId: string;
  readonly incomingDocumentId: string | null;
};

/** The committee's last two months: one closed with what became of it, one concluded. */
export class ReviewLoader {
  private readonly year: number;

  constructor(
    private readonly doors: { directory: OrganisationDirectory; reviews: ReviewImport },
    private readonly tx: Tx,
    private readonly review: ReviewEntries,
    private readonly shift: TimeShift,
  ) {
    this.year = Number(review.month.slice(0, 4));
  }

  /** What was concluded the month before, each item with its result. */
  async importLast(month: ReportedMonth): Promise<void> {
    const { last_conclusions: last, agency, government, meeting } = this.review;
    const items: ImportedItem[] = [];
    for (const item of last.items) items.push(await this.pastItem(item, last.issued_on));
    await this.doors.reviews.importPastReview(this.tx, {
      committeeId: await this.id(agency),
      agencyId: await this.id(government),
      period: shiftMonth(monthBefore(this.review.month), this.shift),
      report: this.arrived(last.report, month),
      meeting: await this.meetingOf({ ...meeting, at: last.met_at, invitation: null }),
      attendance: await this.attendance(),
      items,
      document: { type: 'notice', symbol: last.symbol, issuedOn: this.day(last.issued_on) },
      isClosed: true,
    });
  }

  /** @returns the review, of which the conclusion at the agency is a part */
  async importThis(month: ReportedMonth): Promise<string> {
    const { conclusions, document, report, meeting, agency, government } = this.review;
    return this.doors.reviews.importPastReview(this.tx, {
      committeeId: await this.id(agency),
      agencyId: await this.id(government),
      period: shiftMonth(this.review.month, this.shift),
      report: this.arrived(report, month),
      meeting: await this.meetingOf(meeting),
      attendance: await this.attendance(),
      items: await this.items(conclusions, document.issued_on),
      noConclusions: this.review.no_conclusion.map(({ target, reason }) => ({
        targetCode: target,
        reason: this.words(reason),
      })),
      document: { type: 'notice', symbol: document.symbol, issuedOn: this.day(document.issued_on) },
      isClosed: false,
    });
  }

  /** The agency begins when its leader has directed the document; the committee's organ at once. */
  private async items(
    conclusions: ReviewEntries['conclusions'],
    issuedOn: string,
  ): Promise<ImportedItem[]> {
    const items: ImportedItem[] = [];
    for (const item of conclusions) {
      const begins = item.agency !== this.review.government;
      items.push({
        targetCodes: item.targets,
        text: this.words(item.text),
        responsibleId: await this.id(item.agency),
        product: item.product,
        dueOn: this.day(item.due_on),
        askedDueOn: this.day(item.original_due_on ?? item.due_on),
        ...(begins ? { task: { startedOn: this.day(issuedOn), state: 'accepted' as const } } : {}),
      });
    }
    return items;
  }

  private async pastItem(
    item: ReviewEntries['last_conclusions']['items'][number],
    issuedOn: string,
  ): Promise<ImportedItem> {
    const isDone = item.result === 'done';
    const doneOn = item.done_on === undefined ? undefined : this.day(item.done_on);
    const note = this.words(item.note);
    return {
      targetCodes: item.target === undefined ? [] : [item.target],
      text: this.words(item.text),
      responsibleId: await this.id(item.agency),
      product: item.product,
      dueOn: this.day(item.due_on),
      outcome: item.result === 'doing' ? 'in-progress' : item.result,
      note,
      task: {
        startedOn: this.day(issuedOn),
        state: isDone ? 'done' : 'in-progress',
        ...(isDone && doneOn !== undefined ? { doneOn } : {}),
        ...(isDone ? { result: note } : { percent: 60, note }),
      },
    };
  }

  private arrived(
    report: { symbol: string; issued_on: string; arrival_number: number },
    { periodCloseId, incomingDocumentId }: ReportedMonth,
  ): ImportedReview['report'] {
    return {
      periodCloseId,
      reportIncomingId: incomingDocumentId,
      reportSymbol: report.symbol,
      reportIssuedOn: this.day(report.issued_on),
      arrivalNumber: report.arrival_number,
      arrivedOn: this.day(report.issued_on),
    };
  }

  private async meetingOf(
    meeting: Omit<ReviewEntries['meeting'], 'invitation'> & { invitation: string | null },
  ): Promise<ImportedReview['meeting']> {
    const chair = await this.post(meeting.chair);
    const [day = '', time = '14:00'] = meeting.at.split('T');
    return {
      at: legalInstant(this.day(day), time as `${number}:${number}`).toISOString(),
      body: meeting.kind,
      place: 'Phòng họp Đảng ủy phường',
      ...(meeting.invitation === null ? {} : { invitation: meeting.invitation }),
      chair: chair.personName,
      chairTitle: chair.title,
      secretary: (await this.post(meeting.secretary)).personName,
      minutes:
        'Ủy ban nhân dân phường trình bày báo cáo; hội nghị thảo luận từng chỉ tiêu chưa đạt, chỉ tiêu giảm so với tháng trước; chủ trì kết luận.',
    };
  }

  private async attendance(): Promise<Attendance> {
    const { attended, invited, absent, present } = this.review.meeting;
    const people: Attendance[number][] = [];
    for (const [kind, codes] of [
      ['member', attended],
      ['invited', invited],
    ] as const) {
      for (const code of codes) {
        const { personName: name, title, id: postId } = await this.post(code);
        people.push({ kind, name, title, postId, present: true, reason: '' });
      }
    }
    const taken = new Set(people.map(({ name }) => name));
    const stranger = (code: string): string => {
      const name = inventedName(code, taken);
      taken.add(name);
      return name;
    };
    const more = Array.from({ length: present - attended.length }, (_, index) => ({
      ...{ kind: 'member' as const, name: stranger(`btv-${index}`), postId: null },
      ...{ title: 'Ủy viên Ban Thường vụ', present: true, reason: '' },
    }));
    const away = absent.map(({ title, reason }, index) => ({
      ...{ kind: 'member' as const, name: stranger(`vang-${index}`), postId: null },
      ...{ title, present: false, reason },
    }));
    return [...people, ...more, ...away];
  }

  private day(text: string): LocalDate {
    return shiftDay(text, this.shift);
  }

  private words(text: string): string {
    return shiftWords(text, this.year, this.shift);
  }

  private async id(code: string): Promise<string> {
    const unit = await this.doors.directory.findUnitByCode(this.tx, code);
    if (!unit) throw new Error(`The data set names no unit ${code}`);
    return unit.id;
  }

  private async post(code: string): ReturnType<OrganisationDirectory['getPost']> {
    const post = await this.doors.directory.findPostByCode(this.tx, code);
    if (!post) throw new Error(`The data set names no post ${code}`);
    return post;
  }
}

export function monthBefore(month: string): string {
  return shiftMonth(month, { months: -1, weeks: 0, years: 0 });
}
