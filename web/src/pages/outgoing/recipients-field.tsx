import { Button, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAgencies, useGroups } from '../../api/organisation';
import { t, tCode } from '../../i18n';
import type { RecipientDraft } from './draft-form';

type Props = {
  readonly space: string;
  readonly value: readonly RecipientDraft[];
  readonly onChange: (value: readonly RecipientDraft[]) => void;
  readonly error?: string | undefined;
};

const KINDS = ['perform', 'report', 'know', 'file'] as const;

/** Nơi nhận: what is printed and what is sent are one list. */
export function RecipientsField({ space, value, onChange, error }: Props): ReactNode {
  const agencies = useAgencies();
  const groups = useGroups();
  const targets = [
    {
      group: t('out.recipient.group'),
      items: (groups.data ?? []).map(({ code, name, members }) => ({
        value: `group:${code}`,
        label: `${name} (${members.length})`,
      })),
    },
    {
      group: t('out.recipient.agency'),
      items: [...(agencies.data ?? [])]
        .sort((a, b) => Number(b.space === space) - Number(a.space === space))
        .map(({ id, name }) => ({ value: `agency:${id}`, label: name })),
    },
    {
      group: t('out.recipient.printed'),
      items: [{ value: 'printed:', label: t('out.recipient.printed') }],
    },
  ];

  function change(index: number, part: Partial<RecipientDraft>): void {
    onChange(value.map((one, at) => (at === index ? { ...one, ...part } : one)));
  }

  return (
    <fieldset className="plain-fieldset">
      <legend>{t('out.field.recipients')}</legend>
      {value.map((one, index) => (
        <div key={index} className="recipient-row">
          <Select
            aria-label={t('out.recipient.kind')}
            data={KINDS.map((kind) => ({ value: kind, label: tCode('out.recipient', kind) }))}
            value={one.kind}
            allowDeselect={false}
            onChange={(kind) => {
              if (kind) change(index, { kind });
            }}
          />
          <Select
            aria-label={t('out.recipient.target')}
            placeholder={t('out.recipient.target')}
            data={targets}
            searchable
            value={
              one.target === 'printed'
                ? 'printed:'
                : one.value
                  ? `${one.target}:${one.value}`
                  : null
            }
            onChange={(chosen) => {
              const [target = 'printed', id = ''] = (chosen ?? 'printed:').split(/:(.*)/s);
              change(index, {
                target: target as RecipientDraft['target'],
                value: target === 'printed' ? one.value : id,
              });
            }}
          />
          <TextInput
            aria-label={t('out.recipient.printedText')}
            placeholder={t('out.recipient.printedText')}
            value={one.target === 'printed' ? one.value : one.text}
            onChange={(event) => {
              const text = event.currentTarget.value;
              change(index, one.target === 'printed' ? { value: text } : { text });
            }}
          />
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={`${t('common.remove')} ${index + 1}`}
            onClick={() => {
              onChange(value.filter((_, at) => at !== index));
            }}
          >
            {t('common.remove')}
          </Button>
        </div>
      ))}
      {error && (
        <p role="alert" style={{ color: 'var(--tone-red)' }}>
          {error}
        </p>
      )}
      <Button
        variant="default"
        size="xs"
        onClick={() => {
          onChange([{ kind: 'perform', target: 'agency', value: '', text: '' }, ...value]);
        }}
      >
        {t('out.recipient.add')}
      </Button>
    </fieldset>
  );
}
