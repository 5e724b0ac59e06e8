import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actorIn, anEmptyOffice, idOf } from '../../../test/builders/plans.js';
import { startTestApp, type TestApp } from '../../../test/setup/test-app.js';
import type { LocalDate } from '../../../libs/working-calendar/index.js';
import type { Actor } from '../../platform/access/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { maybeRow } from '../../platform/database/rows.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { WorkingDaysController } from './http/working-days.controller.js';
import { OfficeCalendar } from './office-calendar.js';
import { GetTaskQuery } from './queries/get-task.query.js';
import { ListTasksQuery } from './queries/list-tasks.query.js';
import { type TaskHistory, TaskImport } from './task-import.js';
import {
  AlreadyAssignedError,
  ChildDueAfterParentError,
  OpenChildTasksError,
  ProofDocumentRequiredError,
  TaskActionNotAllowedError,
} from './tasks.errors.js';
import { AcceptTaskUseCase } from './use-cases/accept-task/accept-task.use-case.js';
import { AskRedoUseCase } from './use-cases/ask-redo/ask-redo.use-case.js';
import { AssignTaskUseCase } from './use-cases/assign-task/assign-task.use-case.js';
import { ConfirmResultUseCase } from './use-cases/confirm-result/confirm-result.use-case.js';
import { RecallTaskUseCase } from './use-cases/recall-task/recall-task.use-case.js';
import { ReportResultUseCase } from './use-cases/report-result/report-result.use-case.js';
import type { Duty } from './use-cases/open-tasks/open-tasks.js';

let office: TestApp;
let ward: string;
let province: string;
let division: string;
let chair: Actor;
let provinceChair: Actor;
let head: Actor;

beforeAll(async () => {
  office = await startTestApp({ worker: false });
  await anEmptyOffice(office);
  ward = await idOf(office, 'unit', 'p-tu-son');
  province = await idOf(office, 'unit', 'ubnd-tinh');
  division = await idOf(office, 'unit', 'p-tu-son-vhxh');
  chair = await actorIn(office, 'ct-ts');
  provinceChair = await actorIn(office, 'ct-tinh');
  head = await actorIn(office, 'tp-vhxh');
}, 120_000);

afterAll(() => office.close());

type Made = { readonly taskId: string; readonly childId: string };

async function aTask(past: Partial<TaskHistory> = {}, more: Partial<Duty> = {}): Promise<Made> {
  const duty: Duty = {
    ...{ source: 'plan', sourceId: newId(), sourceLabel: 'Kế hoạch số 315/KH-UBND' },
    ...{ sourceDocumentId: null, giverAgencyId: province, agencyId: ward, number: 'III.2' },
    ...{ text: 'Nâng tỷ lệ hồ sơ trực tuyến', product: 'Tỷ lệ', productTypeCodes: [] },
    ...{ coordinators: [], targetCodes: ['CT2'], starred: true },
    ...{ deadlineKind: 'DATE', deadlineText: '20/8/2026', dueOn: '2026-08-20' as LocalDate },
    ...more,
  };
  const startedOn = '2026-08-03' as LocalDate;
  const taskId = await office.app
    .get(UnitOfWork)
    .run((tx) =>
      office.app.get(TaskImport).importTask(tx, duty, { startedOn, state: 'accepted', ...past }),
    );
  const child = await maybeRow<{ id: string }>(
    office.db,
    'SELECT id FROM tasks.task WHERE parent_id = $1',
    [taskId],
  );
  return { taskId, childId: child?.id ?? '' };
}

const report = (actor: Actor, taskId: string): Promise<void> =>
  office.app
    .get(ReportResultUseCase)
    .execute({ actor, taskId, result: 'Đã đạt', proofDocumentId: null });
const confirm = (actor: Actor, taskId: string): Promise<void> =>
  office.app.get(ConfirmResultUseCase).execute({ actor, taskId });
const assign = (taskId: string, dueOn: string | null = null): Promise<void> =>
  office.app.get(AssignTaskUseCase).execute({
    ...{ actor: chair, taskId, unitId: division, postId: null },
    ...{ dueOn: dueOn as LocalDate | null, coordinators: [] },
  });

describe('a step of a task', () => {
  const withUnit = { unitId: '' };
  const steps: readonly [string, () => Promise<() => Promise<void>>][] = [
    [
      'accepting',
      async () => {
        const { taskId } = await aTask();
        await assign(taskId);
        const child = await maybeRow<{ id: string }>(
          office.db,
          'SELECT id FROM tasks.task WHERE parent_id = $1',
          [taskId],
        );
        return () =>
          office.app.get(AcceptTaskUseCase).execute({ actor: head, taskId: child?.id ?? '' });
      },
    ],
    [
      'reporting',
      async () => {
        const { taskId } = await aTask();
        return () => report(chair, taskId);
      },
    ],
    [
      'confirming',
      async () => {
        const { taskId } = await aTask({ state: 'reported' });
        return () => confirm(provinceChair, taskId);
      },
    ],
    [
      'asking for more',
      async () => {
        const { taskId } = await aTask({ state: 'reported' });
        return () =>
          office.app
            .get(AskRedoUseCase)
            .execute({ actor: provinceChair, taskId, reason: 'Thiếu số liệu' });
      },
    ],
    [
      'recalling',
      async () => {
        const { childId } = await aTask({ ...withUnit, unitId: division });
        return () =>
          office.app
            .get(RecallTaskUseCase)
            .execute({ actor: chair, taskId: childId, reason: 'Giao đơn vị khác' });
      },
    ],
  ];

  it.each(steps)('%s: one of two who press together wins', async (_, prepare) => {
    const press = await prepare();
    const pressed = await Promise.allSettled([press(), press()]);
    const refused = pressed.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toBeInstanceOf(TaskActionNotAllowedError);
  });

  it('is assigned to a division once', async () => {
    const { taskId } = await aTask();
    const pressed = await Promise.allSettled([assign(taskId), assign(taskId)]);
    const refused = pressed.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toBeInstanceOf(AlreadyAssignedError);
  });
});

describe('a task and its child', () => {
  it('is not reported while the division is not done, and then counts the day of the report', async () => {
    const { taskId, childId } = await aTask({ unitId: division });
    await expect(report(chair, taskId)).rejects.toBeInstanceOf(OpenChildTasksError);
    await report(head, childId);
    await expect(report(chair, taskId)).rejects.toBeInstanceOf(OpenChildTasksError);
    await confirm(chair, childId);
    await report(chair, taskId);
    await confirm(provinceChair, taskId);
    const page = await office.app.get(GetTaskQuery).execute(chair, taskId);
    expect(page).toMatchObject({
      state: 'done',
      doneOn: '2026-08-24',
      // 20/8 to 24/8 with Saturday 22/8 worked: Friday, Saturday, Monday.
      punctuality: { kind: 'done-late', days: 3 },
      children: [{ state: 'done' }],
    });
  });

  it('ends no later than what it is a part of', async () => {
    const { taskId } = await aTask();
    await expect(assign(taskId, '2026-08-21')).rejects.toBeInstanceOf(ChildDueAfterParentError);
  });

  it('whose product is a plan is completed by a released plan alone', async () => {
    const { taskId } = await aTask({}, { product: 'Kế hoạch', productTypeCodes: ['plan'] });
    await expect(report(chair, taskId)).rejects.toBeInstanceOf(ProofDocumentRequiredError);
  });
});

describe('who sees a task', () => {
  it('is the agency that has it, the division that works and who gave it, but not how it was divided', async () => {
    const { taskId, childId } = await aTask({ unitId: division });
    const sees = async (actor: Actor, id: string): Promise<boolean> =>
      office.app
        .get(GetTaskQuery)
        .execute(actor, id)
        .then(
          () => true,
          () => false,
        );
    const other = await actorIn(office, 'cv-kt1');
    expect(await sees(head, taskId)).toBe(true);
    expect(await sees(head, childId)).toBe(true);
    expect(await sees(other, taskId)).toBe(false);
    expect(await sees(provinceChair, taskId)).toBe(true);
    expect(await sees(provinceChair, childId)).toBe(false);
  });

  it('pages its list by deadline and counts by the same rule', async () => {
    const list = office.app.get(ListTasksQuery);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await list.execute(chair, { limit: 3, after });
      seen.push(...page.items.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    const overdue = await list.execute(chair, { limit: 200, overdue: true });
    expect((await list.count(chair)).overdue).toBe(overdue.items.length);
    expect(overdue.items[0]?.punctuality).toEqual({ kind: 'overdue', days: 3 });
  });

  it('pages through what an agency has given to others, without its own tasks and their parts', async () => {
    const neighbour = await idOf(office, 'unit', 'p-tam-son');
    const given = [];
    for (const number of ['1', '2'])
      given.push(await aTask({}, { giverAgencyId: ward, agencyId: neighbour, number }));
    await aTask({ unitId: division }, { giverAgencyId: ward });
    const list = office.app.get(ListTasksQuery);

    const first = await list.execute(chair, { limit: 1, given: true });
    const second = await list.execute(chair, { limit: 1, given: true, after: first.next ?? '' });
    const pages = [...first.items, ...second.items].map(({ id }) => id);
    expect(pages.sort()).toEqual(given.map(({ taskId }) => taskId).sort());
    expect(second.next).toBeNull();
    const other = await list.execute(await actorIn(office, 'ct-tam-son'), {
      limit: 9,
      given: true,
    });
    expect(other.items).toEqual([]);
  });
});

describe('the days that a deadline may end on', () => {
  it('follow today without weekends and holidays, as the office counts them', () => {
    const { today, following } = office.app.get(WorkingDaysController).readWorkingDays();
    const { days } = office.app.get(OfficeCalendar);
    expect(following).toHaveLength(250);
    expect(following.at(-1)).toBe(days.addWorkingDays(today as LocalDate, 250));
    expect(following).toContain('2026-09-03');
    expect(following).not.toContain('2026-09-02');
  });
});
