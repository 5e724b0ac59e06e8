import { Body, Controller, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { GetTaskQuery, type TaskPage } from '../queries/get-task.query.js';
import { CONFIRM_TASK, WORK_ON_TASK } from '../tasks.policy.js';
import { AcceptTaskUseCase } from '../use-cases/accept-task/accept-task.use-case.js';
import { AskRedoUseCase } from '../use-cases/ask-redo/ask-redo.use-case.js';
import { ConfirmResultUseCase } from '../use-cases/confirm-result/confirm-result.use-case.js';
import { ReportResultUseCase } from '../use-cases/report-result/report-result.use-case.js';
import { UpdateProgressUseCase } from '../use-cases/update-progress/update-progress.use-case.js';
import {
  ReasonRequest,
  ReportResultRequest,
  TaskIdParam,
  TaskPageSchema,
  UpdateProgressRequest,
} from './tasks.schemas.js';

type Id = z.output<typeof TaskIdParam>;

/** From acceptance to the confirmed result. */
@Controller('api/v1/tasks/:id')
export class TaskStepsController {
  constructor(
    private readonly get: GetTaskQuery,
    private readonly acceptTask: AcceptTaskUseCase,
    private readonly updateProgress: UpdateProgressUseCase,
    private readonly reportResult: ReportResultUseCase,
    private readonly confirmResult: ConfirmResultUseCase,
    private readonly askRedo: AskRedoUseCase,
  ) {}

  @Post('accept')
  @Access(WORK_ON_TASK)
  @Answers(200, TaskPageSchema)
  async accept(
    @CurrentActor() actor: Actor,
    @Param({ schema: TaskIdParam }) { id }: Id,
  ): Promise<TaskPage> {
    await this.acceptTask.execute({ actor, taskId: id });
    return this.get.execute(actor, id);
  }

  @Post('progress')
  @Access(WORK_ON_TASK)
  @Answers(200, TaskPageSchema)
  async progress(
    @CurrentActor() actor: Actor,
    @Param({ schema: TaskIdParam }) { id }: Id,
    @Body({ schema: UpdateProgressRequest }) body: z.output<typeof UpdateProgressRequest>,
  ): Promise<TaskPage> {
    await this.updateProgress.execute({ actor, taskId: id, ...body });
    return this.get.execute(actor, id);
  }

  @Post('report')
  @Access(WORK_ON_TASK)
  @Answers(200, TaskPageSchema)
  async report(
    @CurrentActor() actor: Actor,
    @Param({ schema: TaskIdParam }) { id }: Id,
    @Body({ schema: ReportResultRequest }) body: z.output<typeof ReportResultRequest>,
  ): Promise<TaskPage> {
    await this.reportResult.execute({ actor, taskId: id, ...body });
    return this.get.execute(actor, id);
  }

  @Post('confirm')
  @Access(CONFIRM_TASK)
  @Answers(200, TaskPageSchema)
  async confirm(
    @CurrentActor() actor: Actor,
    @Param({ schema: TaskIdParam }) { id }: Id,
  ): Promise<TaskPage> {
    await this.confirmResult.execute({ actor, taskId: id });
    return this.get.execute(actor, id);
  }

  @Post('redo')
  @Access(CONFIRM_TASK)
  @Answers(200, TaskPageSchema)
  async redo(
    @CurrentActor() actor: Actor,
    @Param({ schema: TaskIdParam }) { id }: Id,
    @Body({ schema: ReasonRequest }) { reason }: z.output<typeof ReasonRequest>,
  ): Promise<TaskPage> {
    await this.askRedo.execute({ actor, taskId: id, reason });
    return this.get.execute(actor, id);
  }
}
