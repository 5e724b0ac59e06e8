import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SubscriberRegistry } from '../../platform/jobs/subscriber-registry.js';
import { DocumentsModule } from '../documents/index.js';
import { FilesModule } from '../files/index.js';
import { OrganisationModule } from '../organisation/index.js';
import { TasksModule } from '../tasks/index.js';
import { BoardController } from './http/board.controller.js';
import { ClosesController } from './http/closes.controller.js';
import { PlansController } from './http/plans.controller.js';
import { ReportDecisionsController } from './http/report-decisions.controller.js';
import { ReportsController } from './http/reports.controller.js';
import { PeriodCloses } from './period-closes.js';
import { PeriodFreezer } from './period-freezer.js';
import { CloseRepository } from './persistence/close.repository.js';
import { Plan } from './persistence/plan.entity.js';
import { PlanRepository } from './persistence/plan.repository.js';
import { ReportRepository } from './persistence/report.repository.js';
import { UnitReport } from './persistence/unit-report.entity.js';
import { PlanActivation } from './plan-activation.js';
import { PlanImport } from './plan-import.js';
import { PlanPrinter } from './plan-printer.js';
import './plans.texts.js';
import { PrintedFrames } from './printed-frames.js';
import { GetBoardQuery } from './queries/get-board.query.js';
import { GetPlanQuery } from './queries/get-plan.query.js';
import { GetReportQuery } from './queries/get-report.query.js';
import { GetUnitTargetQuery } from './queries/get-unit-target.query.js';
import { ListClosesQuery } from './queries/list-closes.query.js';
import { ListPlansQuery } from './queries/list-plans.query.js';
import { ListReportsQuery } from './queries/list-reports.query.js';
import { PreviewPlanQuery } from './queries/preview-plan.query.js';
import { ReportedFigures } from './queries/reported-figures.js';
import { ReportForms } from './report-forms.js';
import { ReportPrinter } from './report-printer.js';
import { MarkReportSentSubscriber } from './subscribers/mark-report-sent.subscriber.js';
import { PutPlanInForceSubscriber } from './subscribers/put-plan-in-force.subscriber.js';
import { StartDutiesSubscriber } from './subscribers/start-duties.subscriber.js';
import { SystemDrafts } from './system-drafts.js';
import { UnitNames } from './unit-names.js';
import { ApproveReportUseCase } from './use-cases/approve-report/approve-report.use-case.js';
import { ClosePeriodUseCase } from './use-cases/close-period/close-period.use-case.js';
import { CorrectFigureUseCase } from './use-cases/correct-figure/correct-figure.use-case.js';
import { CreatePlanUseCase } from './use-cases/create-plan/create-plan.use-case.js';
import { DraftPeriodReportUseCase } from './use-cases/draft-period-report/draft-period-report.use-case.js';
import { DraftPlanDocumentUseCase } from './use-cases/draft-plan-document/draft-plan-document.use-case.js';
import { DraftReportDocumentUseCase } from './use-cases/draft-report-document/draft-report-document.use-case.js';
import { EditPlanUseCase } from './use-cases/edit-plan/edit-plan.use-case.js';
import { EnterFiguresUseCase } from './use-cases/enter-figures/enter-figures.use-case.js';
import { ImportFiguresUseCase } from './use-cases/import-figures/import-figures.use-case.js';
import { OpenReportUseCase } from './use-cases/open-report/open-report.use-case.js';
import { ReportStep } from './use-cases/report-step.js';
import { ReturnReportUseCase } from './use-cases/return-report/return-report.use-case.js';
import { SubmitReportUseCase } from './use-cases/submit-report/submit-report.use-case.js';

const STORES = [CloseRepository, PlanRepository, ReportRepository];
const QUERIES = [
  GetBoardQuery,
  GetPlanQuery,
  GetReportQuery,
  GetUnitTargetQuery,
  ListClosesQuery,
  ListPlansQuery,
  ListReportsQuery,
  PreviewPlanQuery,
  ReportedFigures,
];
const USE_CASES = [
  ApproveReportUseCase,
  ClosePeriodUseCase,
  CorrectFigureUseCase,
  CreatePlanUseCase,
  DraftPeriodReportUseCase,
  DraftPlanDocumentUseCase,
  DraftReportDocumentUseCase,
  EditPlanUseCase,
  EnterFiguresUseCase,
  ImportFiguresUseCase,
  OpenReportUseCase,
  ReportStep,
  ReturnReportUseCase,
  SubmitReportUseCase,
];
const PARTS = [
  PeriodCloses,
  PeriodFreezer,
  PlanActivation,
  PlanImport,
  PlanPrinter,
  PrintedFrames,
  ReportForms,
  ReportPrinter,
  SystemDrafts,
  UnitNames,
];
const SUBSCRIBERS = [MarkReportSentSubscriber, PutPlanInForceSubscriber, StartDutiesSubscriber];

@Module({
  imports: [
    TypeOrmModule.forFeature([Plan, UnitReport]),
    OrganisationModule,
    FilesModule,
    DocumentsModule,
    TasksModule,
  ],
  controllers: [
    PlansController,
    BoardController,
    ClosesController,
    ReportsController,
    ReportDecisionsController,
  ],
  providers: [...STORES, ...QUERIES, ...USE_CASES, ...PARTS, ...SUBSCRIBERS],
  exports: [PeriodCloses, PlanImport, SystemDrafts],
})
export class PlansModule implements OnModuleInit {
  constructor(
    private readonly registry: SubscriberRegistry,
    private readonly putPlanInForce: PutPlanInForceSubscriber,
    private readonly startDuties: StartDutiesSubscriber,
    private readonly markReportSent: MarkReportSentSubscriber,
  ) {}

  onModuleInit(): void {
    this.registry.add(this.putPlanInForce);
    this.registry.add(this.startDuties);
    this.registry.add(this.markReportSent);
  }
}
