import { Body, Controller, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { LocalDate } from '../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { GetTaskQuery, type TaskPage } from '../queries/get-task.query.js';
import { DIRECT_TASK, HAND_TASK } from '../tasks.policy.js';
import { AssignTaskUseCase } from '../use-cases/assign-task/assign-task.use-case.js';
import { HandTaskUseCase } from '../use-cases/hand-task/hand-task.use-case.js';
import { RecallTaskUseCase } from '../use-cases/recall-task/recall-task.use-case.js';
import {
  AssignTaskRequest,
  HandTaskRequest,
  ReasonRequest,
  TaskIdParam,
  TaskPageSchema,
} from './tasks.schemas.js';

type Id = z.output<typeof TaskIdParam>;

/** From the agency to a division, from the division to a person. */
@Controller('api/v1/tasks/:id')
export class TaskAssignmentController {
  constructor(
    private readonly get: GetTaskQuery,
    private readonly assignTask: AssignTaskUseCase,
    private readonly handTask: HandTaskUseCase,
    private readonly recallTask: RecallTaskUseCase,
  ) {}

  @Post('assign')
  @Access(DIRECT_TASK)
  @Answers(200, TaskPageSchema)
  async assign(
    @CurrentActor() actor: Actor,
    @Param({ schema: TaskIdParam }) { id }: Id,
    @Body({ schema: AssignTaskRequest }) body: z.output<typeof AssignTaskRequest>,
  ): Promise<TaskPage> {
    const dueOn = body.dueOn as LocalDate | null;
    await this.assignTask.execute({ actor, taskId: id, ...body, dueOn });
    return this.get.execute(actor, id);
  }

  @Post('hand')
  @Access(HAND_TASK)
  @Answers(200, TaskPageSchema)
  async hand(
    @CurrentActor() actor: Actor,
    @Param({ schema: TaskIdParam }) { id }: Id,
    @Body({ schema: HandTaskRequest }) { postId }: z.output<typeof HandTaskRequest>,
  ): Promise<TaskPage> {
    await this.handTask.execute({ actor, taskId: id, postId });
    return this.get.execute(actor, id);
  }

  @Post('recall')
  @Access(DIRECT_TASK)
  @Answers(200, TaskPageSchema)
  async recall(
    @CurrentActor() actor: Actor,
    @Param({ schema: TaskIdParam }) { id }: Id,
    @Body({ schema: ReasonRequest }) { reason }: z.output<typeof ReasonRequest>,
  ): Promise<TaskPage> {
    await this.recallTask.execute({ actor, taskId: id, reason });
    return this.get.execute(actor, id);
  }
}
