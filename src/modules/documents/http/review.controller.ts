import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { ACT_ON_OUTGOING } from '../documents.policy.js';
import { AskOpinionsUseCase } from '../use-cases/ask-opinions/ask-opinions.use-case.js';
import { CloseOpinionsUseCase } from '../use-cases/close-opinions/close-opinions.use-case.js';
import { GiveOpinionUseCase } from '../use-cases/give-opinion/give-opinion.use-case.js';
import { ReviseDraftUseCase } from '../use-cases/revise-draft/revise-draft.use-case.js';
import { SubmitDraftUseCase } from '../use-cases/submit-draft/submit-draft.use-case.js';
import { WithdrawDraftUseCase } from '../use-cases/withdraw-draft/withdraw-draft.use-case.js';
import {
  AskOpinionsRequest,
  CloseOpinionsRequest,
  Done,
  GiveOpinionRequest,
  type Id,
  IdParam,
  ReviseRequest,
} from './document.schemas.js';

type Ok = { ok: true };

/** What the drafting unit does with its draft before the office sees it. */
@ApiTags('documents')
@Controller('api/v1/documents/outgoing/:id')
export class ReviewController {
  constructor(
    private readonly askOpinions: AskOpinionsUseCase,
    private readonly giveOpinion: GiveOpinionUseCase,
    private readonly closeOpinions: CloseOpinionsUseCase,
    private readonly submitDraft: SubmitDraftUseCase,
    private readonly withdrawDraft: WithdrawDraftUseCase,
    private readonly reviseDraft: ReviseDraftUseCase,
  ) {}

  @Post('ask-opinions')
  @Access(ACT_ON_OUTGOING)
  @Answers(200, Done)
  async ask(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: AskOpinionsRequest }) request: z.infer<typeof AskOpinionsRequest>,
  ): Promise<Ok> {
    await this.askOpinions.execute(actor, id, request);
    return { ok: true };
  }

  @Post('give-opinion')
  @Access(ACT_ON_OUTGOING)
  @Answers(200, Done)
  async give(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: GiveOpinionRequest }) request: z.infer<typeof GiveOpinionRequest>,
  ): Promise<Ok> {
    await this.giveOpinion.execute(actor, id, request);
    return { ok: true };
  }

  @Post('close-opinions')
  @Access(ACT_ON_OUTGOING)
  @Answers(200, Done)
  async close(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: CloseOpinionsRequest }) { summary }: z.infer<typeof CloseOpinionsRequest>,
  ): Promise<Ok> {
    await this.closeOpinions.execute(actor, id, summary);
    return { ok: true };
  }

  @Post('submit')
  @Access(ACT_ON_OUTGOING)
  @Answers(200, Done)
  async submit(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: Id): Promise<Ok> {
    await this.submitDraft.execute(actor, id);
    return { ok: true };
  }

  @Post('withdraw')
  @Access(ACT_ON_OUTGOING)
  @Answers(200, Done)
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
  ): Promise<Ok> {
    await this.withdrawDraft.execute(actor, id);
    return { ok: true };
  }

  @Post('revise')
  @Access(ACT_ON_OUTGOING)
  @Answers(200, Done)
  async revise(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: ReviseRequest }) { note }: z.infer<typeof ReviseRequest>,
  ): Promise<Ok> {
    await this.reviseDraft.execute(actor, id, note ?? null);
    return { ok: true };
  }
}
