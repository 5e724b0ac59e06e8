import type { ReportFigure } from '../../api/reports';
import { count } from '../../components/format';
import { t } from '../../i18n';
import { countOf, type ReportForm, type ReportOnPlan } from './report-form';

export type Finding = { readonly at: string; readonly text: string };

/** What would be sent back: shown while typing, each with the way to its field. */
export function findingsOf(report: ReportOnPlan, form: ReportForm): readonly Finding[] {
  return [
    ...report.figures.flatMap((figure) => figureFindings(figure, form)),
    ...contradictions(report, form),
    ...report.duties.flatMap((duty): Finding[] => {
      const field = form.duties[duty.dutyId];
      const unexplained = duty.isLate && field?.state !== 'done' && !field?.explanation.trim();
      const text = t('rep.check.explain', { name: duty.number });
      return unexplained ? [{ at: `duty-${duty.dutyId}`, text }] : [];
    }),
  ];
}

function figureFindings({ key, label: name }: ReportFigure, form: ReportForm): Finding[] {
  const field = form.figures[key];
  const at = `figure-${key}`;
  if (!field || field.text.trim() === '') return [{ at, text: t('rep.check.missing', { name }) }];
  const value = countOf(field.text);
  if (value === null) return [{ at, text: t('rep.check.negative', { name }) }];
  return [
    ...(value === 0 && !field.zero ? [{ at, text: t('rep.check.zero', { name }) }] : []),
    ...(field.source.trim() === '' ? [{ at, text: t('rep.check.noSource', { name }) }] : []),
  ];
}

function contradictions(report: ReportOnPlan, form: ReportForm): Finding[] {
  const pairs = report.terms
    .flatMap(({ conditions }) => conditions)
    .filter(({ level }) => level === '*' || level === report.level)
    .map(({ numerator, denominator }) => `${numerator}/${denominator ?? ''}`);
  return [...new Set(pairs)].flatMap((pair) => {
    const [numerator = '', denominator = ''] = pair.split('/');
    const above = countOf(form.figures[numerator]?.text ?? '') ?? 0;
    const below = countOf(form.figures[denominator]?.text ?? '');
    if (below === null || above <= below) return [];
    const name = report.figures.find(({ key }) => key === numerator)?.label ?? numerator;
    const text = t('rep.check.greater', { name, n: count(above), m: count(below) });
    return [{ at: `figure-${numerator}`, text }];
  });
}
