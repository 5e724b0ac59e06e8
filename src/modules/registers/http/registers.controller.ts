import { Controller, Get, Param, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Settings } from '../../../../config/settings.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { toCsv } from '../../../platform/http/csv.js';
import { publicOrigin } from '../../../platform/http/public-origin.js';
import {
  INCOMING_COLUMNS,
  incomingCells,
  OUTGOING_COLUMNS,
  outgoingCells,
} from '../printing/register-cells.js';
import { ExplainGapsQuery, type SeriesOverview } from '../queries/explain-gaps.query.js';
import { ListIncomingEntriesQuery } from '../queries/list-incoming-entries.query.js';
import { ListOutgoingEntriesQuery } from '../queries/list-outgoing-entries.query.js';
import { PrintRegisterQuery } from '../queries/print-register.query.js';
import type { IncomingPage, OutgoingPage } from '../queries/register-filter.js';
import { READ_REGISTER } from '../registers.policy.js';
import { csvAnswer, pdfAnswer } from './register-answers.js';
import {
  AgencyParam,
  BookRequest,
  IncomingEntriesPage,
  ListEntriesRequest,
  OutgoingEntriesPage,
  SeriesList,
  SeriesRequest,
} from './registers.schemas.js';

@ApiTags('registers')
@Controller('api/v1/registers/:agencyId')
export class RegistersController {
  constructor(
    private readonly outgoing: ListOutgoingEntriesQuery,
    private readonly incoming: ListIncomingEntriesQuery,
    private readonly gaps: ExplainGapsQuery,
    private readonly print: PrintRegisterQuery,
    private readonly settings: Settings,
  ) {}

  @Get('series')
  @Access(READ_REGISTER)
  @Answers(200, SeriesList)
  async series(
    @Param({ schema: AgencyParam }) { agencyId }: z.infer<typeof AgencyParam>,
    @Query({ schema: SeriesRequest }) { period }: z.infer<typeof SeriesRequest>,
  ): Promise<{ items: readonly SeriesOverview[] }> {
    return { items: await this.gaps.execute(agencyId, period ?? null) };
  }

  @Get('outgoing')
  @Access(READ_REGISTER)
  @Answers(200, OutgoingEntriesPage)
  listOutgoing(
    @Param({ schema: AgencyParam }) { agencyId }: z.infer<typeof AgencyParam>,
    @Query({ schema: ListEntriesRequest }) request: z.infer<typeof ListEntriesRequest>,
  ): Promise<OutgoingPage> {
    return this.outgoing.execute({ agencyId, ...request });
  }

  @Get('incoming')
  @Access(READ_REGISTER)
  @Answers(200, IncomingEntriesPage)
  listIncoming(
    @Param({ schema: AgencyParam }) { agencyId }: z.infer<typeof AgencyParam>,
    @Query({ schema: ListEntriesRequest }) request: z.infer<typeof ListEntriesRequest>,
  ): Promise<IncomingPage> {
    return this.incoming.execute({ agencyId, ...request });
  }

  @Get('outgoing/csv')
  @Access(READ_REGISTER)
  @ApiProduces('text/csv')
  async exportOutgoing(
    @Param({ schema: AgencyParam }) { agencyId }: z.infer<typeof AgencyParam>,
    @Query({ schema: BookRequest }) request: z.infer<typeof BookRequest>,
  ): Promise<StreamableFile> {
    const book = await this.outgoing.book({ agencyId, ...request });
    return csvAnswer(toCsv(OUTGOING_COLUMNS, book.map(outgoingCells)), 'so-dang-ky-van-ban-di.csv');
  }

  @Get('incoming/csv')
  @Access(READ_REGISTER)
  @ApiProduces('text/csv')
  async exportIncoming(
    @Param({ schema: AgencyParam }) { agencyId }: z.infer<typeof AgencyParam>,
    @Query({ schema: BookRequest }) request: z.infer<typeof BookRequest>,
  ): Promise<StreamableFile> {
    const book = await this.incoming.book({ agencyId, ...request });
    return csvAnswer(
      toCsv(INCOMING_COLUMNS, book.map(incomingCells)),
      'so-dang-ky-van-ban-den.csv',
    );
  }

  @Get('outgoing/print')
  @Access(READ_REGISTER)
  @ApiProduces('application/pdf')
  async printOutgoing(
    @Param({ schema: AgencyParam }) { agencyId }: z.infer<typeof AgencyParam>,
    @Query({ schema: BookRequest }) request: z.infer<typeof BookRequest>,
    @Req() http: FastifyRequest,
  ): Promise<StreamableFile> {
    return pdfAnswer(
      await this.print.execute(
        'outgoing',
        { agencyId, ...request },
        publicOrigin(this.settings, http),
      ),
      'so-van-ban-di.pdf',
    );
  }

  @Get('incoming/print')
  @Access(READ_REGISTER)
  @ApiProduces('application/pdf')
  async printIncoming(
    @Param({ schema: AgencyParam }) { agencyId }: z.infer<typeof AgencyParam>,
    @Query({ schema: BookRequest }) request: z.infer<typeof BookRequest>,
    @Req() http: FastifyRequest,
  ): Promise<StreamableFile> {
    return pdfAnswer(
      await this.print.execute(
        'incoming',
        { agencyId, ...request },
        publicOrigin(this.settings, http),
      ),
      'so-van-ban-den.pdf',
    );
  }
}
