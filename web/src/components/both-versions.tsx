import { Button } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
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
export function BothVersions<T>(props: Props<T>): ReactNode {
  if (props.draft.conflicts.length > 0) return <Conflicts {...props} />;
  if (!props.draft.joined) return null;
  return (
    <p className="notice notice-blue" role="status">
      {t('versions.joined')}
    </p>
  );
}

function Conflicts<T>({ draft, lineOf, onChosen }: Props<T>): ReactNode {
  const { conflicts } = draft;
  const notice = useRef<HTMLDivElement>(null);
  // A long form is saved from anywhere in it: what was found must not stand out of sight.
  useEffect(() => {
    notice.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div className="notice notice-blue notice-versions" role="alert" ref={notice}>
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
                    onChosen();
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
