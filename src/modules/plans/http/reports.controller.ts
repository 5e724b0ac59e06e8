import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { IfMatch } from '../../../platform/http/if-match.js';
import type { Page } from '../../../platform/http/paging.js';
import { LIST_REPORTS, READ_REPORT, WORK_ON_REPORT } from '../plans.policy.js';
import { GetReportQuery, type ReportPage } from '../queries/get-report.query.js';
import { ListReportsQuery, type ReportSummary } from '../queries/list-reports.query.js';
import { EnterFiguresUseCase } from '../use-cases/enter-figures/enter-figures.use-case.js';
import { ImportFiguresUseCase } from '../use-cases/import-figures/import-figures.use-case.js';
import { SubmitReportUseCase } from '../use-cases/submit-report/submit-report.use-case.js';
import {
  EnterFiguresRequest,
  ImportFiguresRequest,
  ListReportsQuerySchema,
  ReportIdParam,
  ReportList,
  ReportPageSchema,
} from './reports.schemas.js';

type Id = z.output<typeof ReportIdParam>;

/** A unit's monthly report while it is being filled in. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(
    private readonly list: ListReportsQuery,
    private readonly get: GetReportQuery,
    private readonly enterFigures: EnterFiguresUseCase,
    private readonly importFigures: ImportFiguresUseCase,
    private readonly submitReport: SubmitReportUseCase,
  ) {}

  @Get()
  @Access(LIST_REPORTS)
  @Answers(200, ReportList)
  listReports(
    @CurrentActor() actor: Actor,
    @Query({ schema: ListReportsQuerySchema }) query: z.output<typeof ListReportsQuerySchema>,
  ): Promise<Page<ReportSummary>> {
    return this.list.execute(actor, query);
  }

  @Get(':id')
  @Access(READ_REPORT)
  @Answers(200, ReportPageSchema)
  getReport(
    @CurrentActor() actor: Actor,
    @Param({ schema: ReportIdParam }) { id }: Id,
  ): Promise<ReportPage> {
    return this.get.execute(actor, id);
  }

  @Put(':id')
  @Access(WORK_ON_REPORT)
  @Answers(200, ReportPageSchema)
  async enter(
    @CurrentActor() actor: Actor,
    @Param({ schema: ReportIdParam }) { id }: Id,
    @IfMatch() ifMatch: number,
    @Body({ schema: EnterFiguresRequest }) body: z.output<typeof EnterFiguresRequest>,
  ): Promise<ReportPage> {
    await this.enterFigures.execute({ actor, reportId: id, ifMatch, ...body });
    return this.get.execute(actor, id);
  }

  @Post(':id/import')
  @Access(WORK_ON_REPORT)
  @Answers(200, ReportPageSchema)
  async import(
    @CurrentActor() actor: Actor,
    @Param({ schema: ReportIdParam }) { id }: Id,
    @IfMatch('optional') ifMatch: number | undefined,
    @Body({ schema: ImportFiguresRequest }) body: z.output<typeof ImportFiguresRequest>,
  ): Promise<ReportPage> {
    await this.importFigures.execute({ actor, reportId: id, ifMatch, ...body });
    return this.get.execute(actor, id);
  }

  @Post(':id/submit')
  @Access(WORK_ON_REPORT)
  @Answers(200, ReportPageSchema)
  async submit(
    @CurrentActor() actor: Actor,
    @Param({ schema: ReportIdParam }) { id }: Id,
  ): Promise<ReportPage> {
    await this.submitReport.execute({ actor, reportId: id });
    return this.get.execute(actor, id);
  }
}
