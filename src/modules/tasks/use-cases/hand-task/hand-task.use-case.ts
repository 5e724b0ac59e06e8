import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import { mayHand } from '../../domain/who-may.js';
import { UnitOutsideAgencyError } from '../../tasks.errors.js';
import { TaskStep } from '../task-step.js';

export type HandTask = { readonly actor: Actor; readonly taskId: string; readonly postId: string };

@Injectable()
export class HandTaskUseCase {
  constructor(
    private readonly step: TaskStep,
    private readonly organisation: OrganisationDirectory,
  ) {}

  execute({ actor, taskId, postId }: HandTask): Promise<void> {
    return this.step.run(
      { actor, taskId, action: 'tasks.hand-task', allows: mayHand },
      async (task, tx) => {
        const post = await this.organisation.getPost(tx, postId);
        if (!post.active || post.unitId !== task.unitId) throw new UnitOutsideAgencyError();
        task.handTo(post.unitId, post.id);
      },
    );
  }
}
