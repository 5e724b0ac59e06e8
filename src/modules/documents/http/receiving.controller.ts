import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { KEEP_INCOMING, RECEIVE_INCOMING } from '../documents.policy.js';
import {
  type CheckedSignature,
  CheckSignatureUseCase,
} from '../use-cases/check-signature/check-signature.use-case.js';
import { ReceiveIncomingUseCase } from '../use-cases/receive-incoming/receive-incoming.use-case.js';
import {
  type Registered,
  RegisterIncomingUseCase,
} from '../use-cases/register-incoming/register-incoming.use-case.js';
import { ReturnIncomingUseCase } from '../use-cases/return-incoming/return-incoming.use-case.js';
import { Done, type Id, IdParam } from './document.schemas.js';
import {
  CheckedSignatureSchema,
  ReceivedIncoming,
  ReceiveIncomingRequest,
  RegisteredSchema,
  RegisterRequest,
  ReturnRequest,
} from './incoming.schemas.js';

/** The clerk's desk: write down, check, register, or send back. */
@ApiTags('documents')
@Controller('api/v1/documents/incoming')
export class ReceivingController {
  constructor(
    private readonly receiveIncoming: ReceiveIncomingUseCase,
    private readonly checkSignature: CheckSignatureUseCase,
    private readonly registerIncoming: RegisterIncomingUseCase,
    private readonly returnIncoming: ReturnIncomingUseCase,
  ) {}

  @Post()
  @Access(RECEIVE_INCOMING)
  @Answers(201, ReceivedIncoming)
  receive(
    @CurrentActor() actor: Actor,
    @Body({ schema: ReceiveIncomingRequest }) request: z.infer<typeof ReceiveIncomingRequest>,
  ): Promise<{ id: string; state: string }> {
    return this.receiveIncoming.execute(actor, request);
  }

  @Post(':id/receive')
  @Access(KEEP_INCOMING)
  @Answers(200, CheckedSignatureSchema)
  check(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
  ): Promise<CheckedSignature> {
    return this.checkSignature.execute(actor, id);
  }

  @Post(':id/register')
  @Access(KEEP_INCOMING)
  @Answers(200, RegisteredSchema)
  register(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: RegisterRequest }) request: z.infer<typeof RegisterRequest>,
  ): Promise<Registered> {
    return this.registerIncoming.execute(actor, id, request);
  }

  @Post(':id/return')
  @Access(KEEP_INCOMING)
  @Answers(200, Done)
  async sendBack(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: ReturnRequest }) { reason, text }: z.infer<typeof ReturnRequest>,
  ): Promise<{ ok: true }> {
    await this.returnIncoming.execute(actor, id, { reason, text: text ?? null });
    return { ok: true };
  }
}
