import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { actOnCopy, copyPrintUrl, type DocumentCopy, loadCopies } from '../api/copies';
import { useSession } from '../app/session-context';
import { t, tCode } from '../i18n';
import { BatchDialog } from '../signing/batch/batch-dialog';
import { ActionDialog, type ActionSpec } from './action-dialog';
import type { CopySource } from './copy-form';
import { day } from './format';
import { NewCopyDialog } from './new-copy-dialog';
import { Section } from './section';
import { announce } from './toast';
import './copies-section.css';

/** Sao y, sao lục, trích sao of one document: what was made, and for its clerk the way to more. */
export function CopiesSection({ source }: { readonly source: CopySource }): ReactNode {
  const session = useSession();
  const [asking, setAsking] = useState(false);
  const copies = useCopies({ sourceId: source.id });
  const isClerk = session.acting.clerkOf.some(({ id }) => id === source.agencyId);
  if (!isClerk && (copies.rows.length === 0 || copies.isPending)) return null;
  return (
    <Section
      title={t('copy.title')}
      right={
        isClerk && (
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setAsking(true);
            }}
          >
            {t('copy.new')}
          </Button>
        )
      }
    >
      {copies.rows.length === 0 && <p className="muted">{t('copy.none')}</p>}
      <CopyList rows={copies.rows} onChanged={copies.refresh} />
      {asking && (
        <NewCopyDialog
          source={source}
          onClose={() => {
            setAsking(false);
          }}
          onDone={(sentence) => {
            setAsking(false);
            announce(sentence);
            copies.refresh();
          }}
        />
      )}
    </Section>
  );
}

/** Copies that wait for this actor: to decide on, or to seal. */
export function CopiesWaiting(): ReactNode {
  const copies = useCopies({ waiting: true });
  if (copies.rows.length === 0) return null;
  return (
    <Section title={t('copy.waiting')}>
      <CopyList rows={copies.rows} onChanged={copies.refresh} />
    </Section>
  );
}

function useCopies(filter: Parameters<typeof loadCopies>[0]): {
  readonly rows: readonly DocumentCopy[];
  readonly isPending: boolean;
  readonly refresh: () => void;
} {
  const client = useQueryClient();
  const found = useQuery({ queryKey: ['copies', filter], queryFn: () => loadCopies(filter) });
  return {
    rows: found.data ?? [],
    isPending: found.isPending,
    refresh: () => void client.invalidateQueries({ queryKey: ['copies'] }),
  };
}

type ListProps = { readonly rows: readonly DocumentCopy[]; readonly onChanged: () => void };

function CopyList({ rows, onChanged }: ListProps): ReactNode {
  return (
    <ul className="copy-list">
      {rows.map((copy) => (
        <li key={copy.id}>
          <Link to={`/ban-sao/${copy.id}`}>
            {copy.symbol ? `${copy.typeName} ${copy.symbol}` : copy.typeName}: {copy.sourceTitle}
          </Link>
          <span className="muted">
            {copyWays(copy)}. {tCode('copy.state', copy.state)}
            {copy.issuedOn ? ` ${day(copy.issuedOn)}` : ''}
            {copy.reason ? `: ${copy.reason}` : ''}
          </span>
          <CopyButtons copy={copy} onChanged={onChanged} />
        </li>
      ))}
    </ul>
  );
}

/** `Từ bản giấy sang bản điện tử`: two copies of one document differ in nothing else. */
export function copyWays({ sourceForm, targetForm }: DocumentCopy): string {
  return t('copy.ways', {
    from: tCode('copy.form', sourceForm).toLowerCase(),
    to: tCode('copy.form', targetForm).toLowerCase(),
  });
}

type ButtonsProps = { readonly copy: DocumentCopy; readonly onChanged: () => void };

/** What this actor may do with the copy now; of a certified copy its clerk makes secondary ones. */
export function CopyButtons({ copy, onChanged }: ButtonsProps): ReactNode {
  const { acting } = useSession();
  const [pressed, setPressed] = useState<string | null>(null);
  const isClerk = acting.clerkOf.some(({ id }) => id === copy.agencyId);
  const isSource = copy.state === 'issued' && copy.typeCode === 'certified-copy';
  const close = (): void => {
    setPressed(null);
  };
  const actions = [...copy.allowedActions, ...(isSource && isClerk ? ['secondary'] : [])];
  return (
    <span className="row">
      {copy.state === 'issued' && (
        <Button
          component="a"
          href={copyPrintUrl(copy.id)}
          target="_blank"
          rel="noreferrer"
          size="compact-xs"
          variant="default"
        >
          {t('copy.print')}
        </Button>
      )}
      {actions.map((action) => (
        <Button
          key={action}
          size="compact-xs"
          {...lookOf(action)}
          onClick={() => {
            setPressed(action);
          }}
        >
          {tCode('copy.action', action)}
        </Button>
      ))}
      {pressed === 'secondary' && (
        <NewCopyDialog
          source={{ type: 'copy', id: copy.id, agencyId: copy.agencyId, form: copy.targetForm }}
          onClose={close}
          onDone={(sentence) => {
            close();
            announce(sentence);
            onChanged();
          }}
        />
      )}
      {pressed === 'seal' && (
        <BatchDialog
          task={{ kind: 'copy', copy }}
          onClose={() => {
            close();
            onChanged();
          }}
        />
      )}
      {pressed !== null && pressed !== 'secondary' && pressed !== 'seal' && (
        <ActionDialog
          spec={specOf(copy, pressed)}
          formKey={`copy.${copy.id}.${pressed}`}
          onClose={close}
          onConflict={() => {
            close();
            onChanged();
          }}
          onDone={() => {
            close();
            announce(t('common.done'));
            onChanged();
          }}
        />
      )}
    </span>
  );
}

function lookOf(action: string): { variant?: string; color?: string } {
  if (action === 'refuse') return { variant: 'outline', color: 'seal' };
  return action === 'secondary' ? { variant: 'default' } : {};
}

function specOf({ id, typeName, sourceTitle }: DocumentCopy, action: string): ActionSpec {
  return {
    action,
    label: tCode('copy.action', action),
    hint: `${typeName}: ${sourceTitle}`,
    fields:
      action === 'refuse'
        ? [{ name: 'reason', label: t('common.reason'), kind: 'area', required: true }]
        : [],
    run: (values) => actOnCopy(id, action, values),
  };
}
