import { Button, Checkbox } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { Link } from 'react-router';
import { actOnCopy, COPIES, copyPrintUrl, type DocumentCopy } from '../api/copies';
import { useSession } from '../app/session-context';
import { t, tCode } from '../i18n';
import { BatchDialog } from '../signing/batch/batch-dialog';
import { MOST_AT_ONCE } from '../signing/batch/one-press';
import { ActionDialog, type ActionSpec } from './action-dialog';
import type { CopySource } from './copy-form';
import { day } from './format';
import { NewCopyDialog } from './new-copy-dialog';
import { Section } from './section';
import { SelectAll } from './select-all';
import { announce } from './toast';
import { useMore } from './use-more';
import { usePagedList } from './use-paged-list';
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
      <CopyList copies={copies} />
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

type WaitingProps = {
  /** Those that are to be sealed with what else is signed. */
  readonly selected: readonly DocumentCopy[];
  readonly onSelect: (copies: readonly DocumentCopy[]) => void;
};

/** Copies that wait for this actor: to decide on, or to seal. */
export function CopiesWaiting({ selected, onSelect }: WaitingProps): ReactNode {
  const copies = useCopies({ waiting: true, limit: MOST_AT_ONCE });
  const toSeal = copies.rows.filter(isToSeal);
  if (copies.rows.length === 0) return null;
  return (
    <Section
      title={t('copy.waiting')}
      right={
        toSeal.length > 1 && (
          <SelectAll
            selected={selected.length}
            of={toSeal.length}
            onChange={(all) => {
              onSelect(all ? toSeal : []);
            }}
          />
        )
      }
    >
      <CopyList copies={copies} selected={selected} onSelect={onSelect} />
    </Section>
  );
}

function isToSeal({ allowedActions }: DocumentCopy): boolean {
  return allowedActions.includes('seal');
}

type CopyRows = ReturnType<typeof useCopies>;

type CopyFilter =
  { readonly sourceId: string } | { readonly waiting: true; readonly limit: number };

function useCopies(filter: CopyFilter) {
  const client = useQueryClient();
  const list = usePagedList<DocumentCopy>(COPIES, filter);
  return {
    rows: list.rows,
    isPending: list.isPending,
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    fetchMore: () => void list.fetchNextPage(),
    refresh: () => {
      for (const queryKey of [['copies'], ['list', COPIES], ['menu-counts']])
        void client.invalidateQueries({ queryKey });
    },
  };
}

type ListProps = { readonly copies: CopyRows } & Partial<WaitingProps>;

/** Page after page; the arrows move from copy to copy. */
function CopyList({ copies, selected = [], onSelect }: ListProps): ReactNode {
  const { list, more } = useMore<HTMLUListElement>(copies.rows.length, copies.fetchMore, linkOf);
  return (
    <>
      <ul className="copy-list" ref={list} onKeyDown={moveByArrows}>
        {copies.rows.map((copy) => (
          <li key={copy.id}>
            <span className="copy-name">
              {onSelect && isToSeal(copy) && (
                <Checkbox
                  size="xs"
                  aria-label={t('sig.select', { subject: copy.sourceTitle })}
                  checked={selected.some(({ id }) => id === copy.id)}
                  onChange={(event) => {
                    onSelect(
                      event.currentTarget.checked
                        ? [...selected, copy]
                        : selected.filter(({ id }) => id !== copy.id),
                    );
                  }}
                />
              )}
              <Link to={`/ban-sao/${copy.id}`}>
                {copy.symbol ? `${copy.typeName} ${copy.symbol}` : copy.typeName}:{' '}
                {copy.sourceTitle}
              </Link>
            </span>
            <span className="muted">
              {copyWays(copy)}. {tCode('copy.state', copy.state)}
              {copy.issuedOn ? ` ${day(copy.issuedOn)}` : ''}
              {copy.reason ? `: ${copy.reason}` : ''}
            </span>
            <CopyButtons copy={copy} onChanged={copies.refresh} />
          </li>
        ))}
      </ul>
      {copies.hasMore && (
        <Button variant="default" size="xs" data-more loading={copies.isLoadingMore} onClick={more}>
          {t('common.more')}
        </Button>
      )}
    </>
  );
}

function linkOf(list: HTMLElement, index: number): HTMLElement | null | undefined {
  return list.children[index]?.querySelector('a');
}

function moveByArrows(event: KeyboardEvent<HTMLUListElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const row = event.target instanceof Element ? event.target.closest('li') : null;
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
  event.preventDefault();
  next?.querySelector<HTMLElement>('a')?.focus();
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
          task={{ kind: 'new', documents: [], copies: [copy] }}
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
