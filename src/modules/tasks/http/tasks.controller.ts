import { Controller, Get, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { GetTaskQuery, type TaskPage } from '../queries/get-task.query.js';
import { ListTasksQuery, type TaskCounts } from '../queries/list-tasks.query.js';
import type { TaskView } from '../queries/task-view.js';
import type { Page } from '../../../platform/http/paging.js';
import { LIST_TASKS, READ_TASK } from '../tasks.policy.js';
import {
  ListTasksQuerySchema,
  TaskCountsSchema,
  TaskIdParam,
  TaskList,
  TaskPageSchema,
} from './tasks.schemas.js';

@Controller('api/v1/tasks')
export class TasksController {
  constructor(
    private readonly list: ListTasksQuery,
    private readonly get: GetTaskQuery,
  ) {}

  @Get()
  @Access(LIST_TASKS)
  @Answers(200, TaskList)
  listTasks(
    @CurrentActor() actor: Actor,
    @Query({ schema: ListTasksQuerySchema }) query: z.output<typeof ListTasksQuerySchema>,
  ): Promise<Page<TaskView>> {
    return this.list.execute(actor, query);
  }

  @Get('counts')
  @Access(LIST_TASKS)
  @Answers(200, TaskCountsSchema)
  countTasks(@CurrentActor() actor: Actor): Promise<TaskCounts> {
    return this.list.count(actor);
  }

  @Get(':id')
  @Access(READ_TASK)
  @Answers(200, TaskPageSchema)
  getTask(
    @CurrentActor() actor: Actor,
    @Param({ schema: TaskIdParam }) { id }: z.output<typeof TaskIdParam>,
  ): Promise<TaskPage> {
    return this.get.execute(actor, id);
  }
}
