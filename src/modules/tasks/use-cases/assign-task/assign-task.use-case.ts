import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import type { Tx } from '../../../../platform/database/unit-of-work.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import { mayAssign } from '../../domain/who-may.js';
import type { Task } from '../../persistence/task.entity.js';
import { TaskRepository } from '../../persistence/task.repository.js';
import {
  AlreadyAssignedError,
  ChildDueAfterParentError,
  TaskActionNotAllowedError,
  UnitOutsideAgencyError,
} from '../../tasks.errors.js';
import { OpenTasks } from '../open-tasks/open-tasks.js';
import { TaskStep } from '../task-step.js';

export type AssignTask = {
  readonly actor: Actor;
  readonly taskId: string;
  readonly unitId: string;
  readonly postId: string | null;
  readonly dueOn: LocalDate | null;
  readonly coordinators: readonly string[];
};

/** Gives the agency's duty to a division: a child with its own state, due no later than its parent. */
@Injectable()
export class AssignTaskUseCase {
  constructor(
    private readonly step: TaskStep,
    private readonly tasks: TaskRepository,
    private readonly opening: OpenTasks,
    private readonly organisation: OrganisationDirectory,
  ) {}

  execute(order: AssignTask): Promise<void> {
    return this.step.run(
      {
        actor: order.actor,
        taskId: order.taskId,
        action: 'tasks.assign-task',
        allows: (actor, task) => task.parentId === null && mayAssign(actor, task),
      },
      async (task, tx, at) => {
        if (!['accepted', 'in-progress'].includes(task.state))
          throw new TaskActionNotAllowedError('assign', task.state);
        if (order.dueOn !== null && task.dueOn !== null && order.dueOn > task.dueOn)
          throw new ChildDueAfterParentError(order.dueOn, task.dueOn);
        const unitName = await this.requireOwnUnit(tx, task, order);
        await this.recallUntouched(tx, task, order);
        const opened = await this.opening.openChild(tx, task, { ...order, at });
        if (!opened) throw new AlreadyAssignedError(unitName);
      },
    );
  }

  private async requireOwnUnit(tx: Tx, task: Task, order: AssignTask): Promise<string> {
    const unit = await this.organisation.getUnit(tx, order.unitId);
    if (unit.agencyId !== task.agencyId) throw new UnitOutsideAgencyError();
    if (order.postId !== null) {
      const post = await this.organisation.getPost(tx, order.postId);
      if (!post.active || post.unitId !== unit.id) throw new UnitOutsideAgencyError();
    }
    return unit.shortName;
  }

  /** The child that the directive made by itself gives way while nobody has taken it. */
  private async recallUntouched(tx: Tx, task: Task, { actor, unitId }: AssignTask): Promise<void> {
    for (const child of await this.tasks.findChildrenForUpdate(tx, task.id)) {
      if (child.state !== 'pending' || child.unitId === unitId) continue;
      child.recall();
      await this.tasks.save(tx, child);
      await this.opening.record(tx, child, actor, 'tasks.recall-task', 'pending');
    }
  }
}
