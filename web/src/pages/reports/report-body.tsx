import { Button } from '@mantine/core';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { ApiProblem } from '../../api/problem';
import { importFigures, saveReport, type Report } from '../../api/reports';
import { BothVersions } from '../../components/both-versions';
import { downloadCsv } from '../../components/download-csv';
import { ProblemNotice } from '../../components/problem-notice';
import { Section } from '../../components/section';
import { announce } from '../../components/toast';
import { useSharedDraft, type SharedDraft } from '../../components/use-shared-draft';
import { t } from '../../i18n';
import { CheckPanel } from './check-panel';
import { findingsOf, type Finding } from './check-report';
import { fillDown, type Filled } from './figure-import';
import { FiguresTable } from './figures-table';
import { ImportPanel } from './import-panel';
import { ProgressTable } from './progress-table';
import { ReportActions } from './report-actions';
import { formOf, inputOf, sentOf, type ReportForm, type ReportOnPlan } from './report-form';
import { reportLine } from './report-versions';
import { SectionsForm } from './sections-form';

type Props = {
  readonly report: ReportOnPlan;
  readonly onSaved: (report: Report) => void;
  /** Somebody else has saved meanwhile. */
  readonly onStale: () => void;
  readonly onReload: () => void;
};

export function ReportBody({ report, onSaved, onStale, onReload }: Props): ReactNode {
  const stored = useMemo(() => formOf(report), [report]);
  const { version } = report;
  const draft = useSharedDraft<ReportForm>(`report.${report.id}`, { value: stored, version });
  const readOnly = !report.actions.includes('enter');
  const form = readOnly ? stored : draft.value;
  const findings = useMemo(() => findingsOf(report, form), [report, form]);
  const save = useMutation({
    mutationFn: (typed: ReportForm) => saveReport(report.id, draft.version, inputOf(typed)),
    onSuccess: (saved, typed) => {
      draft.settle({ value: formOf(saved), version: saved.version }, sentOf(typed, stored));
      onSaved(saved);
      announce(t('common.saved'));
    },
    onError: onStale,
  });

  function fill(filled: Filled): void {
    draft.set((old) =>
      Object.entries(filled).reduce((next, [key, field]) => withFigure(next, key, field), old),
    );
    announce(t('rep.pasted', { n: Object.keys(filled).length }));
  }

  /** What was typed is kept first: the table is laid over it by the server, whole or not at all. */
  async function read(text: string, entry: 'csv' | 'pasted'): Promise<void> {
    const kept = await save.mutateAsync(form);
    const answer = await importFigures(report.id, kept.version, { text, entry });
    draft.settle({ value: formOf(answer), version: answer.version });
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
      <ReportSide {...{ report, readOnly, draft, save, findings, onReload }} />
    </div>
  );
}

type SideProps = Pick<Props, 'report' | 'onReload'> & {
  readonly readOnly: boolean;
  readonly draft: SharedDraft<ReportForm>;
  readonly save: UseMutationResult<Report, Error, ReportForm>;
  readonly findings: readonly Finding[];
};

/** Save, what hinders, what may be done next: beside the figures. */
function ReportSide({ report, readOnly, draft, save, findings, onReload }: SideProps): ReactNode {
  return (
    <div className="stack report-side">
      {readOnly ? (
        draft.dirty && <p className="muted">{t('rep.typedKept')}</p>
      ) : (
        <SaveBar {...{ report, draft, save }} />
      )}
      {save.isError && !draft.explains(save.error) && (
        <ProblemNotice error={save.error} onRetry={isConflict(save.error) ? onReload : undefined} />
      )}
      <ReportActions
        report={report}
        blocked={!readOnly && (findings.length > 0 || draft.conflicts.length > 0)}
        save={async () => {
          if (!readOnly) await save.mutateAsync(draft.value);
        }}
        onChanged={onReload}
      />
      {!readOnly && <CheckPanel findings={findings} />}
    </div>
  );
}

function SaveBar({ report, draft, save }: Pick<SideProps, 'report' | 'draft' | 'save'>): ReactNode {
  return (
    <>
      <BothVersions
        draft={draft}
        lineOf={(conflict) => reportLine(report, conflict)}
        onChosen={save.reset}
      />
      <div className="row">
        <Button
          variant="default"
          loading={save.isPending}
          disabled={draft.conflicts.length > 0}
          onClick={() => {
            save.mutate(draft.value);
          }}
        >
          {t('rep.action.save')}
        </Button>
      </div>
    </>
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
