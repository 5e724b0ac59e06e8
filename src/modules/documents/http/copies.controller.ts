import { Body, Controller, Get, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Settings } from '../../../../config/settings.js';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import type { Page } from '../../../platform/http/paging.js';
import { ACT_ON_COPY, LIST_COPIES, MAKE_COPY, READ_COPY } from '../documents.policy.js';
import { CopiesQuery, type CopyView } from '../queries/copies.query.js';
import { PrintCopyQuery } from '../queries/print-copy.query.js';
import { CreateCopyUseCase } from '../use-cases/create-copy/create-copy.use-case.js';
import { DecideCopyUseCase } from '../use-cases/decide-copy/decide-copy.use-case.js';
import {
  CopyCreated,
  CopyListQuery,
  CopyPage,
  CopySchema,
  CreateCopyRequest,
} from './copy.schemas.js';
import { Done, type Id, IdParam, ReasonRequest } from './document.schemas.js';
import { pdfAnswer } from './pdf-answer.js';
import { publicOrigin } from '../../../platform/http/public-origin.js';

type Ok = { ok: true };

/** Sao y, sao lục, trích sao. */
@ApiTags('documents')
@Controller('api/v1/documents/copies')
export class CopiesController {
  constructor(
    private readonly copies: CopiesQuery,
    private readonly createCopy: CreateCopyUseCase,
    private readonly decideCopy: DecideCopyUseCase,
    private readonly printing: PrintCopyQuery,
    private readonly settings: Settings,
  ) {}

  @Get()
  @Access(LIST_COPIES)
  @Answers(200, CopyPage)
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: CopyListQuery }) filter: z.infer<typeof CopyListQuery>,
  ): Promise<Page<CopyView>> {
    return this.copies.list(actor, filter);
  }

  @Post()
  @Access(MAKE_COPY)
  @Answers(201, CopyCreated)
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateCopyRequest }) request: z.infer<typeof CreateCopyRequest>,
  ): Promise<{ copyId: string }> {
    return this.createCopy.execute(actor, request);
  }

  @Get(':id')
  @Access(READ_COPY)
  @Answers(200, CopySchema)
  one(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
  ): Promise<z.infer<typeof CopySchema>> {
    return this.copies.get(actor, id);
  }

  @Get(':id/content')
  @Access(READ_COPY)
  @ApiProduces('application/pdf')
  async content(@Param({ schema: IdParam }) { id }: Id): Promise<StreamableFile> {
    return pdfAnswer(await this.printing.content(id));
  }

  /** For paper: without signatures, with the code that leads to the report of what is shown. */
  @Get(':id/print')
  @Access(READ_COPY)
  @ApiProduces('application/pdf')
  async print(
    @Param({ schema: IdParam }) { id }: Id,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    return pdfAnswer(await this.printing.print(id, publicOrigin(this.settings, request)));
  }

  @Post(':id/approve')
  @Access(ACT_ON_COPY)
  @Answers(200, Done)
  async approve(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: Id): Promise<Ok> {
    await this.decideCopy.execute(actor, id, { approve: true });
    return { ok: true };
  }

  @Post(':id/refuse')
  @Access(ACT_ON_COPY)
  @Answers(200, Done)
  async refuse(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: ReasonRequest }) { reason }: z.infer<typeof ReasonRequest>,
  ): Promise<Ok> {
    await this.decideCopy.execute(actor, id, { approve: false, reason });
    return { ok: true };
  }
}
