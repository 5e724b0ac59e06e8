import { Button, CloseButton, SegmentedControl, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePosts } from '../../api/organisation';
import type { Attendant } from '../../api/reviews';
import { t } from '../../i18n';
import { blankAttendant } from './meeting-form';

type Props = {
  readonly committeeId: string;
  readonly attendance: readonly Attendant[];
  readonly onChange: (attendance: readonly Attendant[]) => void;
};

/** "Có mặt 8/9; vắng: Chỉ huy trưởng Quân sự (đi công tác)". */
export function attendanceLine(attendance: readonly Attendant[]): string {
  const members = attendance.filter(({ kind }) => kind === 'member');
  const absent = members.filter(({ present }) => !present);
  const names = absent.map(({ name, reason }) => (reason === '' ? name : `${name} (${reason})`));
  return [
    t('rev.attendance.count', { n: members.length - absent.length, m: members.length }),
    ...(names.length > 0 ? [t('rev.attendance.absent', { names: names.join('; ') })] : []),
  ].join('; ');
}

export function AttendanceTable({ committeeId, attendance, onChange }: Props): ReactNode {
  const posts = usePosts(committeeId);
  const set = (index: number, change: Partial<Attendant>): void => {
    onChange(attendance.map((one, at) => (at === index ? { ...one, ...change } : one)));
  };
  function takeMembers(): void {
    const all = posts.data ?? [];
    const own = all.filter(({ unitId }) => unitId === committeeId);
    const known = new Set(attendance.map(({ name }) => name));
    const added = (own.length > 0 ? own : all)
      .filter(({ personName }) => !known.has(personName))
      .map(({ id, personName, title }): Attendant => ({
        ...blankAttendant('member'),
        name: personName,
        title,
        postId: id,
      }));
    onChange([...attendance, ...added]);
  }
  return (
    <fieldset className="review-attendance" id="review-attendance">
      <legend>
        {t('rev.attendance')}: {attendanceLine(attendance)}
      </legend>
      {attendance.map((person, index) => (
        <AttendantRow
          key={index}
          person={person}
          onChange={(change) => {
            set(index, change);
          }}
          onRemove={() => {
            onChange(attendance.filter((_, at) => at !== index));
          }}
        />
      ))}
      <div className="row">
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            onChange([...attendance, blankAttendant('member')]);
          }}
        >
          {t('rev.attendance.add')}
        </Button>
        <Button size="xs" variant="default" disabled={!posts.data} onClick={takeMembers}>
          {t('rev.attendance.fromMembers')}
        </Button>
      </div>
    </fieldset>
  );
}

type RowProps = {
  readonly person: Attendant;
  readonly onChange: (change: Partial<Attendant>) => void;
  readonly onRemove: () => void;
};

function AttendantRow({ person, onChange, onRemove }: RowProps): ReactNode {
  const who = person.name === '' ? t('rev.attendee.name') : person.name;
  return (
    <div className="review-attendant">
      <TextInput
        size="xs"
        aria-label={t('rev.attendee.name')}
        placeholder={t('rev.attendee.name')}
        value={person.name}
        onChange={(event) => {
          onChange({ name: event.currentTarget.value, postId: null });
        }}
      />
      <TextInput
        size="xs"
        aria-label={`${who}: ${t('rev.attendee.title')}`}
        placeholder={t('rev.attendee.title')}
        value={person.title}
        onChange={(event) => {
          onChange({ title: event.currentTarget.value });
        }}
      />
      <Select
        size="xs"
        aria-label={`${who}: ${t('rev.attendee.kind')}`}
        allowDeselect={false}
        data={(['member', 'invited'] as const).map((kind) => ({
          value: kind,
          label: t(`rev.attendee.${kind}`),
        }))}
        value={person.kind}
        onChange={(kind) => {
          onChange({ kind: kind === 'invited' ? 'invited' : 'member' });
        }}
      />
      <SegmentedControl
        size="xs"
        aria-label={`${who}: ${t('rev.attendance')}`}
        data={[
          { value: 'yes', label: t('rev.attendee.present') },
          { value: 'no', label: t('rev.attendee.absent') },
        ]}
        value={person.present ? 'yes' : 'no'}
        onChange={(value) => {
          onChange({ present: value === 'yes' });
        }}
      />
      {person.present ? (
        <span />
      ) : (
        <TextInput
          size="xs"
          aria-label={`${who}: ${t('rev.attendee.reason')}`}
          placeholder={t('rev.attendee.reason')}
          error={person.reason.trim() === '' ? t('common.required') : undefined}
          value={person.reason}
          onChange={(event) => {
            onChange({ reason: event.currentTarget.value });
          }}
        />
      )}
      <CloseButton aria-label={t('rev.attendance.remove', { name: who })} onClick={onRemove} />
    </div>
  );
}
