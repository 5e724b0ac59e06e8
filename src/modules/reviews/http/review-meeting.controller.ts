import { Body, Controller, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { IfMatch } from '../../../platform/http/if-match.js';
import { GetReviewQuery, type ReviewPage } from '../queries/get-review.query.js';
import { DECIDE_REVIEW, WORK_ON_REVIEW } from '../reviews.policy.js';
import { CloseReviewUseCase } from '../use-cases/close-review/close-review.use-case.js';
import { RunMeetingUseCase } from '../use-cases/run-meeting/run-meeting.use-case.js';
import { KeepMinutesRequest, ReviewIdParam, ReviewPageSchema } from './reviews.schemas.js';

type Id = z.output<typeof ReviewIdParam>;

/** The meeting, from its opening to the end of the month's review. */
@ApiTags('reviews')
@Controller('api/v1/reviews/:id')
export class ReviewMeetingController {
  constructor(
    private readonly get: GetReviewQuery,
    private readonly meeting: RunMeetingUseCase,
    private readonly closeReview: CloseReviewUseCase,
  ) {}

  @Post('meeting/start')
  @Access(DECIDE_REVIEW)
  @Answers(200, ReviewPageSchema)
  async start(
    @CurrentActor() actor: Actor,
    @Param({ schema: ReviewIdParam }) { id }: Id,
  ): Promise<ReviewPage> {
    await this.meeting.start({ actor, reviewId: id });
    return this.get.execute(actor, id);
  }

  @Put('meeting')
  @Access(WORK_ON_REVIEW)
  @Answers(200, ReviewPageSchema)
  async keepMinutes(
    @CurrentActor() actor: Actor,
    @Param({ schema: ReviewIdParam }) { id }: Id,
    @IfMatch() ifMatch: number,
    @Body({ schema: KeepMinutesRequest }) body: z.output<typeof KeepMinutesRequest>,
  ): Promise<ReviewPage> {
    await this.meeting.keepMinutes({ actor, reviewId: id, ifMatch, ...body });
    return this.get.execute(actor, id);
  }

  @Post('meeting/finish')
  @Access(DECIDE_REVIEW)
  @Answers(200, ReviewPageSchema)
  async finish(
    @CurrentActor() actor: Actor,
    @Param({ schema: ReviewIdParam }) { id }: Id,
  ): Promise<ReviewPage> {
    await this.meeting.finish({ actor, reviewId: id });
    return this.get.execute(actor, id);
  }

  @Post('meeting/reopen')
  @Access(DECIDE_REVIEW)
  @Answers(200, ReviewPageSchema)
  async reopen(
    @CurrentActor() actor: Actor,
    @Param({ schema: ReviewIdParam }) { id }: Id,
  ): Promise<ReviewPage> {
    await this.meeting.reopen({ actor, reviewId: id });
    return this.get.execute(actor, id);
  }

  @Post('close')
  @Access(DECIDE_REVIEW)
  @Answers(200, ReviewPageSchema)
  async close(
    @CurrentActor() actor: Actor,
    @Param({ schema: ReviewIdParam }) { id }: Id,
  ): Promise<ReviewPage> {
    await this.closeReview.execute({ actor, reviewId: id });
    return this.get.execute(actor, id);
  }
}
