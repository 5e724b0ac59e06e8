import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { READ_INCOMING, READ_INCOMING_ANNEX } from '../documents.policy.js';
import { AnnexesQuery } from '../queries/annexes.query.js';
import { AnnexParam, ReceivedAnnexes } from './annex.schemas.js';
import { type Id, IdParam } from './document.schemas.js';
import { pdfAnswer } from './pdf-answer.js';

/** What came with a document in files of their own, for those who may see the document. */
@ApiTags('documents')
@Controller('api/v1/documents/incoming/:id/annexes')
export class IncomingAnnexesController {
  constructor(private readonly annexes: AnnexesQuery) {}

  @Get()
  @Access(READ_INCOMING)
  @Answers(200, ReceivedAnnexes)
  async list(@Param({ schema: IdParam }) { id }: Id): Promise<z.infer<typeof ReceivedAnnexes>> {
    return { items: await this.annexes.received(id) };
  }

  @Get(':annexId/content')
  @Access(READ_INCOMING_ANNEX)
  @ApiProduces('application/pdf')
  async content(@Param({ schema: AnnexParam }) given: AnnexParam): Promise<StreamableFile> {
    return pdfAnswer(await this.annexes.receivedContent(given.id, given.annexId));
  }
}
