import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../i18n';
import type { Conflict } from './merge-versions';
import './notice.css';
import type { SharedDraft } from './use-shared-draft';

export type VersionLine = {
  readonly label: string;
  readonly stored: string;
  readonly mine: string;
};

type Props<T> = {
  readonly draft: SharedDraft<T>;
  readonly lineOf: (conflict: Conflict) => VersionLine;
  /** The reader has said which version holds. */
  readonly onChosen: () => void;
};

/** What somebody else has stored beside what is typed here: the reader says which one holds. */
export function BothVersions<T>({ draft, lineOf, onChosen }: Props<T>): ReactNode {
  const { conflicts } = draft;
  if (conflicts.length === 0) {
    return draft.joined ? (
      <p className="notice notice-blue" role="status">
        {t('versions.joined')}
      </p>
    ) : null;
  }
  return (
    <div className="notice notice-blue" role="alert">
      <strong>{t('versions.title')}</strong>
      <dl className="versions">
        {conflicts.map((conflict) => (
          <ConflictLine
            key={conflict.path.join('/')}
            line={lineOf(conflict)}
            onTake={
              conflicts.length > 1
                ? () => {
                    draft.takeOne(conflict);
                  }
                : undefined
            }
          />
        ))}
      </dl>
      <div className="row">
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            draft.takeStored();
            onChosen();
          }}
        >
          {t('versions.take')}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            draft.keepMine();
            onChosen();
          }}
        >
          {t('versions.keep')}
        </Button>
      </div>
    </div>
  );
}

function ConflictLine({
  line: { label, stored, mine },
  onTake,
}: {
  readonly line: VersionLine;
  readonly onTake: (() => void) | undefined;
}): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className="muted">{t('versions.stored')}:</span> {stored || '–'}{' '}
        {onTake && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={t('versions.takeOne', { label })}
            onClick={onTake}
          >
            {t('versions.take')}
          </Button>
        )}
      </dd>
      <dd>
        <span className="muted">{t('versions.mine')}:</span> {mine || '–'}
      </dd>
    </div>
  );
}
