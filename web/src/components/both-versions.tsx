import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../i18n';
import './notice.css';

export type VersionLine = {
  readonly label: string;
  readonly stored: string;
  readonly mine: string;
};

type Props = {
  readonly lines: readonly VersionLine[];
  readonly onTakeStored: () => void;
  readonly onKeepMine: () => void;
};

/** What somebody else has stored beside what is typed here: the reader says which one holds. */
export function BothVersions({ lines, onTakeStored, onKeepMine }: Props): ReactNode {
  return (
    <div className="notice notice-blue" role="alert">
      <strong>{t('versions.title')}</strong>
      <dl className="versions">
        {lines
          .filter(({ stored, mine }) => stored !== mine)
          .map(({ label, stored, mine }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <span className="muted">{t('versions.stored')}:</span> {stored || '–'}
              </dd>
              <dd>
                <span className="muted">{t('versions.mine')}:</span> {mine || '–'}
              </dd>
            </div>
          ))}
      </dl>
      <div className="row">
        <Button size="xs" variant="default" onClick={onTakeStored}>
          {t('versions.take')}
        </Button>
        <Button size="xs" variant="default" onClick={onKeepMine}>
          {t('versions.keep')}
        </Button>
      </div>
    </div>
  );
}
