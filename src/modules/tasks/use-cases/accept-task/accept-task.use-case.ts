import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { mayWork } from '../../domain/who-may.js';
import { TaskStep } from '../task-step.js';

@Injectable()
export class AcceptTaskUseCase {
  constructor(private readonly step: TaskStep) {}

  execute({ actor, taskId }: { actor: Actor; taskId: string }): Promise<void> {
    return this.step.run(
      { actor, taskId, action: 'tasks.accept-task', allows: mayWork },
      (task, _tx, at) => {
        task.accept(at);
      },
    );
  }
}
