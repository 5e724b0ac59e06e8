import { Checkbox, TextInput } from '@mantine/core';
import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react';
import type { ReportFigure } from '../../api/reports';
import { Light } from '../../components/charts/light';
import { count } from '../../components/format';
import { t } from '../../i18n';
import { lightWords, limitsOf } from '../plans/cell-words';
import { previewOf } from './evaluate';
import {
  countOf,
  type FigureField,
  figuresOf,
  type ReportForm,
  type ReportOnPlan,
} from './report-form';

type Props = {
  readonly report: ReportOnPlan;
  readonly form: ReportForm;
  readonly readOnly: boolean;
  readonly onChange: (key: string, field: Partial<FigureField>) => void;
  readonly onPaste: (key: string, text: string) => void;
};

/** Last month beside this month; a count that two targets share is asked for once. */
export function FiguresTable(props: Props): ReactNode {
  const { report } = props;
  const shown = new Map<string, string>();
  return (
    <div className="report-figures">
      <table aria-label={t('rep.figures')}>
        <thead>
          <tr>
            <th scope="col">{t('rep.figure')}</th>
            <th scope="col">{t('rep.lastMonth')}</th>
            <th scope="col">{t('rep.thisMonth')}</th>
            <th scope="col">{t('rep.source')}</th>
          </tr>
        </thead>
        {report.targets.map((target) => {
          const keys = figuresOf(report, target.code);
          const own = keys.filter((key) => !shown.has(key));
          const others = keys
            .filter((key) => shown.has(key))
            .map((key) => [key, shown.get(key) ?? ''] as const);
          own.forEach((key) => shown.set(key, target.code));
          return <TargetRows key={target.code} {...props} {...{ target, own, others }} />;
        })}
      </table>
    </div>
  );
}

type TargetProps = Props & {
  readonly target: ReportOnPlan['targets'][number];
  readonly own: readonly string[];
  readonly others: readonly (readonly [string, string])[];
};

function TargetRows({ target, own, others, ...props }: TargetProps): ReactNode {
  const { report, form } = props;
  const terms = report.terms.find(({ code }) => code === target.code);
  const due = target.cell.status !== 'not-due' && target.cell.status !== 'not-applicable';
  const preview = due
    ? previewOf(terms, report.level, form)
    : { status: target.cell.status, text: '' };
  const before = target.cell.previousText;
  if (target.cell.status === 'not-applicable') return null;
  return (
    <tbody>
      <tr className="report-target">
        <th scope="rowgroup" colSpan={2}>
          {target.code}. {target.name}
        </th>
        <td colSpan={2}>
          <span className="row">
            <Light status={preview.status} />
            <strong className="num">{preview.text}</strong>
            <span>{lightWords(preview.status)}</span>
            <span className="muted num">
              {t('tgt.required').toLowerCase()} {terms && limitsOf(terms.conditions, report.level)}
              {before !== '' && `; ${t('rep.lastMonth').toLowerCase()} ${before}`}
            </span>
          </span>
        </td>
      </tr>
      {own.map((key) => {
        const figure = report.figures.find((one) => one.key === key);
        return figure && <FigureRow key={key} {...props} figure={figure} />;
      })}
      {others.map(([key, code]) => (
        <tr key={key}>
          <th scope="row">{labelOf(report.figures.find((one) => one.key === key))}</th>
          <td className="num">{previousOf(report.figures.find((one) => one.key === key))}</td>
          <td className="num muted" colSpan={2}>
            {form.figures[key]?.text ?? ''} {t('rep.sharedWith', { code })}
          </td>
        </tr>
      ))}
    </tbody>
  );
}

type RowProps = Props & { readonly figure: ReportFigure };

function FigureRow({ form, readOnly, onChange, onPaste, figure }: RowProps): ReactNode {
  const { key } = figure;
  const field = form.figures[key];
  const label = labelOf(figure);
  if (!field) return null;
  const value = countOf(field.text);
  const wrong = field.text.trim() !== '' && value === null;
  return (
    <tr id={`figure-${key}`}>
      <th scope="row">{label}</th>
      <td className="num" data-label={t('rep.lastMonth')}>
        {previousOf(figure)}
      </td>
      <td data-label={readOnly ? t('rep.thisMonth') : undefined}>
        {readOnly ? (
          <ReadValue field={field} />
        ) : (
          <div className="report-value">
            <TextInput
              size="xs"
              w={120}
              inputMode="numeric"
              className={field.text.trim() === '' ? 'hatched num' : 'num'}
              aria-label={`${label}, ${t('rep.thisMonth').toLowerCase()}`}
              error={wrong ? t('rep.check.count') : undefined}
              value={field.text}
              data-figure={key}
              onChange={(event) => {
                onChange(key, { text: event.currentTarget.value, zero: false });
              }}
              onBlur={() => {
                if (value !== null) onChange(key, { text: count(value) });
              }}
              onKeyDown={moveBetweenFigures}
              onPaste={(event: ClipboardEvent<HTMLInputElement>) => {
                const text = event.clipboardData.getData('text');
                if (!/[\t\n]/.test(text.trim())) return;
                event.preventDefault();
                onPaste(key, text);
              }}
            />
            {field.text.trim() === '' && (
              <span className="muted">{t('tgt.light.not-reported')}</span>
            )}
            {value === 0 && (
              <Checkbox
                size="xs"
                label={t('rep.zero')}
                aria-label={`${label}: ${t('rep.action.zero')}`}
                checked={field.zero}
                onChange={(event) => {
                  onChange(key, { zero: event.currentTarget.checked });
                }}
              />
            )}
          </div>
        )}
      </td>
      <td>
        {readOnly ? (
          field.source
        ) : (
          <TextInput
            size="xs"
            aria-label={`${label}, ${t('rep.source').toLowerCase()}`}
            value={field.source}
            onChange={(event) => {
              onChange(key, { source: event.currentTarget.value });
            }}
          />
        )}
        {figure.entry === 'system' && <div className="muted">{t('rep.fromSystem')}</div>}
      </td>
    </tr>
  );
}

function ReadValue({ field }: { readonly field: FigureField }): ReactNode {
  const value = countOf(field.text);
  if (value === null) return <span className="hatched">{t('tgt.light.not-reported')}</span>;
  if (value === 0 && field.zero) return <span>0 ({t('rep.zero').toLowerCase()})</span>;
  return <span className="num">{count(value)}</span>;
}

/** Down and Enter go to the next count, Up to the one before: as in a spreadsheet. */
function moveBetweenFigures(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.nativeEvent.isComposing) return;
  const step = event.key === 'ArrowUp' ? -1 : ['ArrowDown', 'Enter'].includes(event.key) ? 1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const all = [...document.querySelectorAll<HTMLInputElement>('input[data-figure]')];
  const next = all[all.indexOf(event.currentTarget) + step];
  next?.focus();
  next?.select();
}

function labelOf(figure: ReportFigure | undefined): string {
  if (!figure) return '';
  return figure.unit === '' ? figure.label : `${figure.label} (${figure.unit})`;
}

function previousOf(figure: ReportFigure | undefined): string {
  const previous = figure?.previousValue ?? null;
  return previous === null ? '–' : count(previous);
}
