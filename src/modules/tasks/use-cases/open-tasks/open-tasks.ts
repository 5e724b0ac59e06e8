import { Injectable } from '@nestjs/common';
import type { DeadlineKind, LocalDate } from '../../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { newId } from '../../../../platform/database/new-id.js';
import type { Tx } from '../../../../platform/database/unit-of-work.js';
import { Outbox } from '../../../../platform/jobs/outbox.js';
import type { TaskId, TaskOpened, TaskSource } from '../../contracts/index.js';
import type { Task } from '../../persistence/task.entity.js';
import { TaskRepository } from '../../persistence/task.repository.js';

/** A duty as its source states it. */
export type Duty = {
  readonly source: TaskSource;
  readonly sourceId: string;
  /** `Kế hoạch số 315/KH-UBND ngày 24/12/2025`: all that the agency is told of where it comes from. */
  readonly sourceLabel: string;
  /** The document as registered at the agency; null when it never left its issuer. */
  readonly sourceDocumentId: string | null;
  readonly giverAgencyId: string;
  readonly agencyId: string;
  readonly number: string;
  readonly text: string;
  readonly product: string;
  /** When the product is a document: its completion is the release of one of these types. */
  readonly productTypeCodes: readonly string[];
  readonly coordinators: readonly string[];
  readonly targetCodes: readonly string[];
  readonly starred: boolean;
  readonly deadlineKind: DeadlineKind;
  readonly deadlineText: string;
  readonly dueOn: LocalDate | null;
};

export type ChildOrder = {
  readonly actor?: Actor | null;
  readonly unitId: string;
  readonly postId: string | null;
  readonly dueOn: LocalDate | null;
  readonly coordinators?: readonly string[];
  readonly at: Date;
};

/** Begins duties inside the caller's transaction. */
@Injectable()
export class OpenTasks {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** The id of the agency's task, or null when the agency already has this duty. */
  async open(tx: Tx, duty: Duty): Promise<TaskId | null> {
    const at = this.clock.now();
    const id = newId();
    const opened = await this.tasks.insertOnce(tx, {
      ...duty,
      id,
      unitId: null,
      postId: null,
      parentId: null,
      originalDueOn: duty.dueOn,
      // The agency took it on by directing the document that gives it.
      state: 'accepted',
      startedAt: at,
      acceptedAt: at,
    });
    if (!opened) return null;
    await this.tell(tx, { id, ...duty, unitId: null, parentId: null }, null, at, 'accepted');
    return id;
  }

  /** False when that unit already has the task. */
  async openChild(tx: Tx, parent: Task, order: ChildOrder): Promise<boolean> {
    const dueOn = order.dueOn ?? parent.dueOn;
    const child = {
      id: newId(),
      source: parent.source,
      sourceId: parent.sourceId,
      sourceLabel: parent.sourceLabel,
      sourceDocumentId: parent.sourceDocumentId,
      giverAgencyId: parent.agencyId,
      agencyId: parent.agencyId,
      unitId: order.unitId,
      postId: order.postId,
      parentId: parent.id,
      number: parent.number,
      text: parent.text,
      product: parent.product,
      productTypeCodes: parent.productTypeCodes,
      coordinators: order.coordinators ?? [],
      targetCodes: parent.targetCodes,
      starred: parent.starred,
      deadlineKind: parent.deadlineKind,
      deadlineText: parent.deadlineText,
      dueOn,
      originalDueOn: dueOn,
      state: 'pending',
      startedAt: order.at,
      acceptedAt: null,
    } as const;
    if (!(await this.tasks.insertOnce(tx, child))) return false;
    await this.tell(tx, child, order.actor ?? null, order.at, 'pending');
    return true;
  }

  async record(
    tx: Tx,
    task: Task,
    actor: Actor | null,
    action: string,
    from: string,
  ): Promise<void> {
    const at = this.clock.now();
    await this.tasks.addHistory(tx, { taskId: task.id, at, actor, action, from, to: task.state });
    await this.audit.record(tx, {
      actor,
      action,
      subjectType: 'task',
      subjectId: task.id,
      details: { from, to: task.state },
    });
  }

  private async tell(
    tx: Tx,
    task: Pick<Task, 'id' | 'source' | 'sourceId' | 'agencyId' | 'unitId' | 'parentId'>,
    actor: Actor | null,
    at: Date,
    to: string,
  ): Promise<void> {
    const action = 'tasks.open-task';
    await this.tasks.addHistory(tx, { taskId: task.id, at, actor, action, from: null, to });
    const { source, sourceId, agencyId, unitId, parentId } = task;
    await this.audit.record(tx, {
      actor,
      action,
      subjectType: 'task',
      subjectId: task.id,
      details: { source, sourceId, agencyId, unitId, parentId },
    });
    await this.outbox.add(tx, {
      topic: 'tasks.task-opened.v1',
      subjectId: task.id,
      payload: { source, sourceId, agencyId, unitId, parentId },
    } satisfies TaskOpened);
  }
}
