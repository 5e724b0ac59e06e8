import { Body, Controller, Get, Param, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { IfMatch } from '../../../platform/http/if-match.js';
import type { Page } from '../../../platform/http/paging.js';
import { CREATE_PLAN, DRAFT_PLAN, LIST_PLANS, READ_PLAN } from '../plans.policy.js';
import { GetPlanQuery, type PlanPage } from '../queries/get-plan.query.js';
import { ListPlansQuery, type PlanSummary } from '../queries/list-plans.query.js';
import { PreviewPlanQuery } from '../queries/preview-plan.query.js';
import { CreatePlanUseCase } from '../use-cases/create-plan/create-plan.use-case.js';
import { DraftPlanDocumentUseCase } from '../use-cases/draft-plan-document/draft-plan-document.use-case.js';
import { EditPlanUseCase } from '../use-cases/edit-plan/edit-plan.use-case.js';
import {
  CreatePlanRequest,
  DocumentMade,
  DraftDocumentRequest,
  EditPlanRequest,
  ListPlansQuerySchema,
  PlanIdParam,
  PlanList,
  PlanPageSchema,
  PreviewQuerySchema,
} from './plans.schemas.js';

type Id = z.output<typeof PlanIdParam>;

/** The plan builder. */
@ApiTags('plans')
@Controller('api/v1/plans')
export class PlansController {
  constructor(
    private readonly list: ListPlansQuery,
    private readonly get: GetPlanQuery,
    private readonly createPlan: CreatePlanUseCase,
    private readonly editPlan: EditPlanUseCase,
    private readonly draftDocument: DraftPlanDocumentUseCase,
    private readonly previewPlan: PreviewPlanQuery,
  ) {}

  @Get()
  @Access(LIST_PLANS)
  @Answers(200, PlanList)
  listPlans(
    @CurrentActor() actor: Actor,
    @Query({ schema: ListPlansQuerySchema }) query: z.output<typeof ListPlansQuerySchema>,
  ): Promise<Page<PlanSummary>> {
    return this.list.execute(actor, query);
  }

  @Post()
  @Access(CREATE_PLAN)
  @Answers(201, PlanPageSchema)
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreatePlanRequest }) body: z.output<typeof CreatePlanRequest>,
  ): Promise<PlanPage> {
    return this.get.execute(actor, await this.createPlan.execute({ actor, ...body }));
  }

  @Get(':id')
  @Access(READ_PLAN)
  @Answers(200, PlanPageSchema)
  getPlan(
    @CurrentActor() actor: Actor,
    @Param({ schema: PlanIdParam }) { id }: Id,
  ): Promise<PlanPage> {
    return this.get.execute(actor, id);
  }

  @Put(':id')
  @Access(DRAFT_PLAN)
  @Answers(200, PlanPageSchema)
  async edit(
    @CurrentActor() actor: Actor,
    @Param({ schema: PlanIdParam }) { id }: Id,
    @IfMatch() ifMatch: number,
    @Body({ schema: EditPlanRequest }) body: z.output<typeof EditPlanRequest>,
  ): Promise<PlanPage> {
    await this.editPlan.execute({ actor, planId: id, ifMatch, ...body });
    return this.get.execute(actor, id);
  }

  @Get(':id/preview')
  @Access(READ_PLAN)
  @ApiProduces('application/pdf')
  async preview(
    @CurrentActor() actor: Actor,
    @Param({ schema: PlanIdParam }) { id }: Id,
    @Query({ schema: PreviewQuerySchema }) query: z.output<typeof PreviewQuerySchema>,
  ): Promise<StreamableFile> {
    const pdf = await this.previewPlan.execute(actor, id, query.signerPostId ?? null);
    return new StreamableFile(pdf, { type: 'application/pdf', disposition: 'inline' });
  }

  @Post(':id/draft')
  @Access(DRAFT_PLAN)
  @Answers(201, DocumentMade)
  async draft(
    @CurrentActor() actor: Actor,
    @Param({ schema: PlanIdParam }) { id }: Id,
    @IfMatch('optional') ifMatch: number | undefined,
    @Body({ schema: DraftDocumentRequest }) { signerPostId }: z.output<typeof DraftDocumentRequest>,
  ): Promise<{ documentId: string }> {
    const order = { actor, planId: id, ifMatch, signerPostId };
    return { documentId: await this.draftDocument.execute(order) };
  }
}
