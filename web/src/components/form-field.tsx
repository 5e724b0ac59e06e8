import {
  Checkbox,
  MultiSelect,
  NumberInput,
  PasswordInput,
  Select,
  Textarea,
  TextInput,
} from '@mantine/core';
import { lazy, Suspense, type ChangeEvent, type ReactNode } from 'react';
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
  const { spec } = props;
  const plain = spec.required === true || spec.kind === 'check';
  const common: Common = {
    label: plain ? spec.label : `${spec.label} (${t('common.optional')})`,
    description: spec.hint,
    error: props.missing === true ? t('common.required') : fieldError(props.error, spec.name),
    'data-autofocus': props.autoFocus === true ? true : undefined,
  };
  if (spec.kind === 'select' || spec.kind === 'many' || spec.kind === 'date') {
    return <ChoiceField {...props} common={common} />;
  }
  return <TypedField {...props} common={common} />;
}

type Common = {
  readonly label: string;
  readonly description: string | undefined;
  readonly error: string | undefined;
  readonly 'data-autofocus': true | undefined;
};

function TypedField({
  spec,
  value,
  onChange,
  common,
}: Props & { readonly common: Common }): ReactNode {
  const text = {
    ...common,
    value: typeof value === 'string' ? value : '',
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      onChange(event.currentTarget.value);
    },
  };
  switch (spec.kind) {
    case 'area':
      return <Textarea {...text} rows={4} />;
    case 'pin':
      return <PasswordInput {...text} inputMode="numeric" autoComplete="off" />;
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
          error={common.error}
          checked={value === true}
          onChange={(event) => {
            onChange(event.currentTarget.checked);
          }}
        />
      );
    case 'text':
    case 'select':
    case 'many':
    case 'date':
      return <TextInput {...text} />;
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
        openOnFocus={false}
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
        allowDeselect={false}
        openOnFocus={false}
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
