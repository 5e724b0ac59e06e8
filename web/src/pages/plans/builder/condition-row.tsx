import { CloseButton, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlanCondition, PlanFigure } from '../../../api/plans';
import { fieldError } from '../../../api/problem';
import { t, tCode } from '../../../i18n';
import { LEVELS } from './plan-words';

type Props = {
  readonly condition: PlanCondition;
  readonly figures: readonly PlanFigure[];
  readonly number: number;
  readonly path: string;
  readonly error: unknown;
  readonly onChange: (change: Partial<PlanCondition>) => void;
  readonly onRemove: (() => void) | null;
};

const OPERATORS = [
  { value: '>=', label: '≥' },
  { value: '=', label: '=' },
  { value: '<=', label: '≤' },
] as const;

/** Numerator over denominator, a comparison, a value, and the level of units that it is for. */
export function ConditionRow(props: Props): ReactNode {
  const { condition, number, path, error, onChange, onRemove } = props;
  return (
    <fieldset className="plan-condition">
      <legend>{t('plan.condition', { n: number })}</legend>
      <div className="plan-row plan-condition-row">
        <TextInput
          size="xs"
          label={t('plan.condition.label')}
          value={condition.label}
          error={fieldError(error, `${path}/label`)}
          onChange={(event) => {
            onChange({ label: event.currentTarget.value });
          }}
        />
        <Select
          size="xs"
          label={t('plan.level')}
          allowDeselect={false}
          data={[...new Set([...LEVELS, condition.level])].map((level) => ({
            value: level,
            label: tCode('board.level', level),
          }))}
          value={condition.level}
          onChange={(value) => {
            onChange({ level: value ?? '*' });
          }}
        />
        <Select
          size="xs"
          label={t('plan.measure')}
          allowDeselect={false}
          data={(['ratio', 'count'] as const).map((value) => ({
            value,
            label: t(`plan.measure.${value}`),
          }))}
          value={condition.measure}
          onChange={(value) => {
            onChange({ measure: value === 'count' ? 'count' : 'ratio' });
          }}
        />
        <FigureChoices {...props} />
        <Select
          size="xs"
          label={t('tgt.operator')}
          allowDeselect={false}
          data={[...OPERATORS]}
          value={condition.operator}
          onChange={(value) => {
            onChange({ operator: OPERATORS.find((one) => one.value === value)?.value ?? '>=' });
          }}
        />
        <TextInput
          size="xs"
          label={`${t('tgt.value')}${condition.measure === 'ratio' ? ' (%)' : ''}`}
          inputMode="decimal"
          value={condition.value.replace('.', ',')}
          error={fieldError(error, `${path}/value`)}
          onChange={(event) => {
            onChange({ value: event.currentTarget.value.replace(',', '.') });
          }}
        />
        {onRemove && (
          <CloseButton aria-label={t('plan.removeCondition', { n: number })} onClick={onRemove} />
        )}
      </div>
    </fieldset>
  );
}

function FigureChoices({ condition, figures, path, error, onChange }: Props): ReactNode {
  const choices = figures.map(({ key, label }) => ({ value: key, label: label || key }));
  return (
    <>
      <Select
        size="xs"
        label={t('tgt.numerator')}
        allowDeselect={false}
        searchable
        data={choices}
        value={condition.numerator}
        error={fieldError(error, `${path}/numerator`)}
        onChange={(value) => {
          onChange({ numerator: value ?? '' });
        }}
      />
      {condition.measure === 'ratio' && (
        <Select
          size="xs"
          label={t('tgt.denominator')}
          allowDeselect={false}
          searchable
          data={choices}
          value={condition.denominator ?? null}
          error={fieldError(error, `${path}/denominator`)}
          onChange={(value) => {
            onChange({ denominator: value ?? '' });
          }}
        />
      )}
    </>
  );
}
