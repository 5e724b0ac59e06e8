import { useQueryClient } from '@tanstack/react-query';
import { useRef, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import {
  approveReport,
  correctFigure,
  draftReport,
  returnReport,
  submitReport,
} from '../../api/reports';
import type { ActionSpec } from '../../components/action-dialog';
import { ActionPanel } from '../../components/action-panel';
import { count } from '../../components/format';
import type { FormValues } from '../../components/form-field';
import { t } from '../../i18n';
import type { ReportOnPlan } from './report-form';

type Props = {
  readonly report: ReportOnPlan;
  readonly blocked: boolean;
  readonly save: () => Promise<void>;
  readonly onChanged: () => void;
};

/** Submit, approve, return, make the document: only what this reader may do now. */
export function ReportActions({ report, blocked, save, onChanged }: Props): ReactNode {
  const navigate = useNavigate();
  const client = useQueryClient();
  const drafted = useRef<string | null>(null);
  const offered: Readonly<Record<string, ActionSpec>> = {
    submit: submitSpec(report, blocked, save),
    approve: {
      action: 'approve',
      label: t('rep.action.approve'),
      fields: [],
      run: () => approveReport(report.id),
      done: () => t('rep.done.approve'),
    },
    'draft-document': {
      action: 'draft-document',
      label: t('rep.action.document'),
      hint: t('rep.document.text'),
      fields: [],
      run: async () => {
        drafted.current = (await draftReport(report.id)).documentId;
      },
      done: () => t('rep.done.document'),
    },
    correct: correctSpec(report),
    return: {
      action: 'return',
      label: t('rep.action.return'),
      tone: 'danger',
      fields: [{ name: 'reason', label: t('common.reason'), kind: 'area', required: true }],
      run: ({ reason }) => returnReport(report.id, textOf(reason)),
    },
  };
  return (
    <ActionPanel
      subjectId={`report.${report.id}`}
      specs={Object.values(offered).filter(({ action }) => report.actions.includes(action))}
      empty={t('rep.noAction')}
      onChanged={() => {
        if (drafted.current) {
          void client.invalidateQueries({ queryKey: ['report', report.id] });
          void navigate(`/van-ban-di/${drafted.current}`);
        } else onChanged();
      }}
    />
  );
}

function submitSpec(report: ReportOnPlan, blocked: boolean, save: () => Promise<void>): ActionSpec {
  return {
    action: 'submit',
    label: t('rep.action.submit'),
    hint: blocked ? t('rep.submit.blocked') : t('rep.submit.text'),
    fields: [],
    run: async () => {
      await save();
      return submitReport(report.id);
    },
    done: () => t('rep.done.submit'),
  };
}

function correctSpec(report: ReportOnPlan): ActionSpec {
  return {
    action: 'correct',
    label: t('rep.action.correct'),
    hint: t('rep.correct.text'),
    fields: [
      {
        name: 'key',
        label: t('rep.correct.figure'),
        kind: 'select',
        required: true,
        choices: report.figures.map(({ key, label, value }) => ({
          value: key,
          label: value === null ? label : `${label}: ${count(value)}`,
        })),
      },
      { name: 'value', label: t('rep.correct.value'), kind: 'number', required: true },
      { name: 'reason', label: t('common.reason'), kind: 'area', required: true },
    ],
    run: ({ key, value, reason }) =>
      correctFigure(report.id, { key: textOf(key), value: Number(value), reason: textOf(reason) }),
  };
}

function textOf(value: FormValues[string]): string {
  return typeof value === 'string' ? value : '';
}
