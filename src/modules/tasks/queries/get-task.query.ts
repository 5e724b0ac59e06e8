import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actionsFrom } from '../../../../libs/lifecycle/index.js';
import type { Actor } from '../../../platform/access/actor.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { TASK_LIFECYCLE } from '../domain/task.lifecycle.js';
import { mayAssign, mayConfirm, mayHand, mayWork } from '../domain/who-may.js';
import { TASK_IS_VISIBLE, visibilityValues } from '../tasks.policy.js';
import { TASK_COLUMNS, TASK_JOINS, type TaskRow, type TaskView, TaskViews } from './task-view.js';

export type TaskHistoryLine = {
  readonly at: string;
  readonly personName: string | null;
  readonly action: string;
  readonly from: string | null;
  readonly to: string;
  readonly note: string;
};

export type TaskPage = TaskView & {
  readonly parent: TaskView | null;
  readonly children: readonly TaskView[];
  readonly history: readonly TaskHistoryLine[];
  /** What this actor may do now. */
  readonly actions: readonly string[];
};

@Injectable()
export class GetTaskQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly views: TaskViews,
  ) {}

  async execute(actor: Actor, id: string): Promise<TaskPage> {
    const task = await maybeRow<TaskRow>(this.dataSource, this.select('t.id = $5'), [
      ...visibilityValues(actor),
      id,
    ]);
    if (!task) throw new NotFoundError('task');
    const related = await rows<TaskRow>(
      this.dataSource,
      `${this.select('(t.parent_id = $5 OR t.id = $6)')} ORDER BY t.started_at, t.id`,
      [...visibilityValues(actor), id, task.parentId],
    );
    const parent = related.find((row) => row.id === task.parentId);
    return {
      ...this.views.of(task),
      parent: parent ? this.views.of(parent) : null,
      children: related.filter((row) => row.parentId === id).map((row) => this.views.of(row)),
      history: await this.historyOf(id),
      actions: actionsOf(actor, task),
    };
  }

  private select(where: string): string {
    return `SELECT ${TASK_COLUMNS} FROM tasks.task t ${TASK_JOINS} WHERE ${TASK_IS_VISIBLE} AND ${where}`;
  }

  private async historyOf(id: string): Promise<TaskHistoryLine[]> {
    const lines = await rows<Omit<TaskHistoryLine, 'at'> & { at: Date }>(
      this.dataSource,
      `SELECT at, person_name AS "personName", action, from_state AS "from", to_state AS "to", note
       FROM tasks.task_event WHERE task_id = $1 ORDER BY at, id`,
      [id],
    );
    return lines.map((line) => ({ ...line, at: line.at.toISOString() }));
  }
}

function actionsOf(actor: Actor, task: TaskRow): readonly string[] {
  const allowed = actionsFrom(TASK_LIFECYCLE, task.state).filter((action) => {
    if (action === 'recall') return task.parentId !== null && mayAssign(actor, task);
    if (action === 'confirm' || action === 'redo') return mayConfirm(actor, task);
    return mayWork(actor, task);
  });
  const open = ['pending', 'accepted', 'in-progress'].includes(task.state);
  return [
    ...allowed,
    ...(open && task.parentId === null && mayAssign(actor, task) ? ['assign'] : []),
    ...(open && task.parentId !== null && mayHand(actor, task) ? ['hand'] : []),
  ];
}
