import { Module } from '@nestjs/common';
import { OrganisationModule } from '../organisation/index.js';
import { CopyRegisterController } from './http/copy-register.controller.js';
import { RegistersController } from './http/registers.controller.js';
import { NumberSeries } from './number-series.js';
import { ExplainGapsQuery } from './queries/explain-gaps.query.js';
import { ListCopyEntriesQuery } from './queries/list-copy-entries.query.js';
import { ListIncomingEntriesQuery } from './queries/list-incoming-entries.query.js';
import { ListOutgoingEntriesQuery } from './queries/list-outgoing-entries.query.js';
import { RegisterImport } from './register-import.js';
import { RegisterPrints } from './printing/register-prints.js';
import { PrintRegisterQuery } from './queries/print-register.query.js';
import { RegisterLines } from './queries/register-lines.js';
import { Registers } from './registers.js';
import './registers.texts.js';

@Module({
  imports: [OrganisationModule],
  controllers: [RegistersController, CopyRegisterController],
  providers: [
    Registers,
    RegisterImport,
    NumberSeries,
    ListOutgoingEntriesQuery,
    ListIncomingEntriesQuery,
    ListCopyEntriesQuery,
    RegisterLines,
    ExplainGapsQuery,
    PrintRegisterQuery,
    RegisterPrints,
  ],
  exports: [Registers, RegisterImport, RegisterPrints],
})
export class RegistersModule {}
