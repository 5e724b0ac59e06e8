import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { ACT_ON_OUTGOING, ISSUE_OUTGOING } from '../documents.policy.js';
import { CancelDraftUseCase } from '../use-cases/cancel-draft/cancel-draft.use-case.js';
import { ReleaseDocumentUseCase } from '../use-cases/release-document/release-document.use-case.js';
import { SealDocumentUseCase } from '../use-cases/seal-document/seal-document.use-case.js';
import {
  type TakenNumber,
  TakeNumberUseCase,
} from '../use-cases/take-number/take-number.use-case.js';
import { VoidNumberUseCase } from '../use-cases/void-number/void-number.use-case.js';
import {
  Done,
  type Id,
  IdParam,
  SealRequest,
  NumberAnswer,
  ReasonRequest,
  ReleaseAnswer,
} from './document.schemas.js';

type Ok = { ok: true };

/** The clerk's steps: number, seal, release; or the end of a document that will not be issued. */
@ApiTags('documents')
@Controller('api/v1/documents/outgoing/:id')
export class IssuingController {
  constructor(
    private readonly takeNumber: TakeNumberUseCase,
    private readonly sealDocument: SealDocumentUseCase,
    private readonly releaseDocument: ReleaseDocumentUseCase,
    private readonly voidNumber: VoidNumberUseCase,
    private readonly cancelDraft: CancelDraftUseCase,
  ) {}

  @Post('take-number')
  @Access(ISSUE_OUTGOING)
  @Answers(200, NumberAnswer)
  number(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
  ): Promise<TakenNumber> {
    return this.takeNumber.execute(actor, id);
  }

  @Post('seal')
  @Access(ISSUE_OUTGOING)
  @Answers(200, Done)
  async seal(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: SealRequest }) { pin, box }: z.infer<typeof SealRequest>,
  ): Promise<Ok> {
    await this.sealDocument.execute(actor, id, { pin, ...(box ? { box } : {}) });
    return { ok: true };
  }

  @Post('release')
  @Access(ISSUE_OUTGOING)
  @Answers(200, ReleaseAnswer)
  release(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
  ): Promise<{ deliveries: number }> {
    return this.releaseDocument.execute(actor, id);
  }

  @Post('void-number')
  @Access(ISSUE_OUTGOING)
  @Answers(200, Done)
  async voidIt(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: ReasonRequest }) { reason }: z.infer<typeof ReasonRequest>,
  ): Promise<Ok> {
    await this.voidNumber.execute(actor, id, reason);
    return { ok: true };
  }

  @Post('cancel')
  @Access(ACT_ON_OUTGOING)
  @Answers(200, Done)
  async cancel(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: ReasonRequest }) { reason }: z.infer<typeof ReasonRequest>,
  ): Promise<Ok> {
    await this.cancelDraft.execute(actor, id, reason);
    return { ok: true };
  }
}
