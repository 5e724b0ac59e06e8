import { Injectable } from '@nestjs/common';
import { legalInstant, type LocalDate } from '../../../libs/working-calendar/index.js';
import { newId } from '../../platform/database/new-id.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import type { TaskId, TaskState } from './contracts/index.js';
import { TaskRepository } from './persistence/task.repository.js';
import type { Duty } from './use-cases/open-tasks/open-tasks.js';

/** A task as it stood when the office moved in. */
export type TaskHistory = {
  readonly startedOn: LocalDate;
  readonly state: Exclude<TaskState, 'recalled'>;
  readonly doneOn?: LocalDate;
  readonly percent?: number;
  readonly note?: string;
  readonly result?: string;
  readonly proofSymbol?: string;
  /** The first deadline, when it was extended to `dueOn` later. */
  readonly originalDueOn?: LocalDate;
  readonly unitId?: string;
  readonly postId?: string;
};

/** Takes over tasks that began before this system; the only other way in is the event. */
@Injectable()
export class TaskImport {
  constructor(private readonly tasks: TaskRepository) {}

  async importTask(tx: Tx, duty: Duty, past: TaskHistory): Promise<TaskId> {
    const id = newId();
    const startedAt = legalInstant(past.startedOn, '08:00');
    const common = { ...duty, startedAt, originalDueOn: past.originalDueOn ?? duty.dueOn };
    const agencyTask = { ...common, id, unitId: null, postId: null, parentId: null };
    await this.tasks.insertOnce(tx, { ...agencyTask, state: 'accepted', acceptedAt: startedAt });
    await this.settle(tx, id, past);
    if (past.unitId === undefined) return id;
    const childId = newId();
    await this.tasks.insertOnce(tx, {
      ...common,
      id: childId,
      giverAgencyId: duty.agencyId,
      unitId: past.unitId,
      postId: past.postId ?? null,
      parentId: id,
      state: 'accepted',
      acceptedAt: startedAt,
    });
    await this.settle(tx, childId, past);
    return id;
  }

  private async settle(tx: Tx, id: TaskId, past: TaskHistory): Promise<void> {
    const doneAt = past.doneOn === undefined ? null : legalInstant(past.doneOn, '16:00');
    await tx.query(
      `UPDATE tasks.task SET state = $2, percent = $3, progress_note = $4, result = $5,
         proof_symbol = $6, reported_at = $7, done_at = $7, done_on = $8 WHERE id = $1`,
      [
        ...[id, past.state, past.percent ?? (past.state === 'done' ? 100 : 0), past.note ?? ''],
        ...[past.result ?? null, past.proofSymbol ?? null, doneAt, past.doneOn ?? null],
      ],
    );
  }
}
