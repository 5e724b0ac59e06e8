import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { IfMatch } from '../../../platform/http/if-match.js';
import type { Page } from '../../../platform/http/paging.js';
import { GetReviewQuery, type ReviewPage } from '../queries/get-review.query.js';
import { ListReviewsQuery, type ReviewSummary } from '../queries/list-reviews.query.js';
import { LIST_REVIEWS, OPEN_REVIEW, READ_REVIEW, WORK_ON_REVIEW } from '../reviews.policy.js';
import { DraftConclusionUseCase } from '../use-cases/draft-conclusion/draft-conclusion.use-case.js';
import { OpenReviewUseCase } from '../use-cases/open-review/open-review.use-case.js';
import { WriteConclusionsUseCase } from '../use-cases/write-conclusions/write-conclusions.use-case.js';
import {
  ConclusionMade,
  DraftConclusionRequest,
  ListReviewsQuerySchema,
  OpenReviewRequest,
  ReviewIdParam,
  ReviewList,
  ReviewPageSchema,
  WriteConclusionsRequest,
} from './reviews.schemas.js';

type Id = z.output<typeof ReviewIdParam>;

/** The monthly review: what lies on the table, and what is concluded. */
@ApiTags('reviews')
@Controller('api/v1/reviews')
export class ReviewsController {
  constructor(
    private readonly list: ListReviewsQuery,
    private readonly get: GetReviewQuery,
    private readonly openReview: OpenReviewUseCase,
    private readonly writeConclusions: WriteConclusionsUseCase,
    private readonly draftConclusion: DraftConclusionUseCase,
  ) {}

  @Get()
  @Access(LIST_REVIEWS)
  @Answers(200, ReviewList)
  listReviews(
    @CurrentActor() actor: Actor,
    @Query({ schema: ListReviewsQuerySchema }) query: z.output<typeof ListReviewsQuerySchema>,
  ): Promise<Page<ReviewSummary>> {
    return this.list.execute(actor, query);
  }

  @Post()
  @Access(OPEN_REVIEW)
  @Answers(201, ReviewPageSchema)
  async open(
    @CurrentActor() actor: Actor,
    @Body({ schema: OpenReviewRequest }) body: z.output<typeof OpenReviewRequest>,
  ): Promise<ReviewPage> {
    return this.get.execute(actor, await this.openReview.execute({ actor, ...body }));
  }

  @Get(':id')
  @Access(READ_REVIEW)
  @Answers(200, ReviewPageSchema)
  getReview(
    @CurrentActor() actor: Actor,
    @Param({ schema: ReviewIdParam }) { id }: Id,
  ): Promise<ReviewPage> {
    return this.get.execute(actor, id);
  }

  @Put(':id/conclusions')
  @Access(WORK_ON_REVIEW)
  @Answers(200, ReviewPageSchema)
  async write(
    @CurrentActor() actor: Actor,
    @Param({ schema: ReviewIdParam }) { id }: Id,
    @IfMatch() ifMatch: number,
    @Body({ schema: WriteConclusionsRequest }) body: z.output<typeof WriteConclusionsRequest>,
  ): Promise<ReviewPage> {
    await this.writeConclusions.execute({ actor, reviewId: id, ifMatch, ...body });
    return this.get.execute(actor, id);
  }

  @Post(':id/conclusion')
  @Access(WORK_ON_REVIEW)
  @Answers(201, ConclusionMade)
  async draft(
    @CurrentActor() actor: Actor,
    @Param({ schema: ReviewIdParam }) { id }: Id,
    @Body({ schema: DraftConclusionRequest }) body: z.output<typeof DraftConclusionRequest>,
  ): Promise<{ documentId: string }> {
    return { documentId: await this.draftConclusion.execute({ actor, reviewId: id, ...body }) };
  }
}
