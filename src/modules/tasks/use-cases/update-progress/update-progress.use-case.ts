import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { mayWork } from '../../domain/who-may.js';
import { TaskStep } from '../task-step.js';

export type UpdateProgress = {
  readonly actor: Actor;
  readonly taskId: string;
  readonly percent: number;
  readonly note: string;
};

@Injectable()
export class UpdateProgressUseCase {
  constructor(private readonly step: TaskStep) {}

  execute({ actor, taskId, percent, note }: UpdateProgress): Promise<void> {
    return this.step.run(
      { actor, taskId, note, action: 'tasks.update-progress', allows: mayWork },
      (task) => {
        task.progress(percent, note);
      },
    );
  }
}
