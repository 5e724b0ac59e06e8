import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { ApiProblem } from '../../api/problem';
import { importFigures, saveReport, type Report } from '../../api/reports';
import { downloadCsv } from '../../components/download-csv';
import { ProblemNotice } from '../../components/problem-notice';
import { Section } from '../../components/section';
import { announce } from '../../components/toast';
import { useDraft } from '../../components/use-draft';
import { t } from '../../i18n';
import { CheckPanel } from './check-panel';
import { findingsOf } from './check-report';
import { fillDown, type Filled } from './figure-import';
import { FiguresTable } from './figures-table';
import { ImportPanel } from './import-panel';
import { ProgressTable } from './progress-table';
import { ReportActions } from './report-actions';
import { formOf, inputOf, type ReportForm, type ReportOnPlan } from './report-form';
import { SectionsForm } from './sections-form';

type Props = {
  readonly report: ReportOnPlan;
  readonly onSaved: (report: Report) => void;
  readonly onReload: () => void;
};

export function ReportBody({ report, onSaved, onReload }: Props): ReactNode {
  const draft = useDraft<ReportForm>(`report.${report.id}.${report.version}`, formOf(report));
  const form = draft.value;
  const readOnly = !report.actions.includes('enter');
  const findings = useMemo(() => findingsOf(report, form), [report, form]);
  const save = useMutation({
    mutationFn: () => saveReport(report.id, report.version, inputOf(form)),
    onSuccess: (saved) => {
      draft.clear();
      onSaved(saved);
      announce(t('common.saved'));
    },
  });

  function fill(filled: Filled): void {
    draft.set((old) =>
      Object.entries(filled).reduce((next, [key, field]) => withFigure(next, key, field), old),
    );
    announce(t('rep.pasted', { n: Object.keys(filled).length }));
  }

  /** What was typed is kept first: the table is laid over it by the server, whole or not at all. */
  async function read(text: string, entry: 'csv' | 'pasted'): Promise<void> {
    const { version } = await save.mutateAsync();
    const answer = await importFigures(report.id, version, { text, entry });
    draft.set(formOf(answer));
    draft.clear();
    onSaved(answer);
    announce(t('rep.imported'));
  }

  return (
    <div className="report-frame">
      <div className="stack">
        {draft.restored && !readOnly && <p className="muted">{t('common.restored')}</p>}
        <Section title={t('rep.figures')}>
          {!readOnly && <p className="muted">{t('rep.action.paste')}</p>}
          <FiguresTable
            {...{ report, form, readOnly }}
            onChange={(key, field) => {
              draft.set((old) => withFigure(old, key, field));
            }}
            onPaste={(key, text) => {
              const filled = fillDown(
                report.figures.map((figure) => figure.key),
                key,
                text,
              );
              if (filled) fill(filled);
              else void read(text, 'pasted').catch(() => undefined);
            }}
          />
        </Section>
        {!readOnly && (
          <ImportPanel
            onRead={read}
            onTemplate={() => {
              downloadTemplate(report);
            }}
          />
        )}
        <Section title={t('rep.tasks')}>
          <ProgressTable
            {...{ report, readOnly }}
            duties={form.duties}
            onChange={(dutyId, field) => {
              draft.set((old) => withDuty(old, dutyId, field));
            }}
          />
        </Section>
        <Section title={t('rep.parts')}>
          <SectionsForm
            sections={form.sections}
            readOnly={readOnly}
            onChange={(sections) => {
              draft.set((old) => ({ ...old, sections }));
            }}
          />
        </Section>
      </div>
      <div className="stack report-side">
        {!readOnly && (
          <div className="row">
            <Button
              variant="default"
              loading={save.isPending}
              onClick={() => {
                save.mutate();
              }}
            >
              {t('rep.action.save')}
            </Button>
          </div>
        )}
        {save.isError && (
          <ProblemNotice
            error={save.error}
            onRetry={isConflict(save.error) ? onReload : undefined}
          />
        )}
        <ReportActions
          report={report}
          blocked={!readOnly && findings.length > 0}
          save={async () => {
            if (!readOnly) await save.mutateAsync();
          }}
          onChanged={onReload}
        />
        {!readOnly && <CheckPanel findings={findings} />}
      </div>
    </div>
  );
}

function isConflict(error: unknown): boolean {
  return error instanceof ApiProblem && error.isConflict;
}

function withFigure(form: ReportForm, key: string, field: Filled[string]): ReportForm {
  const known = form.figures[key];
  return known ? { ...form, figures: { ...form.figures, [key]: { ...known, ...field } } } : form;
}

function withDuty(
  form: ReportForm,
  dutyId: string,
  field: Partial<ReportForm['duties'][string]>,
): ReportForm {
  const known = form.duties[dutyId];
  return known ? { ...form, duties: { ...form.duties, [dutyId]: { ...known, ...field } } } : form;
}

/** The names that the import knows, ready to be filled in a spreadsheet. */
function downloadTemplate({ figures, period }: ReportOnPlan): void {
  const rows = figures.map(({ label, expectedSource }) => [label, '', expectedSource]);
  const head = ['Số liệu', 'Giá trị', 'Nguồn'];
  downloadCsv(`so-lieu-${period}.csv`, [head, ...rows]);
}
