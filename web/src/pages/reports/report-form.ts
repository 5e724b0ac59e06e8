import type { PlanTarget } from '../../api/plans';
import type { Report, ReportDuty, ReportInput, ReportSections } from '../../api/reports';
import { count } from '../../components/format';

export type FigureField = {
  readonly text: string;
  readonly source: string;
  readonly zero: boolean;
};
export type DutyField = Pick<ReportDuty, 'state' | 'note' | 'proof' | 'explanation'>;
export type ReportForm = {
  readonly figures: Readonly<Record<string, FigureField>>;
  readonly duties: Readonly<Record<string, DutyField>>;
  readonly sections: ReportSections;
};
/** The report with the conditions of its plan, which say which counts make a target. */
export type ReportOnPlan = Report & { readonly terms: readonly PlanTarget[] };

export function formOf(report: Report): ReportForm {
  const figures = report.figures.map((figure): [string, FigureField] => [
    figure.key,
    {
      text: figure.value === null ? '' : count(figure.value),
      source: figure.source === '' ? figure.expectedSource : figure.source,
      zero: figure.zeroConfirmed,
    },
  ]);
  const duties = report.duties.map(
    ({ dutyId, state, note, proof, explanation }): [string, DutyField] => [
      dutyId,
      { state, note, proof, explanation },
    ],
  );
  return {
    figures: Object.fromEntries(figures),
    duties: Object.fromEntries(duties),
    sections: report.sections,
  };
}

/** `1.312` and `1 312` are 1312; anything that is not a whole count is refused. */
export function countOf(text: string): number | null {
  const digits = text.trim().replace(/(?<=\d)[.\s](?=\d{3}(\D|$))/g, '');
  return /^\d{1,12}$/.test(digits) ? Number(digits) : null;
}

/** What can be kept: an unreadable field stays on the page, an empty one takes the figure out. */
export function inputOf({ figures, duties, sections }: ReportForm): ReportInput {
  return {
    figures: Object.entries(figures).flatMap(([key, { text, source, zero }]) => {
      const value = countOf(text);
      if (value === null && text.trim() !== '') return [];
      return [{ key, value, source: source.trim(), zeroConfirmed: zero && value === 0 }];
    }),
    progress: Object.entries(duties).map(([dutyId, duty]) => ({ dutyId, ...duty })),
    sections,
  };
}

/** What the server was told: a field that could not be read is as it is stored. */
export function sentOf(form: ReportForm, stored: ReportForm): ReportForm {
  const figures = Object.entries(form.figures).map(([key, field]): [string, FigureField] => {
    const isRead = field.text.trim() === '' || countOf(field.text) !== null;
    return [key, isRead ? field : (stored.figures[key] ?? field)];
  });
  return { ...form, figures: Object.fromEntries(figures) };
}

/** The figures of a target that this unit is asked for. */
export function figuresOf(
  { terms, level, figures }: ReportOnPlan,
  code: string,
): readonly string[] {
  const asked = new Set(figures.map(({ key }) => key));
  const keys = (terms.find((target) => target.code === code)?.conditions ?? [])
    .filter((condition) => condition.level === '*' || condition.level === level)
    .flatMap(({ numerator, denominator }) =>
      denominator === undefined ? [numerator] : [numerator, denominator],
    );
  return [...new Set(keys)].filter((key) => asked.has(key));
}
