import { actOnIncoming, type IncomingDetail } from '../../api/incoming';
import { usePosts } from '../../api/organisation';
import type { ActionSpec } from '../../components/action-dialog';
import { withoutEmpty, type Choice, type FieldSpec } from '../../components/form-field';
import { t, tCode } from '../../i18n';

export const RETURN_REASONS = [
  'wrong-recipient',
  'bad-signature',
  'missing-file',
  'duplicate',
  'other',
];

export function returnFields(): readonly FieldSpec[] {
  return [
    {
      name: 'reason',
      label: t('common.reason'),
      kind: 'select',
      required: true,
      choices: RETURN_REASONS.map((value) => ({ value, label: tCode('in.returnReason', value) })),
    },
    { name: 'text', label: t('in.field.returnText'), kind: 'area' },
  ];
}

/** Registering has its own page; a directive its own dialog. Everything else asks a field or two. */
export function useIncomingActions(
  document: IncomingDetail,
  onDirect: () => void,
): readonly ActionSpec[] {
  const { allowedActions } = document;
  const needsLeaders = allowedActions.includes('submit');
  const posts = usePosts(needsLeaders ? document.agencyId : '');
  const leaders: readonly Choice[] = (posts.data ?? [])
    .filter(({ roles }) => roles.includes('leader') || roles.includes('office-chief'))
    .map(({ id, personName, title }) => ({ value: id, label: `${personName}, ${title}` }));
  const fields: Readonly<Record<string, readonly FieldSpec[]>> = {
    return: returnFields(),
    submit: [{ name: 'toPostId', label: t('in.field.leader'), kind: 'select', choices: leaders }],
    propose: [{ name: 'proposal', label: t('in.field.proposal'), kind: 'area', required: true }],
    complete: [{ name: 'result', label: t('in.field.result'), kind: 'area', required: true }],
  };
  return allowedActions
    .filter((action) => action !== 'start' && action !== 'register')
    .map((action) => ({
      action,
      label: tCode('in.action', action),
      fields: fields[action] ?? [],
      tone: action === 'return' ? 'danger' : action === 'complete' ? 'quiet' : 'main',
      ...(action === 'direct' ? { open: onDirect } : {}),
      run: (values) => actOnIncoming(document.id, action, withoutEmpty(values)),
    }));
}
