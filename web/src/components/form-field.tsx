import {
  Checkbox,
  MultiSelect,
  NumberInput,
  PasswordInput,
  Select,
  Textarea,
  TextInput,
} from '@mantine/core';
import { lazy, Suspense, type ReactNode } from 'react';
import { fieldError } from '../api/problem';
import { t } from '../i18n';

const DateField = lazy(() => import('./date-field'));

export type FormValue = string | number | boolean | readonly string[] | null | undefined;
export type FormValues = Readonly<Record<string, FormValue>>;
export type Choice = { readonly value: string; readonly label: string };

export type FieldSpec = {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'area' | 'pin' | 'select' | 'many' | 'date' | 'number' | 'check';
  readonly required?: boolean;
  readonly hint?: string;
  readonly choices?: readonly Choice[];
};

/** Fields left empty are not sent: the server has its own defaults. */
export function withoutEmpty(values: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== null && value !== undefined && value !== '',
    ),
  );
}

type Props = {
  readonly spec: FieldSpec;
  readonly value: FormValue;
  readonly error?: unknown;
  readonly missing?: boolean;
  readonly autoFocus?: boolean;
  readonly onChange: (value: FormValue) => void;
};

/** One field of a form, with the server's own sentence at it when it was refused. */
export function Field(props: Props): ReactNode {
  const { spec, value, onChange } = props;
  const common = {
    label:
      spec.required === true || spec.kind === 'check'
        ? spec.label
        : `${spec.label} (${t('common.optional')})`,
    description: spec.hint,
    error: props.missing === true ? t('common.required') : fieldError(props.error, spec.name),
    'data-autofocus': props.autoFocus === true ? true : undefined,
  };
  const text = typeof value === 'string' ? value : '';
  switch (spec.kind) {
    case 'text':
      return (
        <TextInput
          {...common}
          value={text}
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      );
    case 'area':
      return (
        <Textarea
          {...common}
          value={text}
          rows={4}
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      );
    case 'pin':
      return (
        <PasswordInput
          {...common}
          value={text}
          inputMode="numeric"
          autoComplete="off"
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof value === 'number' ? value : ''}
          hideControls
          allowDecimal={false}
          onChange={(next) => {
            onChange(next === '' ? null : Number(next));
          }}
        />
      );
    case 'check':
      return (
        <Checkbox
          label={common.label}
          description={common.description}
          checked={value === true}
          onChange={(event) => {
            onChange(event.currentTarget.checked);
          }}
        />
      );
    case 'select':
    case 'many':
    case 'date':
      return <ChoiceField {...props} common={common} />;
  }
}

function ChoiceField({
  spec,
  value,
  onChange,
  common,
}: Props & {
  readonly common: { label: string; description?: string | undefined; error?: string | undefined };
}): ReactNode {
  const choices = [...(spec.choices ?? [])];
  if (spec.kind === 'many') {
    return (
      <MultiSelect
        {...common}
        data={choices}
        value={Array.isArray(value) ? [...(value as readonly string[])] : []}
        searchable
        clearable
        onChange={onChange}
      />
    );
  }
  if (spec.kind === 'select') {
    return (
      <Select
        {...common}
        data={choices}
        value={typeof value === 'string' ? value : null}
        searchable={choices.length > 7}
        clearable={spec.required !== true}
        onChange={onChange}
      />
    );
  }
  return (
    <Suspense fallback={<TextInput {...common} disabled />}>
      <DateField
        {...common}
        value={typeof value === 'string' ? value : null}
        onChange={(next) => {
          onChange(next);
        }}
      />
    </Suspense>
  );
}
