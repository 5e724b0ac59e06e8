import type { PlanEntries } from './data-set/plan.schema.js';
import { yearsLater } from './time-shift.js';

type UnitId = (code: string) => Promise<string>;

/** The plan as the plan builder's interface takes it. */
export async function planContent(
  entries: PlanEntries,
  years: number,
  unitId: UnitId,
): Promise<object> {
  const reference = async (name: string): Promise<object> =>
    name.startsWith('@') ? { groupCode: name.slice(1) } : { unitId: await unitId(name) };
  const tasks = [];
  for (const task of entries.tasks) {
    tasks.push({
      field: fieldOf(task.number),
      number: task.number,
      text: yearsLater(task.text, years),
      product: task.product,
      leads: await inOrder(task.leads, reference),
      coordinators: await inOrder(task.coordinators, reference),
      deadline: { text: yearsLater(task.deadline, years) },
      targetCodes: task.targets,
      criterion: task.criterion,
      starred: task.starred,
    });
  }
  return {
    generalObjective: yearsLater(entries.general_objective, years),
    figures: entries.figures,
    targets: entries.targets.map(targetOf),
    tasks,
    recipients: entries.plan.recipients.map(({ kind, group }) => ({
      kind,
      target: { groupCode: group },
    })),
    reporters: await inOrder(entries.reporters, async (reporter) =>
      'group' in reporter
        ? { groupCode: reporter.group, level: reporter.level }
        : { unitId: await unitId(reporter.unit), level: reporter.level },
    ),
  };
}

/** One after the other: they share the connection of one transaction. */
async function inOrder<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<object>,
): Promise<object[]> {
  const done: object[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}

function targetOf(target: PlanEntries['targets'][number]): object {
  const { near_margin: nearMargin, conditions, ...rest } = target;
  return {
    ...rest,
    ...(nearMargin === undefined ? {} : { nearMargin }),
    conditions: conditions.map(([label, numerator, denominator, operator, value, level]) => ({
      label,
      measure: denominator === null ? 'count' : 'ratio',
      numerator,
      ...(denominator === null ? {} : { denominator }),
      operator,
      value,
      level,
    })),
  };
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'];

function fieldOf(number: string): number {
  return ROMAN.indexOf(number.split('.')[0] ?? '') + 1;
}
