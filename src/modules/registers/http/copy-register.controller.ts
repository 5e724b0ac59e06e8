import { Controller, Get, Param, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Settings } from '../../../../config/settings.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { toCsv } from '../../../platform/http/csv.js';
import { publicOrigin } from '../../../platform/http/public-origin.js';
import { COPY_COLUMNS, copyCells } from '../printing/register-cells.js';
import { ListCopyEntriesQuery } from '../queries/list-copy-entries.query.js';
import { PrintRegisterQuery } from '../queries/print-register.query.js';
import type { CopyPage } from '../queries/register-filter.js';
import { READ_REGISTER } from '../registers.policy.js';
import { csvAnswer, pdfAnswer } from './register-answers.js';
import {
  AgencyParam,
  CopyBookRequest,
  CopyEntriesPage,
  ListCopyEntriesRequest,
} from './registers.schemas.js';

/** Copies on paper: SY, SL and TrS in one series (NĐ 30/2020, annex I, part II). */
@ApiTags('registers')
@Controller('api/v1/registers/:agencyId/copies')
export class CopyRegisterController {
  constructor(
    private readonly copies: ListCopyEntriesQuery,
    private readonly print: PrintRegisterQuery,
    private readonly settings: Settings,
  ) {}

  @Get()
  @Access(READ_REGISTER)
  @Answers(200, CopyEntriesPage)
  list(
    @Param({ schema: AgencyParam }) { agencyId }: z.infer<typeof AgencyParam>,
    @Query({ schema: ListCopyEntriesRequest }) request: z.infer<typeof ListCopyEntriesRequest>,
  ): Promise<CopyPage> {
    return this.copies.execute({ agencyId, ...request });
  }

  @Get('csv')
  @Access(READ_REGISTER)
  @ApiProduces('text/csv')
  async export(
    @Param({ schema: AgencyParam }) { agencyId }: z.infer<typeof AgencyParam>,
    @Query({ schema: CopyBookRequest }) request: z.infer<typeof CopyBookRequest>,
  ): Promise<StreamableFile> {
    const book = await this.copies.book({ agencyId, ...request });
    return csvAnswer(toCsv(COPY_COLUMNS, book.map(copyCells)), 'so-dang-ky-ban-sao.csv');
  }

  @Get('print')
  @Access(READ_REGISTER)
  @ApiProduces('application/pdf')
  async printed(
    @Param({ schema: AgencyParam }) { agencyId }: z.infer<typeof AgencyParam>,
    @Query({ schema: CopyBookRequest }) request: z.infer<typeof CopyBookRequest>,
    @Req() http: FastifyRequest,
  ): Promise<StreamableFile> {
    return pdfAnswer(
      await this.print.execute(
        'copies',
        { agencyId, ...request },
        publicOrigin(this.settings, http),
      ),
      'so-ban-sao.pdf',
    );
  }
}
