import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { DRAFT_PERIOD_REPORT, READ_CLOSE } from '../plans.policy.js';
import { type ClosePage, ListClosesQuery } from '../queries/list-closes.query.js';
import { DraftPeriodReportUseCase } from '../use-cases/draft-period-report/draft-period-report.use-case.js';
import { ClosePageSchema } from './board.schemas.js';
import { DocumentMade, PlanIdParam } from './plans.schemas.js';
import { DraftPeriodReportRequest } from './reports.schemas.js';

/** Closed periods: the frozen figures and the report made from them. */
@ApiTags('plans')
@Controller('api/v1/reports/closes')
export class ClosesController {
  constructor(
    private readonly closes: ListClosesQuery,
    private readonly draftReport: DraftPeriodReportUseCase,
  ) {}

  @Get(':id')
  @Access(READ_CLOSE)
  @Answers(200, ClosePageSchema)
  get(@Param({ schema: PlanIdParam }) { id }: z.output<typeof PlanIdParam>): Promise<ClosePage> {
    return this.closes.get(id);
  }

  @Post(':id/draft')
  @Access(DRAFT_PERIOD_REPORT)
  @Answers(201, DocumentMade)
  async draft(
    @CurrentActor() actor: Actor,
    @Param({ schema: PlanIdParam }) { id }: z.output<typeof PlanIdParam>,
    @Body({ schema: DraftPeriodReportRequest }) body: z.output<typeof DraftPeriodReportRequest>,
  ): Promise<{ documentId: string }> {
    return { documentId: await this.draftReport.execute({ actor, closeId: id, ...body }) };
  }
}
