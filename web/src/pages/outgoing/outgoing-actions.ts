import { actOnOutgoing, type OutgoingDetail } from '../../api/outgoing';
import { useUnits } from '../../api/organisation';
import type { ActionSpec } from '../../components/action-dialog';
import { day } from '../../components/format';
import type { FieldSpec } from '../../components/form-field';
import { useSession } from '../../app/session-context';
import { t, tCode } from '../../i18n';

/** Acts with a page of their own; the panel only links there. */
const ELSEWHERE = ['edit', 'attach-number'];
const DANGER = ['return', 'void-number', 'cancel'];
const QUIET = ['withdraw', 'ask-opinions'];

/** The usual next step first, then what may also be done, refusals last. */
const ORDER = [
  'sign',
  'seal',
  'release',
  'take-number',
  'approve',
  'initial-content',
  'initial-form',
  'receive-submission',
  'submit',
  'revise',
  'close-opinions',
  'give-opinion',
  'ask-opinions',
  'withdraw',
  'return',
  'void-number',
  'cancel',
];

export function useOutgoingActions(document: OutgoingDetail): readonly ActionSpec[] {
  const { acting } = useSession();
  const canAsk = document.allowedActions.includes('ask-opinions');
  const units = useUnits(canAsk ? acting.agencyId : '');
  const fields: Readonly<Record<string, readonly FieldSpec[]>> = {
    'initial-content': [pin()],
    'initial-form': [pin()],
    sign: [pin()],
    seal: [pin()],
    return: [reason()],
    'void-number': [reason()],
    cancel: [reason()],
    'give-opinion': [
      {
        name: 'answer',
        label: t('out.field.opinion'),
        kind: 'select',
        required: true,
        choices: [
          { value: 'agree', label: t('out.opinion.agree') },
          { value: 'comment', label: t('out.opinion.comment') },
        ],
      },
      { name: 'text', label: t('out.field.opinionText'), kind: 'area' },
    ],
    'close-opinions': [{ name: 'summary', label: t('out.field.summary'), kind: 'area', required: true }],
    'ask-opinions': [
      {
        name: 'unitIds',
        label: t('out.field.units'),
        kind: 'many',
        required: true,
        choices: (units.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
      },
      { name: 'question', label: t('out.field.question'), kind: 'area' },
      { name: 'dueOn', label: t('out.field.opinionDue'), kind: 'date' },
    ],
  };
  return document.allowedActions
    .filter((action) => !ELSEWHERE.includes(action))
    .toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))
    .map((action) => ({
      action,
      label: tCode('out.action', action),
      fields: fields[action] ?? [],
      tone: DANGER.includes(action) ? 'danger' : QUIET.includes(action) ? 'quiet' : 'main',
      run: (values) => actOnOutgoing(document.id, action, values),
      done: (answer) => doneSentence(action, answer),
    }));
}

function pin(): FieldSpec {
  return { name: 'pin', label: t('sig.pin'), kind: 'pin', required: true, hint: t('sig.pin.hint') };
}

function reason(): FieldSpec {
  return { name: 'reason', label: t('common.reason'), kind: 'area', required: true, hint: t('doc.reasonPrompt') };
}

function doneSentence(action: string, answer: unknown): string {
  if (action === 'take-number' && typeof answer === 'object' && answer !== null && 'symbol' in answer) {
    const { symbol, issuedOn } = answer as { symbol: string; issuedOn?: string };
    return t('out.done.take-number', { symbol, date: day(issuedOn) });
  }
  return t('common.done');
}
