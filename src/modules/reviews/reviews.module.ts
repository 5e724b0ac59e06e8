import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SubscriberRegistry } from '../../platform/jobs/subscriber-registry.js';
import { DocumentsModule } from '../documents/index.js';
import { OrganisationModule } from '../organisation/index.js';
import { PlansModule } from '../plans/index.js';
import { TasksModule } from '../tasks/index.js';
import { ConclusionPrinter } from './conclusion-printer.js';
import { ConclusionTasks } from './conclusion-tasks.js';
import { ReviewMeetingController } from './http/review-meeting.controller.js';
import { ReviewsController } from './http/reviews.controller.js';
import { Review } from './persistence/review.entity.js';
import { ReviewRepository } from './persistence/review.repository.js';
import { GetReviewQuery } from './queries/get-review.query.js';
import { ListReviewsQuery } from './queries/list-reviews.query.js';
import { ReviewDossiers } from './review-dossiers.js';
import { ReviewImport } from './review-import.js';
import './reviews.texts.js';
import { BeginConclusionsSubscriber } from './subscribers/begin-conclusions.subscriber.js';
import { IssueConclusionSubscriber } from './subscribers/issue-conclusion.subscriber.js';
import { ReceiveReportSubscriber } from './subscribers/receive-report.subscriber.js';
import { CloseReviewUseCase } from './use-cases/close-review/close-review.use-case.js';
import { DraftConclusionUseCase } from './use-cases/draft-conclusion/draft-conclusion.use-case.js';
import { OpenReviewUseCase } from './use-cases/open-review/open-review.use-case.js';
import { ReviewStep } from './use-cases/review-step.js';
import { RunMeetingUseCase } from './use-cases/run-meeting/run-meeting.use-case.js';
import { WriteConclusionsUseCase } from './use-cases/write-conclusions/write-conclusions.use-case.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Review]),
    OrganisationModule,
    DocumentsModule,
    TasksModule,
    PlansModule,
  ],
  controllers: [ReviewsController, ReviewMeetingController],
  providers: [
    BeginConclusionsSubscriber,
    CloseReviewUseCase,
    ConclusionPrinter,
    ConclusionTasks,
    DraftConclusionUseCase,
    GetReviewQuery,
    IssueConclusionSubscriber,
    ListReviewsQuery,
    OpenReviewUseCase,
    ReceiveReportSubscriber,
    ReviewDossiers,
    ReviewImport,
    ReviewRepository,
    ReviewStep,
    RunMeetingUseCase,
    WriteConclusionsUseCase,
  ],
  exports: [ReviewImport],
})
export class ReviewsModule implements OnModuleInit {
  constructor(
    private readonly registry: SubscriberRegistry,
    private readonly receiveReport: ReceiveReportSubscriber,
    private readonly issueConclusion: IssueConclusionSubscriber,
    private readonly beginConclusions: BeginConclusionsSubscriber,
  ) {}

  onModuleInit(): void {
    this.registry.add(this.receiveReport);
    this.registry.add(this.issueConclusion);
    this.registry.add(this.beginConclusions);
  }
}
