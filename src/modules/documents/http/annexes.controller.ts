import { Body, Controller, Delete, Get, Param, Post, Req, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Settings } from '../../../../config/settings.js';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { ACT_ON_ANNEX, ACT_ON_OUTGOING, READ_ANNEX } from '../documents.policy.js';
import { AnnexesQuery } from '../queries/annexes.query.js';
import { ReadFileQuery } from '../queries/read-file.query.js';
import { AddAnnexUseCase } from '../use-cases/add-annex/add-annex.use-case.js';
import { RemoveAnnexUseCase } from '../use-cases/remove-annex/remove-annex.use-case.js';
import { AnnexParam } from './annex.schemas.js';
import { AddAnnexRequest, AnnexAdded, Done, type Id, IdParam } from './document.schemas.js';
import { pdfAnswer } from './pdf-answer.js';
import { publicOrigin } from '../../../platform/http/public-origin.js';

/** Texts that go with a document in files of their own. */
@ApiTags('documents')
@Controller('api/v1/documents/outgoing/:id/annexes')
export class AnnexesController {
  constructor(
    private readonly addAnnex: AddAnnexUseCase,
    private readonly removeAnnex: RemoveAnnexUseCase,
    private readonly files: ReadFileQuery,
    private readonly annexes: AnnexesQuery,
    private readonly settings: Settings,
  ) {}

  @Post()
  @Access(ACT_ON_OUTGOING)
  @Answers(201, AnnexAdded)
  add(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: AddAnnexRequest }) request: z.infer<typeof AddAnnexRequest>,
  ): Promise<{ annexId: string }> {
    return this.addAnnex.execute(actor, { id, ...request });
  }

  @Delete(':annexId')
  @Access(ACT_ON_ANNEX)
  @Answers(200, Done)
  async remove(
    @CurrentActor() actor: Actor,
    @Param({ schema: AnnexParam }) given: AnnexParam,
  ): Promise<{ ok: true }> {
    await this.removeAnnex.execute(actor, given);
    return { ok: true };
  }

  @Get(':annexId/content')
  @Access(READ_ANNEX)
  @ApiProduces('application/pdf')
  async content(@Param({ schema: AnnexParam }) given: AnnexParam): Promise<StreamableFile> {
    return pdfAnswer(await this.files.annex(given.id, given.annexId));
  }

  /** For paper: without signatures, with the code that leads to the report of this version. */
  @Get(':annexId/print')
  @Access(READ_ANNEX)
  @ApiProduces('application/pdf')
  async print(
    @Param({ schema: AnnexParam }) given: AnnexParam,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    const origin = publicOrigin(this.settings, request);
    return pdfAnswer(await this.annexes.print(given.id, given.annexId, origin));
  }
}
