import { Button, CloseButton, NumberInput, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlanContent, Reporter } from '../../../api/plans';
import { Section } from '../../../components/section';
import { t, tCode } from '../../../i18n';
import type { SetContent } from './plan-form';
import { LEVELS, without } from './plan-words';
import { referenceOf, valueOf, type Parties } from './use-parties';

type Props = {
  readonly content: PlanContent;
  readonly setContent: SetContent;
  readonly parties: Parties;
};

/** Who reports, and at which level he is measured. */
export function ReportersSection({ content, setContent, parties }: Props): ReactNode {
  const { reporters } = content;
  const put = (index: number, reporter: Reporter): void => {
    setContent((old) => ({
      reporters: old.reporters.map((one, at) => (at === index ? reporter : one)),
    }));
  };
  return (
    <Section title={t('plan.reporters')}>
      <p className="muted">{t('plan.reporters.text')}</p>
      {reporters.map((reporter, index) => (
        <div key={valueOf(reporter)} className="plan-row plan-reporter">
          <Select
            size="xs"
            label={t('board.unit')}
            searchable
            allowDeselect={false}
            data={[...parties.all]}
            value={valueOf(reporter)}
            onChange={(value) => {
              if (value) put(index, withLevel(value, reporter.level));
            }}
          />
          <Select
            size="xs"
            label={t('board.level')}
            clearable
            clearButtonProps={{ 'aria-label': t('common.remove') }}
            placeholder={t('plan.reporter.ownLevel')}
            data={LEVELS.filter((level) => level !== '*').map((level) => ({
              value: level,
              label: tCode('board.level', level),
            }))}
            value={reporter.level ?? null}
            onChange={(value) => {
              put(index, withLevel(valueOf(reporter), value ?? undefined));
            }}
          />
          <CloseButton
            aria-label={t('plan.removeReporter', { name: parties.nameOf(reporter) })}
            onClick={() => {
              setContent((old) => ({ reporters: without(old.reporters, index) }));
            }}
          />
        </div>
      ))}
      <div className="row">
        <Button
          size="xs"
          variant="default"
          disabled={parties.all.length === 0}
          onClick={() => {
            const taken = new Set(reporters.map(valueOf));
            const next = parties.all.find(({ value }) => !taken.has(value));
            if (next)
              setContent((old) => ({ reporters: [...old.reporters, referenceOf(next.value)] }));
          }}
        >
          {t('plan.addReporter')}
        </Button>
      </div>
      <NumberInput
        label={t('plan.reportDueDay')}
        w={260}
        min={15}
        max={28}
        hideControls
        allowDecimal={false}
        value={content.reportDueDay}
        onChange={(value) => {
          setContent(() => ({ reportDueDay: Number(value) }));
        }}
      />
    </Section>
  );
}

function withLevel(value: string, level: string | undefined): Reporter {
  return { ...referenceOf(value), ...(level ? { level } : {}) };
}
