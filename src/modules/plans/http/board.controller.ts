import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import type { Page } from '../../../platform/http/paging.js';
import { CLOSE_PERIOD, OPEN_REPORT, READ_PLAN } from '../plans.policy.js';
import { GetBoardQuery, type PlanBoard } from '../queries/get-board.query.js';
import { GetReportQuery, type ReportPage } from '../queries/get-report.query.js';
import { GetUnitTargetQuery, type UnitTarget } from '../queries/get-unit-target.query.js';
import {
  type ClosePage,
  type CloseSummary,
  ListClosesQuery,
} from '../queries/list-closes.query.js';
import { ClosePeriodUseCase } from '../use-cases/close-period/close-period.use-case.js';
import { OpenReportUseCase } from '../use-cases/open-report/open-report.use-case.js';
import {
  CloseList,
  ClosePageSchema,
  ClosePeriodRequest,
  PlanBoardSchema,
  UnitTargetSchema,
} from './board.schemas.js';
import {
  BoardQuerySchema,
  PageQuerySchema,
  PlanIdParam,
  PlanPeriodParam,
  UnitTargetParam,
} from './plans.schemas.js';
import { OpenReportRequest, ReportPageSchema } from './reports.schemas.js';

/** What a plan in force measures, month by month. */
@ApiTags('plans')
@Controller('api/v1/plans/:id')
export class BoardController {
  constructor(
    private readonly board: GetBoardQuery,
    private readonly unitTarget: GetUnitTargetQuery,
    private readonly closes: ListClosesQuery,
    private readonly closePeriod: ClosePeriodUseCase,
    private readonly openReport: OpenReportUseCase,
    private readonly getReport: GetReportQuery,
  ) {}

  @Get('board')
  @Access(READ_PLAN)
  @Answers(200, PlanBoardSchema)
  getBoard(
    @CurrentActor() actor: Actor,
    @Param({ schema: PlanIdParam }) { id }: z.output<typeof PlanIdParam>,
    @Query({ schema: BoardQuerySchema }) { period }: z.output<typeof BoardQuerySchema>,
  ): Promise<PlanBoard> {
    return this.board.execute(actor, id, period);
  }

  @Get('units/:unitId/targets/:code')
  @Access(READ_PLAN)
  @Answers(200, UnitTargetSchema)
  getUnitTarget(
    @CurrentActor() actor: Actor,
    @Param({ schema: UnitTargetParam }) { id, ...of }: z.output<typeof UnitTargetParam>,
  ): Promise<UnitTarget> {
    return this.unitTarget.execute(actor, { planId: id, ...of });
  }

  @Post('reports')
  @Access(OPEN_REPORT)
  @Answers(200, ReportPageSchema)
  async open(
    @CurrentActor() actor: Actor,
    @Param({ schema: PlanIdParam }) { id }: z.output<typeof PlanIdParam>,
    @Body({ schema: OpenReportRequest }) body: z.output<typeof OpenReportRequest>,
  ): Promise<ReportPage> {
    const reportId = await this.openReport.execute({ actor, planId: id, ...body });
    return this.getReport.execute(actor, reportId);
  }

  @Get('closes')
  @Access(READ_PLAN)
  @Answers(200, CloseList)
  listCloses(
    @CurrentActor() actor: Actor,
    @Param({ schema: PlanIdParam }) { id }: z.output<typeof PlanIdParam>,
    @Query({ schema: PageQuerySchema }) query: z.output<typeof PageQuerySchema>,
  ): Promise<Page<CloseSummary>> {
    return this.closes.execute(actor, id, query);
  }

  @Post('periods/:period/close')
  @Access(CLOSE_PERIOD)
  @Answers(201, ClosePageSchema)
  async close(
    @CurrentActor() actor: Actor,
    @Param({ schema: PlanPeriodParam }) { id, period }: z.output<typeof PlanPeriodParam>,
    @Body({ schema: ClosePeriodRequest }) { partyAgencyId }: z.output<typeof ClosePeriodRequest>,
  ): Promise<ClosePage> {
    const order = { actor, planId: id, period, partyAgencyId };
    return this.closes.get(await this.closePeriod.execute(order));
  }
}
