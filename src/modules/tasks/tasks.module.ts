import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SubscriberRegistry } from '../../platform/jobs/subscriber-registry.js';
import { DocumentsModule } from '../documents/index.js';
import { OrganisationModule } from '../organisation/index.js';
import { TaskAssignmentController } from './http/task-assignment.controller.js';
import { TaskStepsController } from './http/task-steps.controller.js';
import { TasksController } from './http/tasks.controller.js';
import { WorkingDaysController } from './http/working-days.controller.js';
import { OfficeCalendar } from './office-calendar.js';
import { Task } from './persistence/task.entity.js';
import { TaskRepository } from './persistence/task.repository.js';
import { ProofDocuments } from './proof-documents.js';
import { GetTaskQuery } from './queries/get-task.query.js';
import { ListTasksQuery } from './queries/list-tasks.query.js';
import { TaskViews } from './queries/task-view.js';
import { FollowHandOverSubscriber } from './subscribers/follow-hand-over.subscriber.js';
import { TaskImport } from './task-import.js';
import { Tasks } from './tasks.js';
import './tasks.texts.js';
import { AcceptTaskUseCase } from './use-cases/accept-task/accept-task.use-case.js';
import { AskRedoUseCase } from './use-cases/ask-redo/ask-redo.use-case.js';
import { AssignTaskUseCase } from './use-cases/assign-task/assign-task.use-case.js';
import { ConfirmResultUseCase } from './use-cases/confirm-result/confirm-result.use-case.js';
import { HandTaskUseCase } from './use-cases/hand-task/hand-task.use-case.js';
import { OpenTasks } from './use-cases/open-tasks/open-tasks.js';
import { RecallTaskUseCase } from './use-cases/recall-task/recall-task.use-case.js';
import { ReportResultUseCase } from './use-cases/report-result/report-result.use-case.js';
import { TaskStep } from './use-cases/task-step.js';
import { UpdateProgressUseCase } from './use-cases/update-progress/update-progress.use-case.js';

@Module({
  imports: [TypeOrmModule.forFeature([Task]), OrganisationModule, DocumentsModule],
  controllers: [
    TasksController,
    TaskStepsController,
    TaskAssignmentController,
    WorkingDaysController,
  ],
  providers: [
    AcceptTaskUseCase,
    AskRedoUseCase,
    AssignTaskUseCase,
    ConfirmResultUseCase,
    FollowHandOverSubscriber,
    GetTaskQuery,
    HandTaskUseCase,
    ListTasksQuery,
    OfficeCalendar,
    OpenTasks,
    ProofDocuments,
    RecallTaskUseCase,
    ReportResultUseCase,
    TaskImport,
    TaskRepository,
    TaskStep,
    TaskViews,
    Tasks,
    UpdateProgressUseCase,
  ],
  exports: [OfficeCalendar, TaskImport, Tasks],
})
export class TasksModule implements OnModuleInit {
  constructor(
    private readonly registry: SubscriberRegistry,
    private readonly followHandOver: FollowHandOverSubscriber,
  ) {}

  onModuleInit(): void {
    this.registry.add(this.followHandOver);
  }
}
