import type { PlanTarget } from './plan-content.js';

/** How the plan names units of a level in running text. */
const LEVELS: Readonly<Record<string, string>> = {
  province: 'cấp tỉnh',
  department: 'các sở, ngành',
  city: 'cấp thành phố',
  commune: 'cấp xã',
};

type Condition = PlanTarget['conditions'][number];

/**
 * The sentence of the plan for one target. `= 100` prints "đạt 100%", `>= 85` "đạt từ 85% trở lên";
 * a drafter who wants other words writes them himself.
 */
export function printedTarget(target: PlanTarget): string {
  if (target.printed !== undefined && target.printed !== '') return target.printed;
  const several = new Set(target.conditions.map(({ label }) => label)).size > 1;
  const byLevel = new Map<string, Condition[]>();
  for (const condition of target.conditions)
    byLevel.set(condition.level, [...(byLevel.get(condition.level) ?? []), condition]);
  const sentences = [...byLevel].map(([level, conditions]) => {
    const named = several && !isOnePerLevel(byLevel);
    const limits = conditions.map((condition) => limitOf(condition, named)).join('; ');
    return level === '*' ? limits : `${LEVELS[level] ?? level} ${limits}`;
  });
  return `${target.name}: ${sentences.join('; ')}.`;
}

function isOnePerLevel(byLevel: ReadonlyMap<string, readonly Condition[]>): boolean {
  return [...byLevel.values()].every((conditions) => conditions.length === 1);
}

function limitOf({ label, measure, operator, value }: Condition, named: boolean): string {
  const amount = `${value.replace('.', ',')}${measure === 'ratio' ? '%' : ''}`;
  const verb = {
    '=': `đạt ${amount}`,
    '>=': `đạt từ ${amount} trở lên`,
    '<=': `không quá ${amount}`,
  }[operator];
  const words = measure === 'count' && operator === '=' ? `bằng ${amount}` : verb;
  return named ? `${inSentence(label)} ${words}` : words;
}

/** `Tỷ lệ` becomes `tỷ lệ`; an abbreviation such as `TTHC` stays. */
function inSentence(words: string): string {
  const [first = '', second = ''] = words;
  return second === second.toLowerCase() ? `${first.toLowerCase()}${words.slice(1)}` : words;
}
