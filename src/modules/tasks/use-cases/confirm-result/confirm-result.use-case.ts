import { Injectable } from '@nestjs/common';
import { localDateOf } from '../../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { Outbox } from '../../../../platform/jobs/outbox.js';
import type { TaskDone } from '../../contracts/index.js';
import { mayConfirm } from '../../domain/who-may.js';
import { TaskRepository } from '../../persistence/task.repository.js';
import { OpenChildTasksError } from '../../tasks.errors.js';
import { TaskStep } from '../task-step.js';

@Injectable()
export class ConfirmResultUseCase {
  constructor(
    private readonly step: TaskStep,
    private readonly tasks: TaskRepository,
    private readonly outbox: Outbox,
  ) {}

  execute({ actor, taskId }: { actor: Actor; taskId: string }): Promise<void> {
    return this.step.run(
      { actor, taskId, action: 'tasks.confirm-result', allows: mayConfirm },
      async (task, tx, at) => {
        const open = await this.tasks.countOpenChildren(tx, task.id);
        if (open > 0) throw new OpenChildTasksError(open);
        const doneOn = localDateOf(task.reportedAt ?? at);
        task.confirm(at, doneOn);
        await this.outbox.add(tx, {
          topic: 'tasks.task-done.v1',
          subjectId: task.id,
          payload: {
            source: task.source,
            sourceId: task.sourceId,
            agencyId: task.agencyId,
            doneOn,
          },
        } satisfies TaskDone);
      },
    );
  }
}
