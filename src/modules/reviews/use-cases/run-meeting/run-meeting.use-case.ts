import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import type { Tx } from '../../../../platform/database/unit-of-work.js';
import { PeriodCloses } from '../../../plans/index.js';
import { findingsOf, uncovered } from '../../domain/findings.js';
import type { Meeting, Review } from '../../persistence/review.entity.js';
import { type Attendant, ReviewRepository } from '../../persistence/review.repository.js';
import { ConclusionMissingError, MinutesIncompleteError } from '../../reviews.errors.js';
import { ReviewStep } from '../review-step.js';

type Step = { readonly actor: Actor; readonly reviewId: string };

export type KeepMinutes = Step & {
  readonly ifMatch: number;
  readonly meeting: Meeting;
  readonly attendance: readonly Attendant[];
};

/** The meeting from its opening to its end: attendance, short minutes, and nothing left unsaid. */
@Injectable()
export class RunMeetingUseCase {
  constructor(
    private readonly step: ReviewStep,
    private readonly reviews: ReviewRepository,
    private readonly closes: PeriodCloses,
  ) {}

  start(order: Step): Promise<void> {
    return this.step.run({ ...order, action: 'reviews.start-meeting' }, (review) => {
      review.startMeeting();
    });
  }

  keepMinutes({ meeting, attendance, ...order }: KeepMinutes): Promise<void> {
    return this.step.run({ ...order, action: 'reviews.keep-minutes' }, async (review, tx) => {
      review.keepMinutes(meeting);
      await this.reviews.replaceAttendance(tx, review.id, attendance);
      await this.reviews.touch(tx, review);
    });
  }

  /**
   * @throws {ConclusionMissingError} a target that is short or worse has neither conclusion nor reason
   * @throws {MinutesIncompleteError} no chair, secretary or attendance
   */
  finish(order: Step): Promise<void> {
    return this.step.run({ ...order, action: 'reviews.finish-meeting' }, async (review, tx) => {
      review.finishMeeting();
      await this.requireMinutes(tx, review);
      await this.requireAnswers(tx, review);
    });
  }

  reopen(order: Step): Promise<void> {
    return this.step.run({ ...order, action: 'reviews.reopen-meeting' }, (review) => {
      review.reopenMeeting();
    });
  }

  async requireAnswers(tx: Tx, review: Review): Promise<void> {
    const { snapshot } = await this.closes.get(tx, review.periodCloseId ?? '');
    const items = await this.reviews.itemsOf(tx, review.id);
    const waived = await this.reviews.noConclusionsOf(tx, review.id);
    const open = uncovered(findingsOf(snapshot), {
      concluded: items.flatMap(({ targetCodes }) => targetCodes),
      waived: waived.map(({ targetCode }) => targetCode),
    });
    if (open.length === 0) return;
    throw new ConclusionMissingError(
      open.map(({ code }) => code),
      open.map(({ code, name }) => `${code} (${name})`),
    );
  }

  private async requireMinutes(tx: Tx, { id, meeting }: Review): Promise<void> {
    const attendance = await this.reviews.attendanceOf(tx, id);
    const present = attendance.some((person) => person.kind === 'member' && person.present);
    const missing = [
      ...(filled(meeting.at) ? [] : ['thời gian họp']),
      ...(filled(meeting.chair) ? [] : ['chủ trì']),
      ...(filled(meeting.secretary) ? [] : ['người ghi biên bản']),
      ...(present ? [] : ['thành phần dự']),
    ];
    if (missing.length > 0) throw new MinutesIncompleteError(missing);
  }
}

function filled(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}
