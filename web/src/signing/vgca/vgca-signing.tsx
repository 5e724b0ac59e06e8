import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Answer } from '../../api/answers';
import { post } from '../../api/client';
import type { OutgoingRow } from '../../api/outgoing';
import { problemText } from '../../api/problem';
import { t } from '../../i18n';
import { signWithVgca, VgcaNotSignedError } from './sign-with-vgca';

type Props = { readonly documents: readonly OutgoingRow[]; readonly onClose: () => void };

/** Ký bằng VGCA Sign Service: its own window asks for place and PIN, one document after the other. */
export function VgcaSigning({ documents, onClose }: Props): ReactNode {
  const [results, setResults] = useState<ReadonlyMap<string, unknown>>(new Map());
  const sign = useMutation({
    mutationFn: async () => {
      for (const { id, sha256 } of documents) {
        const error = await signOne(id, sha256).then(
          () => null,
          (reason: unknown) => reason,
        );
        setResults((known) => new Map(known).set(id, error));
      }
    },
  });
  return (
    <div className="stack">
      <ul className="batch-list">
        {documents.map((document) => (
          <li key={document.id}>
            <div>
              {document.typeName}: {document.subject}
            </div>
            {results.has(document.id) && (
              <div className="batch-result">{sentence(results.get(document.id))}</div>
            )}
          </li>
        ))}
      </ul>
      <p className="muted" role={sign.isPending ? 'status' : undefined}>
        {sign.isPending ? t('cert.vgca.working') : t('cert.vgca.hint')}
      </p>
      <div className="row row-end">
        <Button variant="default" onClick={onClose}>
          {sign.isSuccess ? t('common.close') : t('common.cancel')}
        </Button>
        {!sign.isSuccess && (
          <Button
            color="person"
            loading={sign.isPending}
            onClick={() => {
              sign.mutate();
            }}
          >
            {t('cert.vgca.sign')}
          </Button>
        )}
      </div>
    </div>
  );
}

async function signOne(id: string, sha256: string): Promise<void> {
  const path = `/documents/outgoing/${id}/prepare-signature`;
  const { requestId } = await post<Answer<'SigningTask'>>(path, { sha256 });
  await signWithVgca(requestId);
}

function sentence(error: unknown): string {
  if (error === null) return `✓ ${t('sig.result.ok')}`;
  const reason = error instanceof VgcaNotSignedError ? error.message : problemText(error);
  return `! ${t('sig.result.failed', { reason })}`;
}
