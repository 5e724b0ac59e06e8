import { SegmentedControl, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ProgressState, Report, ReportDuty } from '../../api/reports';
import { Badge } from '../../components/badge';
import { day } from '../../components/format';
import { t, tCode } from '../../i18n';
import type { DutyField } from './report-form';

const STATES: readonly ProgressState[] = ['not-started', 'in-progress', 'done'];

type Props = {
  readonly report: Report;
  readonly duties: Readonly<Record<string, DutyField>>;
  readonly readOnly: boolean;
  readonly onChange: (dutyId: string, field: Partial<DutyField>) => void;
};

/** Each task of the unit: chưa, đang or xong, its proof, and why it is late. */
export function ProgressTable({ report, duties, readOnly, onChange }: Props): ReactNode {
  if (report.duties.length === 0) return <p className="muted">{t('rep.tasks.none')}</p>;
  return (
    <ul className="report-duties">
      {report.duties.map((duty) => (
        <li key={duty.dutyId} id={`duty-${duty.dutyId}`}>
          <DutyHead duty={duty} />
          <DutyFields
            duty={duty}
            field={duties[duty.dutyId]}
            readOnly={readOnly}
            onChange={(field) => {
              onChange(duty.dutyId, field);
            }}
          />
        </li>
      ))}
    </ul>
  );
}

function DutyHead({ duty }: { readonly duty: ReportDuty }): ReactNode {
  return (
    <div>
      <strong>
        {duty.number}. {duty.text}
      </strong>
      <div className="row muted">
        <span>{duty.dueOn ? `${t('task.due')}: ${day(duty.dueOn)}` : t('due.none')}</span>
        {duty.isLate && <Badge tone="overdue">{t('task.overdue')}</Badge>}
        {duty.doneOn && <Badge tone="released">{day(duty.doneOn)}</Badge>}
        {duty.taskId && <Link to={`/nhiem-vu/${duty.taskId}`}>{t('rev.task')}</Link>}
      </div>
    </div>
  );
}

type FieldsProps = {
  readonly duty: ReportDuty;
  readonly field: DutyField | undefined;
  readonly readOnly: boolean;
  readonly onChange: (field: Partial<DutyField>) => void;
};

function DutyFields({ duty, field, readOnly, onChange }: FieldsProps): ReactNode {
  if (!field) return null;
  if (readOnly) {
    return (
      <p>
        {tCode('rep.task', field.state)}
        {[field.note, field.proof, field.explanation].filter(Boolean).map((text) => `. ${text}`)}
      </p>
    );
  }
  return (
    <div className="report-duty-fields">
      <SegmentedControl
        size="xs"
        aria-label={`${duty.number}: ${t('rep.tasks')}`}
        value={field.state}
        data={STATES.map((state) => ({ value: state, label: tCode('rep.task', state) }))}
        onChange={(state) => {
          onChange({ state });
        }}
      />
      <TextInput
        size="xs"
        label={t('rep.task.note')}
        value={field.note}
        onChange={(event) => {
          onChange({ note: event.currentTarget.value });
        }}
      />
      <TextInput
        size="xs"
        label={t('rep.task.proof')}
        placeholder={t('rep.task.proof.example')}
        value={field.proof}
        onChange={(event) => {
          onChange({ proof: event.currentTarget.value });
        }}
      />
      {duty.isLate && field.state !== 'done' && (
        <Textarea
          size="xs"
          rows={2}
          className="report-duty-why"
          label={t('rep.explain')}
          value={field.explanation}
          onChange={(event) => {
            onChange({ explanation: event.currentTarget.value });
          }}
        />
      )}
    </div>
  );
}
