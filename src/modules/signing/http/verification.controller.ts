import { Controller, Get, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Settings } from '../../../../config/settings.js';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { VerificationView } from '../domain/verification-view.js';
import { Verifier } from '../verifier.js';
import { receivePdf } from './receive-pdf.js';
import { EndingSignatures, ListEndingQuery } from '../queries/list-ending.query.js';
import { SEE_ENDING_SIGNATURES, VERIFY_ANY_PDF } from '../signing.policy.js';

@ApiTags('verification')
@Controller('api/v1/verification')
export class VerificationController {
  constructor(
    private readonly verifier: Verifier,
    private readonly listEnding: ListEndingQuery,
    private readonly settings: Settings,
  ) {}

  /** Who signed this PDF, when, with which certificate, and whether it is intact. */
  @Post()
  @Access(VERIFY_ANY_PDF)
  @Answers(200, VerificationView)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  })
  async verify(@Req() request: FastifyRequest): Promise<VerificationView> {
    const pdf = await receivePdf(request, this.settings.storage.maxFileMb * 1024 * 1024);
    return this.verifier.judgeFromOutside(pdf);
  }

  /** What would stop verifying in the next twelve months. */
  @Get('ending')
  @Access(SEE_ENDING_SIGNATURES)
  @Answers(200, EndingSignatures)
  ending(@CurrentActor() actor: Actor): Promise<EndingSignatures> {
    return this.listEnding.execute(actor);
  }
}
