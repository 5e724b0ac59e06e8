import { Button, Checkbox, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { AppendixTask, Coordinator, DeadlineKind } from '../../../api/plans';
import { day } from '../../../components/format';
import type { Choice } from '../../../components/form-field';
import { t, tCode } from '../../../i18n';
import { readDeadline } from './read-deadline';
import { referenceOf, valueOf, type Parties } from './use-parties';
import { Dialog } from '../../../components/dialog';

const DateField = lazy(() => import('../../../components/date-field'));
const KINDS: readonly DeadlineKind[] = [
  'DATE',
  'MONTH',
  'QUARTER',
  'PERIODIC',
  'CONTINUOUS',
  'EVENT',
];

type Props = {
  readonly task: AppendixTask;
  readonly year: number;
  readonly parties: Parties;
  readonly targets: readonly Choice[];
  readonly onWrite: (task: AppendixTask) => void;
  readonly onClose: () => void;
};

/** One row of the appendix. */
export function TaskDialog({
  task: given,
  year,
  parties,
  targets,
  onWrite,
  onClose,
}: Props): ReactNode {
  const [task, setTask] = useState(given);
  const [asked, setAsked] = useState(false);
  const set = (change: Partial<AppendixTask>): void => {
    setTask((old) => ({ ...old, ...change }));
  };
  const missing = (empty: boolean): string | undefined =>
    asked && empty ? t('common.required') : undefined;
  const complete =
    task.text.trim() !== '' &&
    task.product.trim() !== '' &&
    task.leads.length > 0 &&
    task.deadline.text.trim() !== '';

  return (
    <Dialog onClose={onClose} title={t('plan.task.edit', { number: task.number })} size="lg">
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // A form in a dialog is a child of the page's tree: its event must not reach the page.
          event.stopPropagation();
          setAsked(true);
          if (!complete) return;
          onWrite(task);
          onClose();
        }}
      >
        <Textarea
          label={t('plan.col.task')}
          rows={2}
          data-autofocus
          value={task.text}
          error={missing(task.text.trim() === '')}
          onChange={(event) => {
            set({ text: event.currentTarget.value });
          }}
        />
        <TextInput
          label={t('plan.col.product')}
          value={task.product}
          error={missing(task.product.trim() === '')}
          onChange={(event) => {
            set({ product: event.currentTarget.value });
          }}
        />
        <MultiSelect
          label={t('plan.col.lead')}
          description={t('plan.lead.hint')}
          searchable
          data={[...parties.all]}
          value={task.leads.map(valueOf)}
          error={missing(task.leads.length === 0)}
          onChange={(values) => {
            set({ leads: values.map(referenceOf) });
          }}
        />
        <Coordinators task={task} parties={parties} onChange={set} />
        <DeadlineFields
          task={task}
          year={year}
          error={missing(task.deadline.text.trim() === '')}
          onChange={set}
        />
        <MultiSelect
          label={t('task.targets')}
          data={[...targets]}
          value={[...task.targetCodes]}
          onChange={(targetCodes) => {
            set({ targetCodes });
          }}
        />
        <div className="plan-two">
          <TextInput
            label={t('plan.col.budget')}
            value={task.funding}
            onChange={(event) => {
              set({ funding: event.currentTarget.value });
            }}
          />
          <TextInput
            label={t('plan.criterion')}
            value={task.criterion}
            onChange={(event) => {
              set({ criterion: event.currentTarget.value });
            }}
          />
        </div>
        <Checkbox
          label={t('plan.star')}
          checked={task.starred}
          onChange={(event) => {
            set({ starred: event.currentTarget.checked });
          }}
        />
        <div className="row row-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit">{t('plan.task.write')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

type PartProps = {
  readonly task: AppendixTask;
  readonly onChange: (change: Partial<AppendixTask>) => void;
};

function Coordinators({
  task,
  parties,
  onChange,
}: PartProps & { readonly parties: Parties }): ReactNode {
  const known = task.coordinators.flatMap((one) => ('text' in one ? [] : [one]));
  const words = task.coordinators.flatMap((one) => ('text' in one ? [one.text] : []));
  const [text, setText] = useState(words.join('; '));
  const write = (units: typeof known, printed: string): void => {
    const texts = printed
      .split(';')
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .map((one): Coordinator => ({ text: one }));
    onChange({ coordinators: [...units, ...texts] });
  };
  return (
    <>
      <MultiSelect
        label={t('plan.col.coordinate')}
        searchable
        data={[...parties.all]}
        value={known.map(valueOf)}
        onChange={(values) => {
          write(values.map(referenceOf), text);
        }}
      />
      <TextInput
        label={t('plan.coordinateText')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          write(known, event.currentTarget.value);
        }}
      />
    </>
  );
}

function DeadlineFields({
  task,
  year,
  error,
  onChange,
}: PartProps & { readonly year: number; readonly error: string | undefined }): ReactNode {
  const { deadline } = task;
  const read = readDeadline(deadline.text, year);
  const unread = deadline.text.trim() !== '' && read === null;
  return (
    <>
      <TextInput
        label={t('plan.deadline.text')}
        value={deadline.text}
        error={error}
        description={unread && !deadline.kind ? t('plan.deadline.unread') : readWords(read)}
        onChange={(event) => {
          onChange({ deadline: { text: event.currentTarget.value } });
        }}
      />
      {unread && (
        <div className="plan-two">
          <Select
            label={t('plan.deadline.kind')}
            clearable
            clearButtonProps={{ 'aria-label': t('common.remove') }}
            data={KINDS.map((kind) => ({ value: kind, label: tCode('plan.deadline', kind) }))}
            value={deadline.kind ?? null}
            onChange={(value) => {
              const kind = KINDS.find((one) => one === value);
              onChange({ deadline: { text: deadline.text, ...(kind ? { kind } : {}) } });
            }}
          />
          <Suspense fallback={null}>
            <DateField
              label={t('plan.deadline.on')}
              value={deadline.on ?? null}
              onChange={(on) => {
                const { text, kind } = deadline;
                onChange({ deadline: { text, ...(kind ? { kind } : {}), ...(on ? { on } : {}) } });
              }}
            />
          </Suspense>
        </div>
      )}
    </>
  );
}

function readWords(read: ReturnType<typeof readDeadline>): string | undefined {
  if (!read) return undefined;
  const kind = tCode('plan.deadline', read.kind);
  return read.on
    ? t('plan.deadline.readOn', { kind, date: day(read.on) })
    : t('plan.deadline.read', { kind });
}
