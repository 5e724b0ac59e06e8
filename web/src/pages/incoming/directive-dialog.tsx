import '../../styles/mantine-forms';
import { Button, MultiSelect, NumberInput, Select, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import { actOnIncoming, type IncomingDetail } from '../../api/incoming';
import { usePosts, useUnits } from '../../api/organisation';
import { fieldError } from '../../api/problem';
import { loadPhrases } from '../../api/routing';
import { useWorkingDays, type WorkingDays } from '../../api/working-days';
import { useSession } from '../../app/session-context';
import { ProblemNotice } from '../../components/problem-notice';
import { announce } from '../../components/toast';
import { useDraft } from '../../components/use-draft';
import { t } from '../../i18n';
import { directiveSentence } from './directive-sentence';
import { afterWorkingDays, workingDaysUntil } from './working-days';
import { Dialog } from '../../components/dialog';

const DateField = lazy(() => import('../../components/date-field'));
const OWN = [
  'dir.phrase.advise',
  'dir.phrase.handle',
  'dir.phrase.reply',
  'dir.phrase.report',
  'dir.phrase.carryOut',
] as const;

type Props = {
  readonly document: IncomingDetail;
  readonly onClose: () => void;
  readonly onDone: () => void;
};
type Draft = {
  readonly lead: string | null;
  readonly person: string | null;
  readonly coordinators: readonly string[];
  readonly inform: readonly string[];
  readonly phrase: string;
  readonly dueOn: string | null;
};

/** Bút phê: one lead, coordinators, for information, a deadline, and the sentence as it will stand. */
export function DirectiveDialog(props: Props): ReactNode {
  const days = useWorkingDays();
  return (
    <Dialog onClose={props.onClose} title={t('dir.title')} size="lg">
      {days.isError ? (
        <ProblemNotice error={days.error} onRetry={() => void days.refetch()} />
      ) : days.data ? (
        <DirectiveForm {...props} days={days.data} />
      ) : (
        <p className="muted">{t('app.loading')}</p>
      )}
    </Dialog>
  );
}

type FormProps = Props & { readonly days: WorkingDays };

function DirectiveForm({ document, days, onClose, onDone }: FormProps): ReactNode {
  const { acting } = useSession();
  const units = useUnits(document.agencyId);
  const posts = usePosts(document.agencyId);
  const phrases = useQuery({ queryKey: ['phrases'], queryFn: loadPhrases });
  const draft = useDraft<Draft>(`${document.id}.direct`, {
    lead: null,
    person: null,
    coordinators: [],
    inform: [],
    phrase: t('dir.phrase.handle'),
    dueOn: afterWorkingDays(days, 5),
  });
  const { value, set } = draft;
  const choices = (units.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const nameOf = (id: string): string => choices.find((one) => one.value === id)?.label ?? '';
  const people = (posts.data ?? [])
    .filter(({ unitId }) => unitId === value.lead)
    .map(({ id, personName, title }) => ({ value: id, label: `${personName}, ${title}` }));
  const sentence = value.lead
    ? directiveSentence({
        lead: nameOf(value.lead),
        coordinators: value.coordinators.map(nameOf),
        inform: value.inform.map(nameOf),
        phrase: value.phrase,
        dueOn: value.dueOn,
        giver: `${acting.title} ${acting.agencyName}`,
      })
    : '';
  const send = useMutation({
    mutationFn: () =>
      actOnIncoming(document.id, 'direct', {
        text: sentence,
        lead: { unitId: value.lead, ...(value.person ? { postId: value.person } : {}) },
        coordinators: value.coordinators.map((unitId) => ({ unitId })),
        inform: value.inform.map((unitId) => ({ unitId })),
        ...(value.dueOn ? { dueOn: value.dueOn } : {}),
      }),
    onSuccess: () => {
      draft.clear();
      announce(t('common.done'));
      onDone();
    },
  });

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (value.lead) send.mutate();
      }}
    >
      <div className="form-pair">
        <Select
          label={t('dir.lead')}
          data={choices}
          value={value.lead}
          data-autofocus
          searchable
          required
          withAsterisk={false}
          error={fieldError(send.error, 'lead')}
          onChange={(lead) => {
            set((old) => ({
              ...old,
              lead,
              person: null,
              coordinators: old.coordinators.filter((id) => id !== lead),
            }));
          }}
        />
        <Select
          label={`${t('dir.leadPerson')} (${t('common.optional')})`}
          data={people}
          value={value.person}
          clearable
          disabled={people.length === 0}
          onChange={(person) => {
            set((old) => ({ ...old, person }));
          }}
        />
      </div>
      <div className="form-pair">
        <MultiSelect
          label={t('dir.coordinators')}
          data={choices.filter((one) => one.value !== value.lead)}
          value={[...value.coordinators]}
          searchable
          onChange={(coordinators) => {
            set((old) => ({
              ...old,
              coordinators,
              inform: old.inform.filter((id) => !coordinators.includes(id)),
            }));
          }}
        />
        <MultiSelect
          label={t('dir.inform')}
          data={choices.filter(
            (one) => one.value !== value.lead && !value.coordinators.includes(one.value),
          )}
          value={[...value.inform]}
          searchable
          onChange={(inform) => {
            set((old) => ({ ...old, inform }));
          }}
        />
      </div>
      <Textarea
        label={t('dir.text')}
        value={value.phrase}
        rows={2}
        required
        withAsterisk={false}
        error={fieldError(send.error, 'text')}
        onChange={(event) => {
          const phrase = event.currentTarget.value;
          set((old) => ({ ...old, phrase }));
        }}
      />
      <div className="row" role="group" aria-label={t('dir.phrases')}>
        {[...OWN.map((key) => t(key)), ...(phrases.data ?? []).map(({ text }) => text)].map(
          (phrase) => (
            <Button
              key={phrase}
              size="compact-xs"
              variant="default"
              onClick={() => {
                set((old) => ({ ...old, phrase }));
              }}
            >
              {phrase}
            </Button>
          ),
        )}
      </div>
      <div className="row" style={{ alignItems: 'flex-end' }}>
        <NumberInput
          label={t('dir.workingDays')}
          value={value.dueOn ? (workingDaysUntil(days, value.dueOn) ?? '') : ''}
          min={0}
          max={250}
          w={140}
          allowDecimal={false}
          onChange={(count) => {
            const dueOn = count === '' ? null : afterWorkingDays(days, Number(count));
            set((old) => ({ ...old, dueOn }));
          }}
        />
        <Suspense fallback={null}>
          <DateField
            label={t('dir.dueOn')}
            value={value.dueOn}
            width={180}
            minDate={days.today}
            error={fieldError(send.error, 'dueOn')}
            onChange={(dueOn) => {
              set((old) => ({ ...old, dueOn }));
            }}
          />
        </Suspense>
        {!value.dueOn && <span className="muted">{t('dir.noDue')}</span>}
      </div>
      <div className="notice notice-blue" aria-live="polite">
        <strong>{t('dir.preview')}</strong>
        <span>{sentence || '...'}</span>
      </div>
      {send.isError && <ProblemNotice error={send.error} onRetry={onDone} />}
      <div className="row row-end">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={send.isPending} disabled={!value.lead}>
          {t('dir.give')}
        </Button>
      </div>
    </form>
  );
}
