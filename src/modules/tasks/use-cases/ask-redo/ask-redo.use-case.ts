import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { mayConfirm } from '../../domain/who-may.js';
import { TaskStep } from '../task-step.js';

@Injectable()
export class AskRedoUseCase {
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
      { actor, taskId, note: reason, action: 'tasks.ask-redo', allows: mayConfirm },
      (task) => {
        task.redo();
      },
    );
  }
}
