import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { ForbiddenError } from '../../../../platform/errors/platform.errors.js';
import { Assignments } from '../../persistence/assignments.js';
import { isAssignee } from '../../routing.policy.js';
import { Routing } from '../../routing.js';

export type HandDown = {
  readonly postId: string;
  readonly text: string;
  readonly dueOn?: string | undefined;
};

@Injectable()
export class HandDownUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly routing: Routing,
    private readonly assignments: Assignments,
  ) {}

  async execute(
    actor: Actor,
    assignmentId: string,
    order: HandDown,
  ): Promise<{ assignmentId: string }> {
    return this.unitOfWork.run(async (tx) => {
      const assignment = await this.assignments.getForUpdate(tx, assignmentId);
      if (!isAssignee(actor, assignment)) throw new ForbiddenError('routing.hand-down');
      const receipt = await this.routing.handDown(tx, actor, { assignmentId, ...order });
      return { assignmentId: receipt.leadAssignmentId };
    });
  }
}
