import type { ReactNode } from 'react';
import {
  type CertificateAction,
  type CertificateDetail,
  keepCertificate,
} from '../../api/certificates';
import type { ActionSpec } from '../../components/action-dialog';
import { ActionPanel } from '../../components/action-panel';
import { today } from '../../components/format';
import { type FieldSpec, withoutEmpty } from '../../components/form-field';
import { t } from '../../i18n';

type Props = { readonly detail: CertificateDetail; readonly onChanged: () => void };

/** Before an act that asks nothing, or ends something: what it does. */
const HINTS: Partial<Record<CertificateAction, Parameters<typeof t>[0]>> = {
  revoke: 'creg.revoke.hint',
  reinstate: 'creg.reinstate.hint',
  inquire: 'creg.inquire.hint',
  acknowledge: 'creg.acknowledge.hint',
};

/** What the register lets the reader write down, each act asking only what its minutes say. */
export function CertificateActions({ detail, onChanged }: Props): ReactNode {
  const specs = detail.actions.map((action): ActionSpec => ({
    action,
    label: t(`creg.action.${action}`),
    ...(action === 'revoke' ? { tone: 'danger' as const } : {}),
    ...(HINTS[action] ? { hint: t(HINTS[action]) } : {}),
    fields: fieldsOf(action, detail),
    initial: initialOf(action, detail),
    run: (values) => keepCertificate(detail.id, action, withoutEmpty(values)),
  }));
  return (
    <ActionPanel
      subjectId={`certificate.${detail.id}`}
      specs={specs}
      empty={t('creg.action.none')}
      onChanged={onChanged}
    />
  );
}

const ON: FieldSpec = { name: 'on', label: '', kind: 'date', required: true };

function fieldsOf(action: CertificateAction, detail: CertificateDetail): readonly FieldSpec[] {
  const on = { ...ON, label: t('creg.field.on') };
  const note: FieldSpec = { name: 'note', label: t('common.note'), kind: 'area' };
  switch (action) {
    case 'hand-over':
    case 'return':
      return [on, ...handoverFields(), note];
    case 'revoke':
      return [on, { name: 'reason', label: t('common.reason'), kind: 'area', required: true }];
    case 'replace':
      return [
        {
          name: 'successorId',
          label: t('creg.field.successor'),
          kind: 'select',
          required: true,
          choices: detail.candidates.map(({ id, subject, serial }) => ({
            value: id,
            label: `${subject} (${serial})`,
          })),
        },
        note,
      ];
    case 'reinstate':
    case 'inquire':
    case 'acknowledge':
      return [];
  }
}

function handoverFields(): readonly FieldSpec[] {
  return [
    {
      name: 'device',
      label: t('creg.field.device'),
      kind: 'text',
      required: true,
      hint: t('creg.field.device.hint'),
    },
    { name: 'giver', label: t('creg.field.giver'), kind: 'text', required: true },
    { name: 'receiver', label: t('creg.field.receiver'), kind: 'text', required: true },
    { name: 'minutes', label: t('creg.field.minutes'), kind: 'text' },
  ];
}

/** The device that is out comes back from whoever has it. */
function initialOf(action: CertificateAction, detail: CertificateDetail): ActionSpec['initial'] {
  if (action === 'revoke') return { on: today() };
  if (action === 'hand-over') return { on: today(), receiver: detail.holderName };
  if (action !== 'return') return {};
  const out = detail.events.find(({ kind }) => kind === 'hand-over');
  return {
    on: today(),
    device: out?.device ?? '',
    giver: out?.receiver ?? '',
    receiver: out?.giver ?? '',
  };
}
