import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ReportSections } from '../../api/reports';
import { t } from '../../i18n';

type Props = {
  readonly sections: ReportSections;
  readonly readOnly: boolean;
  readonly onChange: (sections: ReportSections) => void;
};

const PARTS = ['direction', 'assessment', 'nextMonth', 'proposals'] as const;

/** The parts of the report that figures cannot fill; II comes from the figures and the tasks. */
export function SectionsForm({ sections, readOnly, onChange }: Props): ReactNode {
  return (
    <>
      {PARTS.map((part) =>
        readOnly ? (
          <div key={part}>
            <h3>{t(`rep.part.${part}`)}</h3>
            <p style={{ whiteSpace: 'pre-line' }}>
              {(sections[part] ?? '') === '' ? t('rep.part.nothing') : sections[part]}
            </p>
          </div>
        ) : (
          <Textarea
            key={part}
            label={t(`rep.part.${part}`)}
            rows={3}
            value={sections[part] ?? ''}
            onChange={(event) => {
              onChange({ ...sections, [part]: event.currentTarget.value });
            }}
          />
        ),
      )}
    </>
  );
}
