import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { actOnCopy, copyFileUrl, createCopy, type DocumentCopy, loadCopies } from '../api/copies';
import { useSigners } from '../api/organisation';
import { hasAnyRole, useSession } from '../app/session-context';
import { t, tCode } from '../i18n';
import { ActionDialog, type ActionSpec } from './action-dialog';
import { day } from './format';
import { Section } from './section';
import { announce } from './toast';

type Source = {
  readonly type: 'incoming-document' | 'outgoing-document';
  readonly id: string;
  readonly agencyId: string;
  /** The law knows no certified copy from electronic to electronic. */
  readonly form: 'paper' | 'electronic';
};

/** Sao y, sao lục, trích sao of one document: what was made, and for its clerk the way to more. */
export function CopiesSection({ source }: { readonly source: Source }): ReactNode {
  const session = useSession();
  const [asking, setAsking] = useState(false);
  const copies = useCopies({ sourceId: source.id });
  const isClerk = hasAnyRole(session, 'clerk');
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
          onDone={() => {
            setAsking(false);
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
  const [pressed, setPressed] = useState<{ copy: DocumentCopy; action: string } | null>(null);
  return (
    <>
      <ul style={{ margin: 0, paddingLeft: 18, fontSize: '0.8125rem' }}>
        {rows.map((copy) => (
          <li key={copy.id} className="row">
            <a href={copyFileUrl(copy.id)} target="_blank" rel="noreferrer">
              {copy.symbol ? `${copy.typeName} ${copy.symbol}` : copy.typeName}: {copy.sourceTitle}
            </a>
            <span className="muted">
              {tCode('copy.state', copy.state)}
              {copy.issuedOn ? ` ${day(copy.issuedOn)}` : ''}
              {copy.reason ? `: ${copy.reason}` : ''}
            </span>
            {copy.allowedActions.map((action) => (
              <Button
                key={action}
                size="compact-xs"
                {...(action === 'refuse' ? { variant: 'outline', color: 'seal' } : {})}
                onClick={() => {
                  setPressed({ copy, action });
                }}
              >
                {tCode('copy.action', action)}
              </Button>
            ))}
          </li>
        ))}
      </ul>
      {pressed && (
        <ActionDialog
          spec={specOf(pressed.copy, pressed.action)}
          formKey={`copy.${pressed.copy.id}.${pressed.action}`}
          onClose={() => {
            setPressed(null);
          }}
          onConflict={onChanged}
          onDone={() => {
            setPressed(null);
            announce(t('common.done'));
            onChanged();
          }}
        />
      )}
    </>
  );
}

function specOf({ id, typeName, sourceTitle }: DocumentCopy, action: string): ActionSpec {
  return {
    action,
    label: tCode('copy.action', action),
    hint: `${typeName}: ${sourceTitle}`,
    fields:
      action === 'seal'
        ? [{ name: 'pin', label: t('sig.pin'), kind: 'pin', required: true }]
        : action === 'refuse'
          ? [{ name: 'reason', label: t('common.reason'), kind: 'area', required: true }]
          : [],
    run: (values) => actOnCopy(id, action, values),
  };
}

type NewProps = {
  readonly source: Source;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

function NewCopyDialog({ source, onClose, onDone }: NewProps): ReactNode {
  const signers = useSigners(source.agencyId, 'official-letter');
  const choice = (value: string): { value: string; label: string } => ({
    value,
    label: tCode('copy.type', value),
  });
  const spec: ActionSpec = {
    action: 'create-copy',
    label: t('copy.new'),
    initial: { typeCode: 'certified-copy', to: source.form === 'paper' ? 'electronic' : 'paper' },
    fields: [
      {
        name: 'typeCode',
        label: t('copy.field.type'),
        kind: 'select',
        required: true,
        choices: ['certified-copy', 'excerpt-copy'].map(choice),
      },
      {
        name: 'to',
        label: t('copy.field.to'),
        kind: 'select',
        required: true,
        choices: ['paper', 'electronic'].map((value) => ({
          value,
          label: tCode('copy.form', value),
        })),
      },
      {
        name: 'pages',
        label: t('copy.field.pages'),
        kind: 'text',
        hint: t('copy.field.pagesHint'),
      },
      {
        name: 'signerPostId',
        label: t('copy.field.signer'),
        kind: 'select',
        required: true,
        choices: (signers.data ?? []).map(({ postId, personName, postTitle }) => ({
          value: postId,
          label: `${personName}, ${postTitle}`,
        })),
      },
    ],
    run: ({ pages, ...values }) =>
      createCopy({
        ...values,
        source: { type: source.type, id: source.id },
        ...(values.typeCode === 'excerpt-copy' ? { pages: [readPages(String(pages ?? ''))] } : {}),
      }),
  };
  return (
    <ActionDialog
      spec={spec}
      formKey={`copy.new.${source.id}`}
      onClose={onClose}
      onConflict={onClose}
      onDone={onDone}
    />
  );
}

/** `2-5` or `3`. */
function readPages(text: string): { first: number; last: number } | undefined {
  const [first, last] = text.split(/\s*[-–]\s*/u).map(Number);
  if (first === undefined || !Number.isInteger(first) || first < 1) return undefined;
  return { first, last: last !== undefined && Number.isInteger(last) ? last : first };
}
