import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { APPROVE_REPORT, RETURN_REPORT, WORK_ON_REPORT } from '../plans.policy.js';
import { GetReportQuery, type ReportPage } from '../queries/get-report.query.js';
import { ApproveReportUseCase } from '../use-cases/approve-report/approve-report.use-case.js';
import { CorrectFigureUseCase } from '../use-cases/correct-figure/correct-figure.use-case.js';
import { DraftReportDocumentUseCase } from '../use-cases/draft-report-document/draft-report-document.use-case.js';
import { ReturnReportUseCase } from '../use-cases/return-report/return-report.use-case.js';
import { DocumentMade, DraftDocumentRequest } from './plans.schemas.js';
import {
  CorrectFigureRequest,
  ReportIdParam,
  ReportPageSchema,
  ReturnReportRequest,
} from './reports.schemas.js';

type Id = z.output<typeof ReportIdParam>;

/** From the approval of a unit's report to its signed document, and what comes after the close. */
@ApiTags('reports')
@Controller('api/v1/reports/:id')
export class ReportDecisionsController {
  constructor(
    private readonly get: GetReportQuery,
    private readonly approveReport: ApproveReportUseCase,
    private readonly returnReport: ReturnReportUseCase,
    private readonly draftDocument: DraftReportDocumentUseCase,
    private readonly correctFigure: CorrectFigureUseCase,
  ) {}

  @Post('approve')
  @Access(APPROVE_REPORT)
  @Answers(200, ReportPageSchema)
  async approve(
    @CurrentActor() actor: Actor,
    @Param({ schema: ReportIdParam }) { id }: Id,
  ): Promise<ReportPage> {
    await this.approveReport.execute({ actor, reportId: id });
    return this.get.execute(actor, id);
  }

  @Post('return')
  @Access(RETURN_REPORT)
  @Answers(200, ReportPageSchema)
  async return(
    @CurrentActor() actor: Actor,
    @Param({ schema: ReportIdParam }) { id }: Id,
    @Body({ schema: ReturnReportRequest }) { reason }: z.output<typeof ReturnReportRequest>,
  ): Promise<ReportPage> {
    await this.returnReport.execute({ actor, reportId: id, reason });
    return this.get.execute(actor, id);
  }

  @Post('draft')
  @Access(WORK_ON_REPORT)
  @Answers(201, DocumentMade)
  async draft(
    @CurrentActor() actor: Actor,
    @Param({ schema: ReportIdParam }) { id }: Id,
    @Body({ schema: DraftDocumentRequest }) { signerPostId }: z.output<typeof DraftDocumentRequest>,
  ): Promise<{ documentId: string }> {
    return { documentId: await this.draftDocument.execute({ actor, reportId: id, signerPostId }) };
  }

  @Post('corrections')
  @Access(APPROVE_REPORT)
  @Answers(201, ReportPageSchema)
  async correct(
    @CurrentActor() actor: Actor,
    @Param({ schema: ReportIdParam }) { id }: Id,
    @Body({ schema: CorrectFigureRequest }) body: z.output<typeof CorrectFigureRequest>,
  ): Promise<ReportPage> {
    await this.correctFigure.execute({ actor, reportId: id, ...body });
    return this.get.execute(actor, id);
  }
}
