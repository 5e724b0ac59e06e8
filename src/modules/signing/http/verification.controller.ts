import { Controller, Get, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Settings } from '../../../../config/settings.js';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import type { Page } from '../../../platform/http/paging.js';
import { VerificationView } from '../domain/verification-view.js';
import { Verifier } from '../verifier.js';
import { TooManyVerificationsError } from '../signing.errors.js';
import { receivePdf } from './receive-pdf.js';
import { ReceivingSlots } from './receiving-slots.js';
import { endingCsv } from '../queries/ending-csv.js';
import {
  EndingFile,
  EndingOverview,
  type EndingSignature,
  EndingSignaturesPage,
  ListEnding,
  OverviewRequest,
} from '../queries/ending.views.js';
import { ListEndingQuery } from '../queries/list-ending.query.js';
import { TrustSources, TrustSourcesQuery } from '../queries/trust-sources.query.js';
import { SEE_ENDING_SIGNATURES, SEE_TRUST_SOURCES, VERIFY_ANY_PDF } from '../signing.policy.js';

/** Whole files in memory; a post that drops many at once is told to wait. */
const RECEIVED_AT_ONCE = { inAll: 10, each: 3 };

@ApiTags('verification')
@Controller('api/v1/verification')
export class VerificationController {
  private readonly receiving = new ReceivingSlots(RECEIVED_AT_ONCE);

  constructor(
    private readonly verifier: Verifier,
    private readonly listEnding: ListEndingQuery,
    private readonly trustSources: TrustSourcesQuery,
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
  verify(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<VerificationView> {
    const mostBytes = this.settings.storage.maxFileMb * 1024 * 1024;
    return this.receiving.hold(
      actor.postId,
      () => new TooManyVerificationsError(),
      async () => this.verifier.judgeFromOutside(await receivePdf(request, mostBytes)),
    );
  }

  /** What would stop verifying in the next twelve months; soonest first. */
  @Get('ending')
  @Access(SEE_ENDING_SIGNATURES)
  @Answers(200, EndingSignaturesPage)
  ending(
    @CurrentActor() actor: Actor,
    @Query({ schema: ListEnding }) request: ListEnding,
  ): Promise<Page<EndingSignature>> {
    return this.listEnding.execute(actor, request);
  }

  /** How many, month by month. */
  @Get('ending/overview')
  @Access(SEE_ENDING_SIGNATURES)
  @Answers(200, EndingOverview)
  overview(
    @CurrentActor() actor: Actor,
    @Query({ schema: OverviewRequest }) request: z.infer<typeof OverviewRequest>,
  ): Promise<EndingOverview> {
    return this.listEnding.overview(actor, request);
  }

  @Get('ending/csv')
  @Access(SEE_ENDING_SIGNATURES)
  @ApiProduces('text/csv')
  async csv(
    @CurrentActor() actor: Actor,
    @Query({ schema: EndingFile }) { lang, ...filter }: EndingFile,
  ): Promise<StreamableFile> {
    const book = await this.listEnding.book(actor, filter);
    return new StreamableFile(Buffer.from(endingCsv(book, lang)), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="chu-ky-so-sap-het-gia-tri.csv"',
    });
  }

  /** On which roots verdicts rest: from where, how many, how fresh. */
  @Get('trust-sources')
  @Access(SEE_TRUST_SOURCES)
  @Answers(200, TrustSources)
  sources(): Promise<TrustSources> {
    return this.trustSources.execute();
  }
}
