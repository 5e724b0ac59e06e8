import type { Assignment, IncomingDetail } from '../../api/incoming';
import { usePosts } from '../../api/organisation';
import { moveAssignment } from '../../api/routing';
import type { Acting } from '../../api/session';
import { useSession } from '../../app/session-context';
import type { ActionSpec } from '../../components/action-dialog';
import { day } from '../../components/format';
import { withoutEmpty, type FieldSpec } from '../../components/form-field';
import { t, tCode } from '../../i18n';

/** What may be done with each part of the work, as the server says. */
export function useAssignmentActions(
  document: IncomingDetail,
): (assignment: Assignment) => readonly ActionSpec[] {
  const { acting } = useSession();
  const handsDown = document.assignments.some((one) => allowed(acting, one).includes('hand-down'));
  const posts = usePosts(handsDown ? document.agencyId : '');
  const people = (posts.data ?? [])
    .filter(({ unitId, id }) => unitId === acting.unitId && id !== acting.id)
    .map(({ id, personName, title }) => ({ value: id, label: `${personName}, ${title}` }));

  return (assignment) => {
    const fields: Readonly<Record<string, readonly FieldSpec[]>> = {
      progress: [area('text', t('asg.field.progress'))],
      report: [area('result', t('asg.field.result'))],
      redo: [area('reason', t('common.reason'))],
      recall: [area('reason', t('common.reason'))],
      'hand-down': [
        {
          name: 'postId',
          label: t('dir.toPerson'),
          kind: 'select',
          required: true,
          choices: people,
        },
        area('text', t('asg.field.text')),
        {
          name: 'dueOn',
          label: t('dir.dueOn'),
          kind: 'date',
          ...(assignment.dueOn ? { hint: t('dir.notAfter', { date: day(assignment.dueOn) }) } : {}),
        },
      ],
    };
    return allowed(acting, assignment).map((action) => ({
      action,
      label: tCode('asg.action', action),
      fields: fields[action] ?? [],
      initial: action === 'hand-down' ? { text: assignment.text, dueOn: assignment.dueOn } : {},
      tone: action === 'recall' || action === 'redo' ? 'quiet' : 'main',
      run: (values) => moveAssignment(assignment.id, action, withoutEmpty(values)),
    }));
  };
}

const HEADS = ['unit-head', 'leader', 'office-chief'];
const MOVES: Readonly<Record<string, readonly string[]>> = {
  pending: ['accept', 'hand-down', 'report'],
  accepted: ['report', 'hand-down', 'progress'],
  'in-progress': ['report', 'hand-down', 'progress'],
};

/** The buttons; whether the act is lawful now is asked again by the server. */
function allowed(
  acting: Acting,
  { postId, unitId, byPost, state, role }: Assignment,
): readonly string[] {
  const answersForUnit = acting.roles.some((one) => HEADS.includes(one));
  const isMine =
    postId === null ? unitId === acting.unitId && answersForUnit : postId === acting.id;
  const giver = byPost === acting.id;
  if (state === 'reported') return giver ? ['confirm', 'redo'] : [];
  if (role === 'inform') return [];
  const own = isMine ? (MOVES[state] ?? []) : [];
  return [
    ...own.filter((action) => action !== 'hand-down' || answersForUnit),
    ...(giver && MOVES[state] ? ['recall'] : []),
  ];
}

function area(name: string, label: string): FieldSpec {
  return { name, label, kind: 'area', required: true };
}
