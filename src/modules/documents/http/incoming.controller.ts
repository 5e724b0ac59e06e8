import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import type { Page } from '../../../platform/http/paging.js';
import { LIST_DOCUMENTS, READ_INCOMING } from '../documents.policy.js';
import { GetIncomingQuery, type IncomingDetails } from '../queries/get-incoming.query.js';
import { type IncomingListItem, ListIncomingQuery } from '../queries/list-incoming.query.js';
import { ReadFileQuery } from '../queries/read-file.query.js';
import { Counts, type Id, IdParam } from './document.schemas.js';
import {
  IncomingDetailsSchema,
  IncomingPage,
  ListIncomingQuerySchema,
} from './incoming.schemas.js';
import { pdfAnswer } from './pdf-answer.js';

@ApiTags('documents')
@Controller('api/v1/documents/incoming')
export class IncomingController {
  constructor(
    private readonly list: ListIncomingQuery,
    private readonly get: GetIncomingQuery,
    private readonly readFile: ReadFileQuery,
  ) {}

  @Get()
  @Access(LIST_DOCUMENTS)
  @Answers(200, IncomingPage)
  listIncoming(
    @CurrentActor() actor: Actor,
    @Query({ schema: ListIncomingQuerySchema }) request: z.infer<typeof ListIncomingQuerySchema>,
  ): Promise<Page<IncomingListItem>> {
    return this.list.execute(actor, request);
  }

  @Get('counts')
  @Access(LIST_DOCUMENTS)
  @Answers(200, Counts)
  counts(@CurrentActor() actor: Actor): Promise<Readonly<Record<string, number>>> {
    return this.list.count(actor);
  }

  @Get(':id')
  @Access(READ_INCOMING)
  @Answers(200, IncomingDetailsSchema)
  details(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
  ): Promise<IncomingDetails> {
    return this.get.execute(actor, id);
  }

  @Get(':id/content')
  @Access(READ_INCOMING)
  @ApiProduces('application/pdf')
  async content(@Param({ schema: IdParam }) { id }: Id): Promise<StreamableFile> {
    return pdfAnswer(await this.readFile.ofIncoming(id));
  }
}
