import type {
  BoardCell,
  BoardCondition,
  LightStatus,
  PlanCondition,
  PlanFigure,
} from '../../api/plans';
import { count } from '../../components/format';
import { t, tCode } from '../../i18n';
import { language } from '../../i18n/language';

type Figures = readonly PlanFigure[];
/** A target as far as its words go. */
type Terms = { readonly code: string; readonly conditions: readonly PlanCondition[] };

export function lightWords(status: LightStatus): string {
  return tCode('tgt.light', status);
}

/** What stands in the cell: the first figure, and any other one that missed its value. */
export function cellText(cell: BoardCell): string {
  const [first, ...others] = cell.conditions;
  if (!first || first.text === '') return '';
  const missed = others.filter(
    ({ result, text }) => result !== 'met' && text !== '' && text !== first.text,
  );
  return [first.text, ...missed.map(({ text }) => text)].join(' · ');
}

/** "1.312 hồ sơ trực tuyến / 1.590 hồ sơ": the counts in the words of the plan. */
export function countsInWords(
  condition: BoardCondition,
  target: Terms | undefined,
  figures: Figures,
): string {
  if (condition.numerator === null) return '';
  const keys = target?.conditions.find(
    ({ label, measure }) => label === condition.label && measure === condition.measure,
  );
  const numerator = counted(condition.numerator, keys?.numerator, figures);
  if (condition.measure === 'count' || condition.denominator === null) return numerator;
  return `${numerator} / ${counted(condition.denominator, keys?.denominator, figures)}`;
}

export function counted(value: number, key: string | undefined, figures: Figures): string {
  const label = figures.find((figure) => figure.key === key)?.label ?? '';
  return label === '' ? count(value) : `${count(value)} ${uncapital(label)}`;
}

/** `>= 85` as ≥ 85%. */
export function limitText({
  operator,
  limit,
  measure,
}: Pick<BoardCondition, 'operator' | 'limit' | 'measure'>): string {
  const sign = operator === '>=' ? '≥' : operator === '<=' ? '≤' : '=';
  return `${sign} ${limit.replace('.', ',')}${measure === 'ratio' ? '%' : ''}`;
}

/** The values that a target sets for units of a level, in a line. */
export function limitsOf(conditions: readonly PlanCondition[], level: string): string {
  return conditions
    .filter((condition) => condition.level === '*' || condition.level === level)
    .map(({ operator, value, measure }) => limitText({ operator, limit: value, measure }))
    .join('; ');
}

export function trendWords(cell: BoardCell): string {
  if (!cell.trend) return '';
  const words = language() === 'en' ? cell.trend.englishText : cell.trend.text;
  return `${words} ${t('tgt.sincePrevious')}`;
}

/** Two decimals hide the miss (3203/4004 prints 80,00%): the exact figure in more places. */
export function roundingNote({
  numerator,
  denominator,
  text,
  isRoundedOntoLimit,
}: BoardCondition): string {
  if (!isRoundedOntoLimit || numerator === null || denominator === null) return '';
  const raw = `${((numerator * 100) / denominator).toFixed(4).replace('.', ',')}%`;
  return t('tgt.note.rounding', { raw, rounded: text });
}

/** The whole cell as one sentence, for those who hear the table. */
export function cellSentence(
  unit: string,
  target: Terms,
  cell: BoardCell,
  figures: Figures,
): string {
  const counts = cell.conditions.map((one) => countsInWords(one, target, figures)).filter(Boolean);
  return [
    `${unit}, ${target.code}`,
    lightWords(cell.status),
    cellText(cell),
    ...counts,
    trendWords(cell),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function uncapital(words: string): string {
  const [first = '', second = ''] = words;
  // Abbreviations keep their capitals: TTHC, VB.
  return second === second.toUpperCase() && second !== second.toLowerCase()
    ? words
    : first.toLowerCase() + words.slice(1);
}
