import type { LightStatus, PlanCondition, PlanTarget } from '../../api/plans';
import { count, percent } from '../../components/format';
import { countOf, type ReportForm } from './report-form';

export type Preview = { readonly status: LightStatus; readonly text: string };

const ORDER: readonly LightStatus[] = ['met', 'near', 'unmet', 'not-reported'];

/** The light as it will stand, while typing; the server's own judgement counts. */
export function previewOf(
  target: PlanTarget | undefined,
  level: string,
  form: ReportForm,
): Preview {
  if (!target) return { status: 'not-reported', text: '' };
  const results = target.conditions
    .filter((condition) => condition.level === '*' || condition.level === level)
    .map((condition) => judge(condition, form, Number(target.nearMargin ?? '5')));
  const deciding = results.filter(({ status }) => status !== 'none');
  const rank = Math.max(...deciding.map(({ status }) => ORDER.indexOf(status)));
  return {
    status: deciding.length === 0 ? 'none' : (ORDER[rank] ?? 'not-reported'),
    text: results
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join(' · '),
  };
}

function judge(condition: PlanCondition, form: ReportForm, margin: number): Preview {
  const { numerator, denominator, measure, operator, value } = condition;
  const above = countOf(form.figures[numerator]?.text ?? '');
  const below = denominator === undefined ? 1 : countOf(form.figures[denominator]?.text ?? '');
  if (above === null || below === null) return { status: 'not-reported', text: '' };
  if (measure === 'count') {
    const met = holds(operator, above - Number(value));
    return { status: light(met, margin > 0), text: count(above) };
  }
  if (below === 0) return { status: 'none', text: '' };
  // Whole counts: 100 × numerator against limit × denominator, so that nothing is rounded.
  const difference = above * 100_000 - Math.round(Number(value) * 1000) * below;
  const isNear = margin > 0 && Math.abs(difference) <= margin * 1000 * below;
  return {
    status: light(holds(operator, difference), isNear),
    text: percent((above * 100) / below),
  };
}

function light(met: boolean, near: boolean): LightStatus {
  if (met) return 'met';
  return near ? 'near' : 'unmet';
}

function holds(operator: PlanCondition['operator'], difference: number): boolean {
  if (operator === '>=') return difference >= 0;
  return operator === '<=' ? difference <= 0 : difference === 0;
}
