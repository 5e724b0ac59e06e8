import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { mayAssign } from '../../domain/who-may.js';
import { TaskStep } from '../task-step.js';

/** Takes back what was handed to a unit; the agency's own duty is not its to recall. */
@Injectable()
export class RecallTaskUseCase {
  constructor(private readonly step: TaskStep) {}

  execute({
    actor,
    taskId,
    reason,
  }: {
    actor: Actor;
    taskId: string;
    reason: string;
  }): Promise<void> {
    return this.step.run(
      {
        actor,
        taskId,
        note: reason,
        action: 'tasks.recall-task',
        allows: (who, task) => task.parentId !== null && mayAssign(who, task),
      },
      (task) => {
        task.recall();
      },
    );
  }
}
