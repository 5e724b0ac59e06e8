import { Module } from '@nestjs/common';
import { OrganisationModule } from '../organisation/index.js';
import { RegistersController } from './http/registers.controller.js';
import { NumberSeries } from './number-series.js';
import { ExplainGapsQuery } from './queries/explain-gaps.query.js';
import { ListIncomingEntriesQuery } from './queries/list-incoming-entries.query.js';
import { ListOutgoingEntriesQuery } from './queries/list-outgoing-entries.query.js';
import { RegisterImport } from './register-import.js';
import { PrintRegisterQuery } from './queries/print-register.query.js';
import { Registers } from './registers.js';
import './registers.texts.js';

@Module({
  imports: [OrganisationModule],
  controllers: [RegistersController],
  providers: [
    Registers,
    RegisterImport,
    NumberSeries,
    ListOutgoingEntriesQuery,
    ListIncomingEntriesQuery,
    ExplainGapsQuery,
    PrintRegisterQuery,
  ],
  exports: [Registers, RegisterImport],
})
export class RegistersModule {}
