import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import { Section } from '../../components/section';
import { t } from '../../i18n';
import type { PlacingFields } from './use-place-fields';

/** Beside the page while the boxes are being moved. */
export function PlaceFieldsPanel({ placing }: { readonly placing: PlacingFields }): ReactNode {
  if (!placing.active) {
    return (
      <Section title={t('doc.boxes')}>
        <div>
          <Button variant="default" onClick={placing.start}>
            {t('doc.boxes.edit')}
          </Button>
        </div>
      </Section>
    );
  }
  return (
    <Section title={t('doc.boxes')}>
      <p>{t('doc.boxes.hint')}</p>
      {placing.guessed.length > 0 && (
        <p className="notice notice-amber">
          {t('doc.boxes.guessed', { names: placing.guessed.join(', ') })}
        </p>
      )}
      {placing.error ? <ProblemNotice error={placing.error} /> : null}
      <div className="row">
        <Button onClick={placing.save} loading={placing.saving}>
          {t('doc.boxes.save')}
        </Button>
        <Button variant="default" onClick={placing.stop}>
          {t('common.cancel')}
        </Button>
      </div>
    </Section>
  );
}
