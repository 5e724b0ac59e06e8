import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { ENROL_CREDENTIAL } from '../credentials.policy.js';
import { RegisterAgentKeyUseCase } from '../use-cases/register-agent-key/register-agent-key.use-case.js';
import { decodedImage, EncodedImage } from './credentials-form.js';
import { EnrolledCredentialView, ownerOf, Replaces, toView } from './enrolled-credential.view.js';

const Challenge = z
  .object({ id: z.uuid(), challenge: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'EnrolmentChallenge' });
const Der = z.base64().min(1).max(20_000);
const RegisterRequest = z
  .strictObject({
    challengeId: z.uuid(),
    signature: z.base64().min(64).max(4096),
    certificate: Der,
    others: z.array(Der).max(20).default([]),
    tokenLabel: z.string().max(64),
    tokenSerial: z.string().max(64),
    keyId: z.string().max(512),
    agencyId: z.uuid().optional(),
    replaces: Replaces,
    image: EncodedImage.optional(),
  })
  .meta({ id: 'RegisterAgentKey' });

/** Tokens at users' own PCs, which an agent there speaks to. */
@ApiTags('signing')
@Controller('api/v1/signing/agent-keys')
export class AgentKeysController {
  constructor(private readonly register: RegisterAgentKeyUseCase) {}

  /** What the device signs to show that it holds the key; good for one answer within five minutes. */
  @Post('challenge')
  @Access(ENROL_CREDENTIAL)
  @Answers(201, Challenge)
  async challenge(@CurrentActor() actor: Actor): Promise<z.infer<typeof Challenge>> {
    const { expiresAt, ...asked } = await this.register.challenge(actor);
    return { ...asked, expiresAt: expiresAt.toISOString() };
  }

  @Post()
  @Access(ENROL_CREDENTIAL)
  @Answers(201, EnrolledCredentialView)
  async enrol(
    @CurrentActor() actor: Actor,
    @Body({ schema: RegisterRequest }) body: z.infer<typeof RegisterRequest>,
  ): Promise<EnrolledCredentialView> {
    const { challengeId, agencyId, tokenLabel, tokenSerial, keyId } = body;
    const enrolled = await this.register.execute({
      actor,
      owner: ownerOf(agencyId),
      challengeId,
      signature: bytes(body.signature),
      certificate: bytes(body.certificate),
      others: body.others.map(bytes),
      place: { tokenLabel, tokenSerial, keyId },
      image: decodedImage(body.image),
      replaces: body.replaces,
    });
    return toView(enrolled);
  }
}

function bytes(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}
