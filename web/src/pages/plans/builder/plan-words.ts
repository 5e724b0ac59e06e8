import type { AppendixTask, Coordinator } from '../../../api/plans';

/** The seven fields of the programme, as the appendix groups them. */
export const FIELDS = [1, 2, 3, 4, 5, 6, 7] as const;
export const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'] as const;

/** Levels for which a target may set a value of its own. */
export const LEVELS = ['*', 'department', 'commune', 'city', 'province', 'division'] as const;

export function nameOf(
  names: Readonly<Record<string, string>>,
  groups: Readonly<Record<string, string>> = {},
): (reference: Coordinator) => string {
  return (reference) => {
    if ('text' in reference) return reference.text;
    if ('groupCode' in reference) return groups[reference.groupCode] ?? reference.groupCode;
    return names[reference.unitId] ?? '';
  };
}

/** `III.2`: numbers follow the order within their field, whatever was moved or taken out. */
export function renumbered(tasks: readonly AppendixTask[]): readonly AppendixTask[] {
  return FIELDS.flatMap((field) =>
    tasks
      .filter((task) => task.field === field)
      .map((task, index) => ({ ...task, number: `${ROMAN[field - 1] ?? 'I'}.${index + 1}` })),
  );
}

export function replaced<Item>(
  items: readonly Item[],
  index: number,
  change: Partial<Item>,
): readonly Item[] {
  return items.map((item, at) => (at === index ? { ...item, ...change } : item));
}

export function without<Item>(items: readonly Item[], index: number): readonly Item[] {
  return items.filter((_, at) => at !== index);
}

/** One paragraph a line; empty lines are left out when the plan is saved. */
export function linesOf(text: string): readonly string[] {
  return text.split('\n');
}
