import { useQuery } from '@tanstack/react-query';
import { actOnOutgoing, type OutgoingDetail } from '../../api/outgoing';
import { useUnits } from '../../api/organisation';
import type { ActionSpec } from '../../components/action-dialog';
import { day } from '../../components/format';
import { withoutEmpty, type FieldSpec, type FormValues } from '../../components/form-field';
import { useSession } from '../../app/session-context';
import { t, tCode } from '../../i18n';
import { loadCredentials } from '../../signing/credentials/credentials-api';
import { signerOf } from '../../signing/batch/signature-kind';
import { wayOfSigning } from '../../signing/remote/way-of-signing';
import type { SignaturePlace } from './use-signature-place';

/** Acts of the system itself. */
const ELSEWHERE = ['attach-number'];
/** Signatures on what was read: the seal closes whatever was signed. */
const READ = ['initial-content', 'initial-form', 'sign'];
const SIGNING = ['initial-content', 'initial-form', 'sign', 'seal'];
const SIGNATURES = ['initial-content', 'initial-form', 'approve', 'seal'];
const DANGER = ['return', 'void-number', 'cancel'];
/** After these the content is worked on again, from unsigned bytes. */
const VOIDING = ['return', 'withdraw', 'revise'];
/** Nothing is typed: the dialog says what will happen. */
const PRESSED = ['submit', 'approve', 'receive-submission', 'take-number', 'withdraw', 'revise'];
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
  'edit',
  'revise',
  'close-opinions',
  'give-opinion',
  'ask-opinions',
  'withdraw',
  'return',
  'void-number',
  'cancel',
];

type Extras = {
  /** The box where the reader wants his signature, when he moved it. */
  readonly box?: SignaturePlace['box'];
  readonly onEdit?: () => void;
  /** Signs with a key on this PC, in a dialog of its own. */
  readonly onDevice?: () => void;
};

export function useOutgoingActions(
  document: OutgoingDetail,
  { box = null, onEdit, onDevice }: Extras = {},
): readonly ActionSpec[] {
  const { acting } = useSession();
  const canAsk = document.allowedActions.includes('ask-opinions');
  const units = useUnits(canAsk ? acting.agencyId : '');
  const signing = useSigningWay(document, onDevice);
  const fields: Readonly<Record<string, readonly FieldSpec[]>> = {
    'initial-content': signing.fields,
    'initial-form': signing.fields,
    sign: signing.fields,
    seal: signing.fields,
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
    'close-opinions': [
      { name: 'summary', label: t('out.field.summary'), kind: 'area', required: true },
    ],
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
    .filter((action) => !ELSEWHERE.includes(action) && (action !== 'edit' || onEdit !== undefined))
    .toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))
    .map((action) => ({
      action,
      label: tCode('out.action', action),
      fields: fields[action] ?? [],
      ...saidBefore(document, action),
      tone: DANGER.includes(action) ? 'danger' : QUIET.includes(action) ? 'quiet' : 'main',
      ...(action === 'edit' && onEdit ? { open: onEdit } : {}),
      ...(SIGNING.includes(action) ? signing.look : {}),
      run: (values) => actOnOutgoing(document.id, action, bodyOf(document, action, values, box)),
      done: (answer) => doneSentence(action, answer),
    }));
}

/** What the certificate that signs asks for: a PIN here, a tap on the phone, or a program on this PC. */
function useSigningWay(
  document: OutgoingDetail,
  onDevice: Extras['onDevice'],
): { readonly fields: readonly FieldSpec[]; readonly look: Pick<ActionSpec, 'hint' | 'open'> } {
  const keys = useQuery({
    queryKey: ['credentials'],
    queryFn: loadCredentials,
    enabled: document.allowedActions.some((action) => SIGNING.includes(action)),
  });
  const { way } = wayOfSigning(keys.data, { signer: signerOf([document]) });
  if (way === 'phone') return { fields: [], look: { hint: t('cert.phone.hint') } };
  return { fields: [pin()], look: way === 'device' && onDevice ? { open: onDevice } : {} };
}

/** What was seen goes along, so that nobody approves or signs another file than the one on screen. */
function bodyOf(
  document: OutgoingDetail,
  action: string,
  values: FormValues,
  box: SignaturePlace['box'],
): unknown {
  const given = withoutEmpty(values);
  if (action === 'approve') return { sha256: document.sha256 };
  if (READ.includes(action)) return { ...given, sha256: document.sha256, ...(box ? { box } : {}) };
  if (action === 'seal') return { ...given, ...(box ? { box } : {}) };
  return given;
}

/** What an act does, where nothing is to be typed that would tell; what it destroys in any case. */
function saidBefore(document: OutgoingDetail, action: string): { readonly hint?: string } {
  const voided = VOIDING.includes(action) ? warning(document, action) : null;
  if (voided !== null) return { hint: voided };
  if (action === 'release') return { hint: releaseSentence(document) };
  return PRESSED.includes(action) ? { hint: tCode('out.ask', action) } : {};
}

function releaseSentence({ recipients }: OutgoingDetail): string {
  const names = recipients.map(({ printed }) => printed).join('; ');
  return names === '' ? t('out.ask.release.nobody') : t('out.ask.release', { names });
}

/** NĐ 30/2020, article 11, lets nobody change what others have initialled. */
function warning({ revisions, chain }: OutgoingDetail, action: string): string | null {
  const signatures = revisions.filter(
    (revision) =>
      revision.chain === chain && revision.voidedAt === null && SIGNATURES.includes(revision.kind),
  );
  if (signatures.length === 0) return null;
  const names = signatures.map(({ madeByName }) => madeByName ?? '').join(', ');
  const words = action === 'return' ? 'out.warn.returned' : 'out.warn.signatures';
  return t(words, { n: signatures.length, names });
}

function pin(): FieldSpec {
  return { name: 'pin', label: t('sig.pin'), kind: 'pin', required: true, hint: t('sig.pin.hint') };
}

function reason(): FieldSpec {
  return {
    name: 'reason',
    label: t('common.reason'),
    kind: 'area',
    required: true,
    hint: t('doc.reasonPrompt'),
  };
}

function doneSentence(action: string, answer: unknown): string {
  if (
    action === 'take-number' &&
    typeof answer === 'object' &&
    answer !== null &&
    'symbol' in answer
  ) {
    const { symbol, issuedOn } = answer as { symbol: string; issuedOn?: string };
    return t('out.done.take-number', { symbol, date: day(issuedOn) });
  }
  return action === 'release' ? t('out.done.release') : t('common.done');
}
