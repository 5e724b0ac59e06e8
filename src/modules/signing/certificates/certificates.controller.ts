import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import type { Page } from '../../../platform/http/paging.js';
import { AskRevocationUseCase } from './ask-revocation.use-case.js';
import { KEEP_CERTIFICATES, LIST_CERTIFICATES, SEE_CERTIFICATE } from './certificate-access.js';
import { certificateCsv } from './certificate-csv.js';
import {
  CertificateCounts,
  CertificateDetail,
  CertificateFile,
  type CertificateLine,
  CertificatesPage,
  HandoverRequest,
  ListCertificates,
  ReplaceRequest,
  RevokeRequest,
} from './certificate.views.js';
import { GetCertificateQuery } from './get-certificate.query.js';
import { ReinstateCertificateUseCase } from './reinstate-certificate.use-case.js';
import { KeepCertificateUseCase } from './keep-certificate.use-case.js';
import { ListCertificatesQuery } from './list-certificates.query.js';

const CertificateId = z.strictObject({ id: z.uuid() });
type CertificateId = z.infer<typeof CertificateId>;

@ApiTags('signing')
@Controller('api/v1/signing/certificates')
export class CertificatesController {
  constructor(
    private readonly list: ListCertificatesQuery,
    private readonly get: GetCertificateQuery,
    private readonly keep: KeepCertificateUseCase,
    private readonly ask: AskRevocationUseCase,
    private readonly reinstate: ReinstateCertificateUseCase,
  ) {}

  /** Sổ quản lý chứng thư số; soonest end first. */
  @Get()
  @Access(LIST_CERTIFICATES)
  @Answers(200, CertificatesPage)
  lines(
    @CurrentActor() actor: Actor,
    @Query({ schema: ListCertificates }) request: ListCertificates,
  ): Promise<Page<CertificateLine>> {
    return this.list.execute(actor, request);
  }

  @Get('counts')
  @Access(LIST_CERTIFICATES)
  @Answers(200, CertificateCounts)
  counts(@CurrentActor() actor: Actor): Promise<CertificateCounts> {
    return this.list.counts(actor);
  }

  @Get('csv')
  @Access(LIST_CERTIFICATES)
  @ApiProduces('text/csv')
  async csv(
    @CurrentActor() actor: Actor,
    @Query({ schema: CertificateFile }) { lang, ...filter }: CertificateFile,
  ): Promise<StreamableFile> {
    const book = await this.list.book(actor, filter);
    return new StreamableFile(Buffer.from(certificateCsv(book, lang)), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="so-quan-ly-chung-thu-so.csv"',
    });
  }

  @Get(':id')
  @Access(SEE_CERTIFICATE)
  @Answers(200, CertificateDetail)
  one(
    @CurrentActor() actor: Actor,
    @Param({ schema: CertificateId }) { id }: CertificateId,
  ): Promise<CertificateDetail> {
    return this.get.execute(actor, id);
  }

  /** Biên bản giao: from now on the receiver has the device. */
  @Post(':id/hand-over')
  @Access(KEEP_CERTIFICATES)
  @HttpCode(204)
  handOver(
    @CurrentActor() actor: Actor,
    @Param({ schema: CertificateId }) { id }: CertificateId,
    @Body({ schema: HandoverRequest }) request: HandoverRequest,
  ): Promise<void> {
    return this.keep.handOver(actor, id, request);
  }

  @Post(':id/return')
  @Access(KEEP_CERTIFICATES)
  @HttpCode(204)
  takeBack(
    @CurrentActor() actor: Actor,
    @Param({ schema: CertificateId }) { id }: CertificateId,
    @Body({ schema: HandoverRequest }) request: HandoverRequest,
  ): Promise<void> {
    return this.keep.takeBack(actor, id, request);
  }

  @Post(':id/revoke')
  @Access(KEEP_CERTIFICATES)
  @HttpCode(204)
  revoke(
    @CurrentActor() actor: Actor,
    @Param({ schema: CertificateId }) { id }: CertificateId,
    @Body({ schema: RevokeRequest }) request: RevokeRequest,
  ): Promise<void> {
    return this.keep.revoke(actor, id, request);
  }

  @Post(':id/replace')
  @Access(KEEP_CERTIFICATES)
  @HttpCode(204)
  replace(
    @CurrentActor() actor: Actor,
    @Param({ schema: CertificateId }) { id }: CertificateId,
    @Body({ schema: ReplaceRequest }) request: ReplaceRequest,
  ): Promise<void> {
    return this.keep.replace(actor, id, request);
  }

  /** Its holder signs with it again, and no longer with what had taken its place. */
  @Post(':id/reinstate')
  @Access(SEE_CERTIFICATE)
  @HttpCode(204)
  useAgain(
    @CurrentActor() actor: Actor,
    @Param({ schema: CertificateId }) { id }: CertificateId,
  ): Promise<void> {
    return this.reinstate.execute(actor, id);
  }

  /** Asks its authority now; what came of it stands in the certificate's own answer. */
  @Post(':id/inquire')
  @Access(KEEP_CERTIFICATES)
  @Answers(200, CertificateDetail)
  async inquire(
    @CurrentActor() actor: Actor,
    @Param({ schema: CertificateId }) { id }: CertificateId,
  ): Promise<CertificateDetail> {
    await this.ask.askNow(actor, id);
    return this.get.execute(actor, id);
  }

  /** The reader has seen the warning. */
  @Post(':id/acknowledge')
  @Access(SEE_CERTIFICATE)
  @HttpCode(204)
  acknowledge(
    @CurrentActor() actor: Actor,
    @Param({ schema: CertificateId }) { id }: CertificateId,
  ): Promise<void> {
    return this.keep.acknowledge(actor, id);
  }
}
