import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import type { Page } from '../../../platform/http/paging.js';
import { ACT_ON_INCOMING, DIRECT_INCOMING, LIST_DOCUMENTS } from '../documents.policy.js';
import { MyWorkQuery, type WorkItem } from '../queries/my-work.query.js';
import { CompleteIncomingUseCase } from '../use-cases/complete-incoming/complete-incoming.use-case.js';
import { DirectIncomingUseCase } from '../use-cases/direct-incoming/direct-incoming.use-case.js';
import { ProposeHandlingUseCase } from '../use-cases/propose-handling/propose-handling.use-case.js';
import { SubmitIncomingUseCase } from '../use-cases/submit-incoming/submit-incoming.use-case.js';
import { Done, type Id, IdParam } from './document.schemas.js';
import {
  CompleteRequest,
  DirectedSchema,
  DirectRequest,
  MyWorkCount,
  MyWorkPage,
  MyWorkRequest,
  ProposeRequest,
  SubmitRequest,
} from './incoming.schemas.js';

type Ok = { ok: true };

/** From the register to the end of the work. */
@ApiTags('documents')
@Controller('api/v1')
export class HandlingController {
  constructor(
    private readonly submitIncoming: SubmitIncomingUseCase,
    private readonly proposeHandling: ProposeHandlingUseCase,
    private readonly directIncoming: DirectIncomingUseCase,
    private readonly completeIncoming: CompleteIncomingUseCase,
    private readonly work: MyWorkQuery,
  ) {}

  @Get('my-work')
  @Access(LIST_DOCUMENTS)
  @Answers(200, MyWorkPage)
  myWork(
    @CurrentActor() actor: Actor,
    @Query({ schema: MyWorkRequest }) request: z.infer<typeof MyWorkRequest>,
  ): Promise<Page<WorkItem>> {
    return this.work.execute(actor, request);
  }

  @Get('my-work/count')
  @Access(LIST_DOCUMENTS)
  @Answers(200, MyWorkCount)
  async myWorkCount(@CurrentActor() actor: Actor): Promise<{ count: number }> {
    return { count: await this.work.count(actor) };
  }

  @Post('documents/incoming/:id/submit')
  @Access(ACT_ON_INCOMING)
  @Answers(200, Done)
  async submit(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: SubmitRequest }) { toPostId }: z.infer<typeof SubmitRequest>,
  ): Promise<Ok> {
    await this.submitIncoming.execute(actor, id, toPostId ?? null);
    return { ok: true };
  }

  @Post('documents/incoming/:id/propose')
  @Access(ACT_ON_INCOMING)
  @Answers(200, Done)
  async propose(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: ProposeRequest }) { proposal }: z.infer<typeof ProposeRequest>,
  ): Promise<Ok> {
    await this.proposeHandling.execute(actor, id, proposal);
    return { ok: true };
  }

  @Post('documents/incoming/:id/direct')
  @Access(DIRECT_INCOMING)
  @Answers(200, DirectedSchema)
  direct(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: DirectRequest }) request: z.infer<typeof DirectRequest>,
  ): Promise<{ directiveId: string; leadAssignmentId: string }> {
    return this.directIncoming.execute(actor, id, request);
  }

  @Post('documents/incoming/:id/complete')
  @Access(ACT_ON_INCOMING)
  @Answers(200, Done)
  async complete(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: CompleteRequest }) request: z.infer<typeof CompleteRequest>,
  ): Promise<Ok> {
    await this.completeIncoming.execute(actor, id, request);
    return { ok: true };
  }
}
