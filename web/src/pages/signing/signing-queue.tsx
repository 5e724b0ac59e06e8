import { Button, Checkbox } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import type { OutgoingRow } from '../../api/outgoing';
import { Urgency } from '../../components/document-badges';
import { instantDay } from '../../components/format';
import { SelectAll } from '../../components/select-all';
import { useMore } from '../../components/use-more';
import { t } from '../../i18n';

type Props = {
  readonly rows: readonly OutgoingRow[];
  readonly current: string;
  readonly selected: readonly string[];
  readonly onOpen: (id: string) => void;
  readonly onSelect: (ids: readonly string[]) => void;
  readonly hasMore: boolean;
  readonly onMore: () => void;
};

export function SigningQueue(props: Props): ReactNode {
  const { rows, current, selected, onOpen, onSelect } = props;
  const { list, more } = useMore<HTMLUListElement>(rows.length, props.onMore, (queue, index) =>
    queue.children[index]?.querySelector('button'),
  );

  function onKey(event: KeyboardEvent<HTMLUListElement>): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const at = rows.findIndex(({ id }) => id === current);
    const next = rows[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    onOpen(next.id);
    event.currentTarget.querySelector<HTMLElement>(`[data-row="${next.id}"]`)?.focus();
  }

  return (
    <nav className="desk-queue panel" aria-label={t('sig.queue')}>
      <div className="desk-all">
        <SelectAll
          selected={selected.length}
          of={rows.length}
          onChange={(all) => {
            onSelect(all ? rows.map(({ id }) => id) : []);
          }}
        />
      </div>
      <ul ref={list} onKeyDown={onKey}>
        {rows.map((row) => (
          <li key={row.id} data-current={row.id === current || undefined}>
            <Checkbox
              size="xs"
              aria-label={t('sig.select', { subject: row.subject })}
              checked={selected.includes(row.id)}
              onChange={(event) => {
                onSelect(
                  event.currentTarget.checked
                    ? [...selected, row.id]
                    : selected.filter((id) => id !== row.id),
                );
              }}
            />
            <button
              type="button"
              data-row={row.id}
              aria-current={row.id === current ? 'true' : undefined}
              onClick={() => {
                onOpen(row.id);
              }}
            >
              <Urgency value={row.urgency} />
              <span className="cell-subject">
                {row.typeName}: {row.subject}
              </span>
              <span className="muted">
                {[row.symbol, row.draftingUnitName, instantDay(row.heldSince)]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {props.hasMore && (
        <Button variant="subtle" size="xs" data-more onClick={more}>
          {t('common.more')}
        </Button>
      )}
    </nav>
  );
}
