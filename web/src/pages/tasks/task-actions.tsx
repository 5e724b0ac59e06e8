import type { ReactNode } from 'react';
import { stepTask, type TaskDetail, type TaskStep } from '../../api/tasks';
import { usePosts, useUnits } from '../../api/organisation';
import type { ActionSpec } from '../../components/action-dialog';
import { ActionPanel } from '../../components/action-panel';
import { day } from '../../components/format';
import type { Choice, FieldSpec, FormValues } from '../../components/form-field';
import { t } from '../../i18n';

type Props = { readonly task: TaskDetail; readonly onChanged: () => void };

const ORDER: readonly TaskStep[] = [
  'accept',
  'assign',
  'hand',
  'report',
  'progress',
  'confirm',
  'redo',
  'recall',
];

/** What the reader may do with the task now, each step asking only what it needs. */
export function TaskActions({ task, onChanged }: Props): ReactNode {
  const needsPeople = task.actions.some((action) => action === 'assign' || action === 'hand');
  const units = useUnits(needsPeople ? task.agencyId : '');
  const posts = usePosts(needsPeople ? task.agencyId : '');
  const people = (posts.data ?? [])
    .filter(({ unitId }) => task.unitId === null || unitId === task.unitId)
    .map(({ id, personName, title }) => ({ value: id, label: `${personName}, ${title}` }));
  const unitChoices = (units.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const specs = ORDER.filter((step) => task.actions.includes(step)).map((step): ActionSpec => ({
    action: step,
    label: t(`task.action.${step}`),
    ...(step === 'recall' || step === 'redo' ? { tone: 'danger' as const } : {}),
    fields: fieldsOf(step, task, unitChoices, people),
    initial: step === 'progress' ? { percent: task.percent, note: task.progressNote } : {},
    run: (values) => stepTask(task.id, step, bodyOf(step, values)),
  }));
  return (
    <ActionPanel
      subjectId={`task.${task.id}.${task.version}`}
      specs={specs}
      empty={t('task.none.actions')}
      onChanged={onChanged}
    />
  );
}

function fieldsOf(
  step: TaskStep,
  task: TaskDetail,
  units: readonly Choice[],
  people: readonly Choice[],
): readonly FieldSpec[] {
  const reason: FieldSpec = {
    name: 'reason',
    label: t('common.reason'),
    kind: 'area',
    required: true,
  };
  switch (step) {
    case 'accept':
    case 'confirm':
      return [];
    case 'assign':
      return [
        { name: 'unitId', label: t('task.unit'), kind: 'select', required: true, choices: units },
        {
          name: 'dueOn',
          label: t('task.assign.due'),
          kind: 'date',
          ...(task.dueOn ? { hint: t('task.assign.due.hint', { date: day(task.dueOn) }) } : {}),
        },
        {
          name: 'coordinators',
          label: t('task.assign.coordinators'),
          kind: 'many',
          choices: units.map(({ label }) => ({ value: label, label })),
        },
      ];
    case 'hand':
      return [
        {
          name: 'postId',
          label: t('common.person'),
          kind: 'select',
          required: true,
          choices: people,
        },
      ];
    case 'progress':
      return [
        { name: 'percent', label: t('task.percent'), kind: 'number', required: true },
        { name: 'note', label: t('task.progressNote'), kind: 'area' },
      ];
    case 'report':
      return [{ name: 'result', label: t('task.result'), kind: 'area', required: true }];
    case 'redo':
    case 'recall':
      return [reason];
  }
}

function bodyOf(step: TaskStep, values: FormValues): unknown {
  switch (step) {
    case 'accept':
    case 'confirm':
      return {};
    case 'assign':
      return {
        unitId: values.unitId,
        dueOn: values.dueOn ?? null,
        coordinators: values.coordinators ?? [],
      };
    case 'hand':
      return { postId: values.postId };
    case 'progress':
      return { percent: values.percent, note: values.note ?? '' };
    case 'report':
      return { result: values.result };
    case 'redo':
    case 'recall':
      return { reason: values.reason };
  }
}
