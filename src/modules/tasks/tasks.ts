import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../libs/working-calendar/index.js';
import type { Queryable } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import type { TaskId, TaskSource, TaskState } from './contracts/index.js';
import { TaskRepository } from './persistence/task.repository.js';
import { type Duty, OpenTasks } from './use-cases/open-tasks/open-tasks.js';
import { Clock } from '../../platform/clock/clock.js';

/** Who in the agency leads, as the directive on the document says. */
export type LeadAssignment = {
  readonly unitId: string;
  readonly postId: string | null;
  readonly dueOn: LocalDate | null;
};

export type TaskOutcome = {
  readonly taskId: TaskId;
  readonly sourceId: string;
  readonly agencyId: string;
  readonly state: TaskState;
  readonly dueOn: string | null;
  readonly doneOn: string | null;
  readonly percent: number;
  readonly progressNote: string;
  readonly result: string | null;
  readonly proofSymbol: string | null;
};

/** Door for plans and reviews: begins duties, and tells what became of them. */
@Injectable()
export class Tasks {
  constructor(
    private readonly opening: OpenTasks,
    private readonly tasks: TaskRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The agency's duty and, when a division leads, its child. Null when the agency has it already.
   * A child is due no later than its parent, whatever the directive's own deadline says.
   */
  async open(tx: Tx, duty: Duty, lead: LeadAssignment | null): Promise<TaskId | null> {
    const id = await this.opening.open(tx, duty);
    if (id === null || lead === null || lead.unitId === duty.agencyId) return id;
    const parent = await this.tasks.getForUpdate(tx, id);
    const person = lead.postId ?? (await this.personOf(tx, duty, lead.unitId));
    const asked = lead.dueOn;
    const dueOn = asked !== null && duty.dueOn !== null && asked > duty.dueOn ? duty.dueOn : asked;
    await this.opening.openChild(tx, parent, {
      unitId: lead.unitId,
      postId: person,
      dueOn,
      at: this.clock.now(),
    });
    return id;
  }

  /** One line per agency and source row; nothing for rows that did not begin. */
  async outcomesOf(
    db: Queryable,
    source: TaskSource,
    sourceIds: readonly string[],
  ): Promise<TaskOutcome[]> {
    const found = await this.tasks.findOfSource(db, source, sourceIds);
    return found.map(({ id, ...task }) => ({ ...task, taskId: id }));
  }

  /**
   * The division may have passed the document on before its duties begin, when the event that
   * begins them had to be delivered again: the hand-over found no task then.
   */
  private async personOf(tx: Tx, duty: Duty, unitId: string): Promise<string | null> {
    if (duty.sourceDocumentId === null) return null;
    await this.tasks.lockDocument(tx, duty.sourceDocumentId);
    return this.tasks.findHandedTo(tx, duty.sourceDocumentId, unitId);
  }
}
