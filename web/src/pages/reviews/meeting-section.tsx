import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import { keepMinutes, type Attendant, type Meeting, type Review } from '../../api/reviews';
import { Facts } from '../../components/facts';
import { day, moment } from '../../components/format';
import { ProblemNotice } from '../../components/problem-notice';
import { Section } from '../../components/section';
import { announce } from '../../components/toast';
import { BothVersions, type VersionLine } from '../../components/both-versions';
import type { Conflict } from '../../components/merge-versions';
import { useSharedDraft } from '../../components/use-shared-draft';
import { t, tCode, type TextKey } from '../../i18n';
import { AttendanceTable, attendanceLine } from './attendance-table';
import { attendanceOf, meetingFormOf, meetingOf, type MeetingForm } from './meeting-form';

const DateField = lazy(() => import('../../components/date-field'));

type Props = {
  readonly review: Review;
  readonly onSaved: (review: Review) => void;
  readonly onStale: () => void;
};

const WORDS: readonly (readonly [Exclude<keyof Meeting, 'at' | 'minutes'>, TextKey])[] = [
  ['body', 'rev.meeting.body'],
  ['place', 'rev.meeting.place'],
  ['invitation', 'rev.meeting.invitation'],
  ['chair', 'rev.chair'],
  ['chairTitle', 'rev.chairTitle'],
  ['secretary', 'rev.secretary'],
];

/** Attendance and short minutes. */
export function MeetingSection({ review, ...told }: Props): ReactNode {
  return (
    <Section title={t('rev.meeting')}>
      {review.actions.includes('keep-minutes') ? (
        <MeetingEditor review={review} {...told} />
      ) : (
        <MeetingFacts review={review} />
      )}
    </Section>
  );
}

function MeetingFacts({ review }: { readonly review: Review }): ReactNode {
  const { meeting, attendance } = review;
  if (!meeting.at && attendance.length === 0) {
    return <p className="muted">{t('rev.meeting.none')}</p>;
  }
  return (
    <>
      <Facts
        items={[
          [t('rev.meeting.on'), moment(meeting.at)],
          ...WORDS.map(([name, key]) => [t(key), meeting[name]] as const),
          [t('rev.attendance'), attendanceLine(attendance)],
        ]}
      />
      {meeting.minutes && (
        <div>
          <h3>{t('rev.minutes')}</h3>
          <p className="review-minutes">{meeting.minutes}</p>
        </div>
      )}
    </>
  );
}

function MeetingEditor({ review, onSaved, onStale }: Props): ReactNode {
  const draft = useSharedDraft<MeetingForm>(`review.${review.id}.meeting`, {
    value: meetingFormOf(review),
    version: review.version,
  });
  const form = draft.value;
  const save = useMutation({
    mutationFn: (typed: MeetingForm) =>
      keepMinutes({ ...review, version: draft.version }, meetingOf(typed), attendanceOf(typed)),
    onSuccess: (saved, typed) => {
      draft.settle({ value: meetingFormOf(saved), version: saved.version }, typed);
      onSaved(saved);
      announce(t('common.saved'));
    },
    onError: onStale,
  });
  const set = (change: Partial<MeetingForm>): void => {
    draft.set((old) => ({ ...old, ...change }));
  };
  const setWord = (name: keyof MeetingForm['meeting'], value: string): void => {
    draft.set((old) => ({ ...old, meeting: { ...old.meeting, [name]: value } }));
  };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(form);
      }}
    >
      {draft.restored && <p className="muted">{t('common.restored')}</p>}
      <div className="review-meeting" id="review-meeting">
        <Suspense fallback={<TextInput label={t('rev.meeting.on')} disabled />}>
          <DateField
            label={t('rev.meeting.on')}
            value={form.date}
            onChange={(date) => {
              set({ date });
            }}
          />
        </Suspense>
        <TextInput
          label={t('rev.meeting.time')}
          type="time"
          value={form.time}
          onChange={(event) => {
            set({ time: event.currentTarget.value });
          }}
        />
        {WORDS.map(([name, key]) => (
          <TextInput
            key={name}
            label={t(key)}
            value={form.meeting[name] ?? ''}
            onChange={(event) => {
              setWord(name, event.currentTarget.value);
            }}
          />
        ))}
      </div>
      <AttendanceTable
        committeeId={review.committeeId}
        attendance={form.attendance}
        onChange={(attendance) => {
          set({ attendance });
        }}
      />
      <Textarea
        id="review-minutes"
        label={t('rev.minutes.text')}
        rows={6}
        value={form.meeting.minutes ?? ''}
        onChange={(event) => {
          setWord('minutes', event.currentTarget.value);
        }}
      />
      <BothVersions draft={draft} lineOf={meetingLine} onChosen={save.reset} />
      {save.isError && !draft.explains(save.error) && <ProblemNotice error={save.error} />}
      <div className="row">
        <Button
          type="submit"
          variant="default"
          loading={save.isPending}
          disabled={draft.conflicts.length > 0}
        >
          {t('rev.saveMeeting')}
        </Button>
      </div>
    </form>
  );
}

const LABELS: Readonly<Record<string, TextKey>> = {
  ...Object.fromEntries(WORDS),
  minutes: 'rev.minutes.text',
};

function meetingLine({ path, stored, mine }: Conflict): VersionLine {
  const [part, name = ''] = path;
  const words = (value: unknown): string => {
    if (part === 'date') return day(typeof value === 'string' ? value : null);
    if (part === 'attendance' && name === '') return attendanceLine(peopleIn(value));
    if (part === 'attendance' && path.length === 2) return personLine(value);
    if (typeof value === 'boolean') return t(`rev.attendee.${value ? 'present' : 'absent'}`);
    if (path[2] === 'kind') return tCode('rev.attendee', String(value));
    return typeof value === 'string' ? value : '';
  };
  return { label: labelOf(part, name), stored: words(stored), mine: words(mine) };
}

function labelOf(part: string | undefined, name: string): string {
  if (part === 'date') return t('rev.meeting.on');
  if (part === 'time') return t('rev.meeting.time');
  const key = part === 'meeting' ? LABELS[name] : undefined;
  return key ? t(key) : [t('rev.attendance'), name].filter(Boolean).join(': ');
}

function personLine(person: unknown): string {
  return person === undefined ? '' : attendanceLine([person as Attendant]);
}

function peopleIn(value: unknown): readonly Attendant[] {
  return Array.isArray(value) ? (value as readonly Attendant[]) : [];
}
