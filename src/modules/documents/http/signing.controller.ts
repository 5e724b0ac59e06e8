import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import type { StartedBatch } from '../../signing/index.js';
import { ACT_ON_OUTGOING, SIGN_MANY } from '../documents.policy.js';
import { ApproveDraftUseCase } from '../use-cases/approve-draft/approve-draft.use-case.js';
import { InitialContentUseCase } from '../use-cases/initial-content/initial-content.use-case.js';
import { InitialFormUseCase } from '../use-cases/initial-form/initial-form.use-case.js';
import { ReturnDraftUseCase } from '../use-cases/return-draft/return-draft.use-case.js';
import { SignBatchUseCase } from '../use-cases/sign-batch/sign-batch.use-case.js';
import { SignDocumentUseCase } from '../use-cases/sign-document/sign-document.use-case.js';
import {
  ApproveRequest,
  BatchStarted,
  Done,
  type Id,
  IdParam,
  ReasonRequest,
  SignBatchRequest,
  SignRequest,
} from './document.schemas.js';

type Ok = { ok: true };

/** Initials, approval, signature, or back to the drafting unit. */
@ApiTags('documents')
@Controller('api/v1/documents/outgoing')
export class OutgoingSigningController {
  constructor(
    private readonly initialContent: InitialContentUseCase,
    private readonly initialForm: InitialFormUseCase,
    private readonly approveDraft: ApproveDraftUseCase,
    private readonly returnDraft: ReturnDraftUseCase,
    private readonly signDocument: SignDocumentUseCase,
    private readonly signBatch: SignBatchUseCase,
  ) {}

  @Post('sign-batch')
  @Access(SIGN_MANY)
  @Answers(202, BatchStarted)
  batch(
    @CurrentActor() actor: Actor,
    @Body({ schema: SignBatchRequest }) { pin, ...asked }: z.infer<typeof SignBatchRequest>,
  ): Promise<StartedBatch> {
    return this.signBatch.execute(actor, asked, pin);
  }

  @Post(':id/initial-content')
  @Access(ACT_ON_OUTGOING)
  @Answers(200, Done)
  async content(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: SignRequest }) request: z.infer<typeof SignRequest>,
  ): Promise<Ok> {
    await this.initialContent.execute(actor, id, request);
    return { ok: true };
  }

  @Post(':id/initial-form')
  @Access(ACT_ON_OUTGOING)
  @Answers(200, Done)
  async form(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: SignRequest }) request: z.infer<typeof SignRequest>,
  ): Promise<Ok> {
    await this.initialForm.execute(actor, id, request);
    return { ok: true };
  }

  @Post(':id/approve')
  @Access(ACT_ON_OUTGOING)
  @Answers(200, Done)
  async approve(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: ApproveRequest }) { sha256 }: z.infer<typeof ApproveRequest>,
  ): Promise<Ok> {
    await this.approveDraft.execute(actor, id, sha256);
    return { ok: true };
  }

  @Post(':id/return')
  @Access(ACT_ON_OUTGOING)
  @Answers(200, Done)
  async giveBack(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: ReasonRequest }) { reason }: z.infer<typeof ReasonRequest>,
  ): Promise<Ok> {
    await this.returnDraft.execute(actor, id, reason);
    return { ok: true };
  }

  @Post(':id/sign')
  @Access(ACT_ON_OUTGOING)
  @Answers(200, Done)
  async sign(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: SignRequest }) request: z.infer<typeof SignRequest>,
  ): Promise<Ok> {
    await this.signDocument.execute(actor, id, request);
    return { ok: true };
  }
}
