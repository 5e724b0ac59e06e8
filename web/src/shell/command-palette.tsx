import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { get } from '../api/client';
import type { IncomingRow } from '../api/incoming';
import type { OutgoingRow } from '../api/outgoing';
import type { Page } from '../api/page';
import { useSession } from '../app/session-context';
import { t } from '../i18n';
import { menuEntries } from './menu-entries';
import './command-palette.css';

type Hit = { readonly to: string; readonly label: string; readonly hint: string };

/** Ctrl+K: documents by number or subject, and every page of the menu. */
export default function CommandPalette({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [active, setActive] = useState(0);
  const navigate = useNavigate();
  const listId = useId();

  useEffect(() => {
    const timer = window.setTimeout(() => {
      setAsked(text.trim());
    }, 250);
    return () => {
      window.clearTimeout(timer);
    };
  }, [text]);

  const commands = useCommands(text);
  const documents = useDocuments(asked);
  const hits = [...commands, ...documents];
  const chosen = Math.min(active, hits.length - 1);

  function open(hit: Hit | undefined): void {
    if (!hit) return;
    onClose();
    void navigate(hit.to);
  }

  function onKey(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setActive(Math.min(chosen + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter') open(hits[chosen]);
    else return;
    event.preventDefault();
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('palette.title')}
      size="lg"
      centered={false}
      yOffset="8vh"
    >
      <input
        className="palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={hits[chosen] ? `${listId}-${chosen}` : undefined}
        aria-label={t('palette.placeholder')}
        placeholder={t('palette.placeholder')}
        value={text}
        data-autofocus
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKey}
      />
      <ul className="palette-list" id={listId} role="listbox" aria-label={t('palette.title')}>
        {hits.map((hit, index) => (
          <li
            key={`${hit.to}-${hit.label}`}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === chosen}
            className="palette-hit"
            onMouseEnter={() => {
              setActive(index);
            }}
            onClick={() => {
              open(hit);
            }}
          >
            <span className="grow">{hit.label}</span>
            <span className="muted">{hit.hint}</span>
          </li>
        ))}
      </ul>
      <p className="muted" role="status" style={{ fontSize: '0.8125rem' }}>
        {hits.length === 0 ? t('palette.nothing') : t('palette.hint')}
      </p>
    </Modal>
  );
}

function useCommands(text: string): readonly Hit[] {
  const session = useSession();
  const wanted = fold(text.trim());
  return menuEntries(session)
    .flatMap((entry) => [
      { to: entry.to, label: t(entry.key), hint: t('palette.commands') },
      ...(entry.children ?? []).map((child) => ({
        to: child.to,
        label: `${t(entry.key)}: ${t(child.key)}`,
        hint: t('palette.commands'),
      })),
    ])
    .filter(({ label }) => wanted === '' || fold(label).includes(wanted))
    .slice(0, wanted === '' ? 10 : 5);
}

function useDocuments(asked: string): readonly Hit[] {
  const enabled = asked.length >= 2;
  const query = { q: asked, limit: 6 };
  const incoming = useQuery({
    queryKey: ['palette', 'incoming', asked],
    queryFn: ({ signal }) => get<Page<IncomingRow>>('/documents/incoming', query, signal),
    enabled,
  });
  const outgoing = useQuery({
    queryKey: ['palette', 'outgoing', asked],
    queryFn: ({ signal }) => get<Page<OutgoingRow>>('/documents/outgoing', query, signal),
    enabled,
  });
  if (!enabled) return [];
  return [
    ...(incoming.data?.items ?? []).map((row) => ({
      to: `/van-ban-den/${row.id}`,
      label: `${row.symbol} ${row.subject}`,
      hint: t('palette.incoming'),
    })),
    ...(outgoing.data?.items ?? []).map((row) => ({
      to: `/van-ban-di/${row.id}`,
      label: `${row.symbol ?? ''} ${row.subject}`.trim(),
      hint: t('palette.outgoing'),
    })),
  ];
}

/** Letters without marks, so that "van ban" finds "Văn bản". */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}
