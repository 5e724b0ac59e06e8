import type { Attendant, Meeting, Review } from '../../api/reviews';

export type MeetingForm = {
  readonly date: string | null;
  readonly time: string;
  readonly meeting: Omit<Meeting, 'at'>;
  readonly attendance: readonly Attendant[];
};

const LEGAL = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'short',
});

export function meetingFormOf({ meeting, attendance }: Review): MeetingForm {
  const { at, ...rest } = meeting;
  const [date, time] = at === undefined ? [] : LEGAL.format(new Date(at)).split(' ');
  return { date: date ?? null, time: time ?? '14:00', meeting: rest, attendance };
}

/** Empty fields are left out: the server tells a missing word from an empty one. */
export function meetingOf({ date, time, meeting }: MeetingForm): Meeting {
  const words = Object.entries(meeting).filter(([, value]) => value.trim() !== '');
  return {
    ...(Object.fromEntries(words) as Omit<Meeting, 'at'>),
    // Legal time has one zone and no summer time.
    ...(date ? { at: `${date}T${time || '00:00'}:00+07:00` } : {}),
  };
}

export function blankAttendant(kind: Attendant['kind']): Attendant {
  return { name: '', title: '', postId: null, kind, present: true, reason: '' };
}

/** Rows that were opened and never named are not people. */
export function attendanceOf({ attendance }: MeetingForm): readonly Attendant[] {
  return attendance
    .filter(({ name }) => name.trim() !== '')
    .map((person) => ({ ...person, reason: person.present ? '' : person.reason }));
}
