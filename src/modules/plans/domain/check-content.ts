import {
  CalendarError,
  type Deadline,
  localDate,
  parseDeadline,
} from '../../../../libs/working-calendar/index.js';
import type { FieldIssue } from '../../../platform/errors/platform.errors.js';
import type { PlanContent, PlanDeadline } from './plan-content.js';

/** The deadline as printed; the drafter's own kind where the words cannot be read. */
export function readDeadline({ text, kind, on }: PlanDeadline, year: number): Deadline {
  if (kind === undefined) return parseDeadline(text, year);
  return { kind, text, year, ...(on === undefined ? {} : { resolvedDate: localDate(on) }) };
}

/** What one field alone cannot tell: names that point nowhere, doubles, deadlines nobody can read. */
export function issuesOf(content: PlanContent, year: number): FieldIssue[] {
  return [
    ...doubles(
      content.figures.map(({ key }) => key),
      'figures',
      'key',
    ),
    ...doubles(
      content.targets.map(({ code }) => code),
      'targets',
      'code',
    ),
    ...doubles(
      content.tasks.map(({ number }) => number),
      'tasks',
      'number',
    ),
    ...unknownFigures(content),
    ...taskIssues(content, year),
  ];
}

function doubles(values: readonly string[], list: string, field: string): FieldIssue[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : [
          {
            pointer: `/content/${list}/${index}/${field}`,
            code: 'plans.double',
            params: { value },
          },
        ],
  );
}

function unknownFigures({ figures, targets }: PlanContent): FieldIssue[] {
  const known = new Set(figures.map(({ key }) => key));
  return targets.flatMap((target, index) =>
    target.conditions.flatMap((condition, at) =>
      (['numerator', 'denominator'] as const).flatMap((part) => {
        const value = condition[part];
        if (value === undefined || known.has(value)) return [];
        const pointer = `/content/targets/${index}/conditions/${at}/${part}`;
        return [{ pointer, code: 'plans.unknown-figure', params: { value } }];
      }),
    ),
  );
}

function taskIssues({ tasks, targets }: PlanContent, year: number): FieldIssue[] {
  const codes = new Set(targets.map(({ code }) => code));
  return tasks.flatMap((task, index) => {
    const at = `/content/tasks/${index}`;
    const unknown = task.targetCodes.filter((code) => !codes.has(code));
    return [
      ...unknown.map((value) => ({
        pointer: `${at}/targetCodes`,
        code: 'plans.unknown-target',
        params: { value },
      })),
      ...(isReadable(task.deadline, year)
        ? []
        : [{ pointer: `${at}/deadline/text`, code: 'plans.deadline-unreadable' }]),
    ];
  });
}

function isReadable(deadline: PlanDeadline, year: number): boolean {
  try {
    readDeadline(deadline, year);
    return true;
  } catch (error) {
    if (error instanceof CalendarError) return false;
    throw error;
  }
}
