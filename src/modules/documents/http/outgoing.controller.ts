import { Controller, Get, Param, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Settings } from '../../../../config/settings.js';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import type { Page } from '../../../platform/http/paging.js';
import { publicOrigin } from '../../../platform/http/public-origin.js';
import { LIST_DOCUMENTS, READ_OUTGOING } from '../documents.policy.js';
import { GetOutgoingQuery, type OutgoingDetails } from '../queries/get-outgoing.query.js';
import { GetSigningBlockQuery, type SigningBlock } from '../queries/get-signing-block.query.js';
import { ListOutgoingQuery, type OutgoingListItem } from '../queries/list-outgoing.query.js';
import { PrintOutgoingQuery } from '../queries/print-outgoing.query.js';
import { ReadFileQuery } from '../queries/read-file.query.js';
import { NoteOpeningUseCase } from '../use-cases/note-opening/note-opening.use-case.js';
import { Counts, type Id, IdParam, RevisionParam, SigningBlockSchema } from './document.schemas.js';
import {
  ListOutgoingQuerySchema,
  OutgoingDetailsSchema,
  OutgoingPage,
} from './outgoing.schemas.js';
import { pdfAnswer } from './pdf-answer.js';

@ApiTags('documents')
@Controller('api/v1/documents/outgoing')
export class OutgoingController {
  // eslint-disable-next-line @typescript-eslint/max-params -- one controller for all that is read of a document
  constructor(
    private readonly list: ListOutgoingQuery,
    private readonly get: GetOutgoingQuery,
    private readonly block: GetSigningBlockQuery,
    private readonly readFile: ReadFileQuery,
    private readonly noteOpening: NoteOpeningUseCase,
    private readonly printing: PrintOutgoingQuery,
    private readonly settings: Settings,
  ) {}

  @Get()
  @Access(LIST_DOCUMENTS)
  @Answers(200, OutgoingPage)
  listOutgoing(
    @CurrentActor() actor: Actor,
    @Query({ schema: ListOutgoingQuerySchema }) request: z.infer<typeof ListOutgoingQuerySchema>,
  ): Promise<Page<OutgoingListItem>> {
    return this.list.execute(actor, request);
  }

  @Get('counts')
  @Access(LIST_DOCUMENTS)
  @Answers(200, Counts)
  counts(@CurrentActor() actor: Actor): Promise<Readonly<Record<string, number>>> {
    return this.list.count(actor);
  }

  @Get(':id')
  @Access(READ_OUTGOING)
  @Answers(200, OutgoingDetailsSchema)
  async details(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
  ): Promise<OutgoingDetails> {
    await this.noteOpening.execute(actor, id);
    return this.get.execute(actor, id);
  }

  @Get(':id/signing-block')
  @Access(READ_OUTGOING)
  @Answers(200, SigningBlockSchema)
  signingBlock(@Param({ schema: IdParam }) { id }: Id): Promise<SigningBlock> {
    return this.block.execute(id);
  }

  /** For paper: without signatures, with the code that leads to the report of this version. */
  @Get(':id/print')
  @Access(READ_OUTGOING)
  @ApiProduces('application/pdf')
  async print(
    @Param({ schema: IdParam }) { id }: Id,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    const origin = publicOrigin(this.settings, request);
    return new StreamableFile(await this.printing.execute(id, origin), {
      type: 'application/pdf',
      disposition: 'inline; filename="ban-in.pdf"',
    });
  }

  @Get(':id/revisions/:sha256/content')
  @Access(READ_OUTGOING)
  @ApiProduces('application/pdf')
  async content(
    @Param({ schema: RevisionParam }) { id, sha256 }: z.infer<typeof RevisionParam>,
  ): Promise<StreamableFile> {
    return pdfAnswer(await this.readFile.outgoing(id, sha256));
  }
}
