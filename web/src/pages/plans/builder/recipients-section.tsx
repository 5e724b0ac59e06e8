import { Button, CloseButton, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlanContent, PlanRecipient, RecipientKind } from '../../../api/plans';
import { Section } from '../../../components/section';
import { t } from '../../../i18n';
import type { SetContent } from './plan-form';
import { replaced, without } from './plan-words';
import type { Parties } from './use-parties';

type Props = {
  readonly content: PlanContent;
  readonly setContent: SetContent;
  readonly parties: Parties;
};

const KINDS: readonly RecipientKind[] = ['report', 'perform', 'know', 'file'];
const PRINTED = 'printed';

/** Nơi nhận: whom the plan is released to, and the words that are printed. */
export function RecipientsSection({ content, setContent, parties }: Props): ReactNode {
  return (
    <Section title={t('plan.recipients')}>
      {content.recipients.map((recipient, index) => (
        <RecipientRow
          key={index}
          {...{ recipient, parties }}
          onChange={(next) => {
            setContent((old) => ({ recipients: replaced(old.recipients, index, next) }));
          }}
          onRemove={() => {
            setContent((old) => ({ recipients: without(old.recipients, index) }));
          }}
        />
      ))}
      <div className="row">
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            const blank: PlanRecipient = { kind: 'perform', target: { printedOnly: '' } };
            setContent((old) => ({ recipients: [...old.recipients, blank] }));
          }}
        >
          {t('plan.addRecipient')}
        </Button>
      </div>
    </Section>
  );
}

type RowProps = {
  readonly recipient: PlanRecipient;
  readonly parties: Parties;
  readonly onChange: (recipient: PlanRecipient) => void;
  readonly onRemove: () => void;
};

function RecipientRow({ recipient, parties, onChange, onRemove }: RowProps): ReactNode {
  const value = valueOf(recipient);
  const printed =
    'printedOnly' in recipient.target ? recipient.target.printedOnly : (recipient.text ?? '');
  return (
    <div className="plan-row plan-recipient">
      <Select
        size="xs"
        label={t('plan.recipient')}
        searchable
        allowDeselect={false}
        data={[{ value: PRINTED, label: t('plan.recipient.printedOnly') }, ...parties.agencies]}
        value={value}
        onChange={(next) => {
          if (next) onChange({ ...recipient, target: targetOf(next, printed) });
        }}
      />
      <Select
        size="xs"
        label={t('plan.recipient.kind')}
        allowDeselect={false}
        data={KINDS.map((kind) => ({ value: kind, label: t(`plan.recipient.${kind}`) }))}
        value={recipient.kind}
        onChange={(kind) => {
          onChange({ ...recipient, kind: KINDS.find((one) => one === kind) ?? 'know' });
        }}
      />
      <TextInput
        size="xs"
        label={t('plan.recipient.printed')}
        value={printed}
        onChange={(event) => {
          const text = event.currentTarget.value;
          onChange(
            value === PRINTED
              ? { ...recipient, target: { printedOnly: text } }
              : { ...recipient, text },
          );
        }}
      />
      <CloseButton
        aria-label={t('plan.removeReporter', { name: printed || t('plan.recipient') })}
        onClick={onRemove}
      />
    </div>
  );
}

function valueOf({ target }: PlanRecipient): string {
  if ('agencyId' in target) return `u:${target.agencyId}`;
  return 'groupCode' in target ? `g:${target.groupCode}` : PRINTED;
}

function targetOf(value: string, printed: string): PlanRecipient['target'] {
  if (value === PRINTED) return { printedOnly: printed };
  return value.startsWith('g:') ? { groupCode: value.slice(2) } : { agencyId: value.slice(2) };
}
