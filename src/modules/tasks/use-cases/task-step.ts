import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.js';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Clock } from '../../../platform/clock/clock.js';
import { type Tx, UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { ForbiddenError } from '../../../platform/errors/platform.errors.js';
import type { Task } from '../persistence/task.entity.js';
import { TaskRepository } from '../persistence/task.repository.js';

export type TaskStepOrder = {
  readonly actor: Actor;
  readonly taskId: string;
  /** `tasks.accept-task`: the use case. */
  readonly action: string;
  readonly note?: string;
  readonly allows: (actor: Actor, task: Task) => boolean;
};

/** What every step of a task shares: the lock, the right, the row, its history, the audit entry. */
@Injectable()
export class TaskStep {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tasks: TaskRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  run(
    order: TaskStepOrder,
    work: (task: Task, tx: Tx, at: Date) => Promise<void> | void,
  ): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const task = await this.tasks.getForUpdate(tx, order.taskId);
      if (!order.allows(order.actor, task)) throw new ForbiddenError(order.action);
      const from = task.state;
      const at = this.clock.now();
      await work(task, tx, at);
      await this.tasks.save(tx, task);
      await this.record(tx, order, task, from, at);
    });
  }

  private async record(
    tx: Tx,
    { actor, action, note = '' }: TaskStepOrder,
    task: Task,
    from: string,
    at: Date,
  ): Promise<void> {
    await this.tasks.addHistory(tx, {
      taskId: task.id,
      at,
      actor,
      action,
      from,
      to: task.state,
      note,
    });
    await this.audit.record(tx, {
      actor,
      action,
      subjectType: 'task',
      subjectId: task.id,
      details: { from, to: task.state, note },
    });
  }
}
