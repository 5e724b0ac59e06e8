import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { localDateOf } from '../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { decodeCursor, type Page, toPage } from '../../../platform/http/paging.js';
import { TASK_IS_VISIBLE, visibilityValues } from '../tasks.policy.js';
import { TASK_COLUMNS, TASK_JOINS, type TaskRow, TaskViews } from './task-view.js';
import type { TaskView } from './task-view.js';

export type ListTasksRequest = {
  readonly source?: 'plan' | 'conclusion' | 'directive' | undefined;
  readonly state?: string | undefined;
  readonly agencyId?: string | undefined;
  readonly unitId?: string | undefined;
  readonly mine?: boolean | undefined;
  readonly overdue?: boolean | undefined;
  readonly open?: boolean | undefined;
  readonly level?: 'agency' | 'unit' | undefined;
  readonly given?: boolean | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

export type TaskCounts = {
  readonly open: number;
  readonly overdue: number;
  readonly waitingForMe: number;
  readonly toConfirm: number;
};

const FOREVER = '9999-12-31';

@Injectable()
export class ListTasksQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly views: TaskViews,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, request: ListTasksRequest): Promise<Page<TaskView>> {
    const cursor = decodeCursor(request.after, 2);
    const { where, values } = this.filter(actor, request);
    if (cursor) {
      values.push(cursor[0], cursor[1]);
      where.push(
        `(coalesce(t.due_on, '${FOREVER}'), t.id) > ($${values.length - 1}::date, $${values.length}::uuid)`,
      );
    }
    values.push(request.limit + 1);
    const found = await rows<TaskRow>(
      this.dataSource,
      `SELECT ${TASK_COLUMNS} FROM tasks.task t ${TASK_JOINS} WHERE ${where.join(' AND ')}
       ORDER BY coalesce(t.due_on, '${FOREVER}'), t.id LIMIT $${values.length}`,
      values,
    );
    const page = toPage(found, request.limit, (row) => [row.dueOn ?? FOREVER, row.id]);
    return { ...page, items: page.items.map((row) => this.views.of(row)) };
  }

  async count(actor: Actor): Promise<TaskCounts> {
    const { where, values } = this.filter(actor, { limit: 1 });
    values.push(localDateOf(this.clock.now()), actor.postId);
    const today = `$${values.length - 1}`;
    const post = `$${values.length}`;
    const counts = await maybeRow<TaskCounts>(
      this.dataSource,
      `SELECT count(*) FILTER (WHERE t.state NOT IN ('done', 'recalled'))::int AS open,
         count(*) FILTER (WHERE t.state IN ('pending', 'accepted', 'in-progress') AND t.due_on < ${today}::date)::int AS overdue,
         count(*) FILTER (WHERE t.state = 'pending' AND (t.unit_id = $2 AND (t.post_id IS NULL OR t.post_id = ${post})))::int AS "waitingForMe",
         count(*) FILTER (WHERE t.state = 'reported' AND t.giver_agency_id = $1)::int AS "toConfirm"
       FROM tasks.task t WHERE ${where.join(' AND ')}`,
      values,
    );
    return counts ?? { open: 0, overdue: 0, waitingForMe: 0, toConfirm: 0 };
  }

  private filter(actor: Actor, request: ListTasksRequest): { where: string[]; values: unknown[] } {
    const values: unknown[] = [...visibilityValues(actor)];
    const where = [TASK_IS_VISIBLE];
    const equals = (column: string, value: string | undefined): void => {
      if (value === undefined) return;
      values.push(value);
      where.push(`t.${column} = $${values.length}`);
    };
    equals('source', request.source);
    equals('state', request.state);
    equals('agency_id', request.agencyId);
    equals('unit_id', request.unitId);
    if (request.mine === true) {
      values.push(actor.postId);
      where.push(`(t.unit_id = $2 AND (t.post_id IS NULL OR t.post_id = $${values.length}))`);
    }
    if (request.open === true) where.push("t.state NOT IN ('done', 'recalled')");
    if (request.level !== undefined)
      where.push(`t.parent_id IS ${request.level === 'agency' ? '' : 'NOT '}NULL`);
    if (request.given === true)
      where.push('t.parent_id IS NULL AND t.giver_agency_id = $1 AND t.agency_id <> $1');
    if (request.overdue === true) {
      values.push(localDateOf(this.clock.now()));
      where.push(
        `t.state IN ('pending', 'accepted', 'in-progress') AND t.due_on < $${values.length}::date`,
      );
    }
    return { where, values };
  }
}
