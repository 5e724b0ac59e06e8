import { Button, Select, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { PlanCondition, PlanFigure, PlanTarget } from '../../../api/plans';
import { fieldError } from '../../../api/problem';
import { t, tCode } from '../../../i18n';
import { limitsOf } from '../cell-words';
import { ConditionRow } from './condition-row';
import { FIELDS, LEVELS, replaced, without } from './plan-words';

type Props = {
  readonly target: PlanTarget;
  readonly figures: readonly PlanFigure[];
  readonly path: string;
  readonly error: unknown;
  readonly onChange: (change: Partial<PlanTarget>) => void;
  readonly onRemove: () => void;
};

/** One target as data: several conditions, each for a level of units. */
export function TargetCard({ target, figures, path, error, onChange, onRemove }: Props): ReactNode {
  const [open, setOpen] = useState(target.name === '');
  return (
    <details
      className="plan-card"
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        <strong>{target.code}</strong> {target.name}{' '}
        <span className="muted">{summaryOf(target)}</span>
      </summary>
      <div className="stack">
        <div className="plan-row plan-target">
          <TextInput
            size="xs"
            label={t('tgt.code')}
            value={target.code}
            error={fieldError(error, `${path}/code`)}
            onChange={(event) => {
              onChange({ code: event.currentTarget.value });
            }}
          />
          <TextInput
            size="xs"
            label={t('tgt.name')}
            value={target.name}
            error={fieldError(error, `${path}/name`)}
            onChange={(event) => {
              onChange({ name: event.currentTarget.value });
            }}
          />
          <Select
            size="xs"
            label={t('plan.field')}
            allowDeselect={false}
            data={FIELDS.map((field) => ({
              value: String(field),
              label: tCode('plan.field', String(field)),
            }))}
            value={String(target.field)}
            onChange={(value) => {
              onChange({ field: Number(value) });
            }}
          />
          <Select
            size="xs"
            label={t('tgt.frequency')}
            allowDeselect={false}
            data={(['month', 'quarter'] as const).map((value) => ({
              value,
              label: t(`tgt.frequency.${value}`),
            }))}
            value={target.frequency}
            onChange={(value) => {
              onChange({ frequency: value === 'quarter' ? 'quarter' : 'month' });
            }}
          />
        </div>
        {target.conditions.map((condition, index) => (
          <ConditionRow
            key={index}
            {...{ condition, figures, error }}
            number={index + 1}
            path={`${path}/conditions/${index}`}
            onChange={(change) => {
              onChange({ conditions: replaced(target.conditions, index, change) });
            }}
            onRemove={
              target.conditions.length > 1
                ? () => {
                    onChange({ conditions: without(target.conditions, index) });
                  }
                : null
            }
          />
        ))}
        <div className="plan-row plan-target-foot">
          <TextInput
            size="xs"
            label={t('plan.printed')}
            description={t('plan.printed.hint')}
            value={target.printed ?? ''}
            onChange={(event) => {
              onChange({ printed: event.currentTarget.value });
            }}
          />
          <TextInput
            size="xs"
            label={t('plan.margin')}
            inputMode="decimal"
            value={(target.nearMargin ?? '5').replace('.', ',')}
            error={fieldError(error, `${path}/nearMargin`)}
            onChange={(event) => {
              onChange({ nearMargin: event.currentTarget.value.replace(',', '.') });
            }}
          />
        </div>
        <div className="row">
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              onChange({ conditions: [...target.conditions, copyOf(target.conditions)] });
            }}
          >
            {t('plan.addCondition')}
          </Button>
          <Button size="xs" variant="subtle" color="seal" onClick={onRemove}>
            {t('plan.removeTarget', { code: target.code })}
          </Button>
        </div>
      </div>
    </details>
  );
}

/** A further condition mostly differs from the last one in level and value alone. */
function copyOf(conditions: readonly PlanCondition[]): PlanCondition {
  const last = conditions.at(-1);
  const level = LEVELS.find((one) => !conditions.some((condition) => condition.level === one));
  return {
    label: '',
    measure: 'ratio',
    numerator: '',
    denominator: '',
    operator: '>=',
    value: '80',
    ...last,
    level: level ?? '*',
  };
}

function summaryOf(target: PlanTarget): string {
  return [...new Set(target.conditions.map(({ level }) => level))]
    .map((level) => {
      const own = target.conditions.filter((condition) => condition.level === level);
      return `${tCode('board.level', level)}: ${limitsOf(own, level)}`;
    })
    .join('. ');
}
