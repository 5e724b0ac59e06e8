import '../../styles/mantine-forms';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { post } from '../../api/client';
import { useSigners } from '../../api/organisation';
import { fieldError } from '../../api/problem';
import { useSession } from '../../app/session-context';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { announce } from '../../components/toast';
import { useDraft } from '../../components/use-draft';
import { t } from '../../i18n';
import { DraftFields } from './draft-fields';
import { emptyDraft, requestOf, type OutgoingDraft } from './draft-form';
import { SignerPanel } from './signer-panel';

export default function NewOutgoingPage(): ReactNode {
  const { acting } = useSession();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const draft = useDraft<OutgoingDraft>('outgoing.new', emptyDraft(acting.agencyId));
  const { value, set } = draft;
  const [tried, setTried] = useState(false);
  const signers = useSigners(value.issuingAgencyId, value.typeCode ?? '').data ?? [];
  const signer = signers.find(({ postId }) => postId === value.signerPostId) ?? signers[0];
  const signerPostId = signer?.postId ?? null;

  const save = useMutation({
    mutationFn: () =>
      post<{ id: string }>(
        '/documents/outgoing',
        requestOf({ ...value, signerPostId }, params.getAll('replyTo')),
      ),
    onSuccess: async ({ id }) => {
      draft.clear();
      announce(t('common.saved'));
      await client.invalidateQueries({ queryKey: ['list'] });
      await navigate(`/van-ban-di/${id}`);
    },
  });

  function submit(): void {
    setTried(true);
    if (value.typeCode !== null && value.subject.trim() !== '' && value.file !== null)
      save.mutate();
  }

  return (
    <>
      <PageHead title={t('out.new.title')} trail={[{ to: '/van-ban-di', label: t('out.list') }]} />
      <form
        className="form-grid"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <DraftFields
          space={acting.space}
          value={value}
          error={save.error}
          tried={tried}
          onChange={(part) => {
            set((old) => ({ ...old, ...part }));
          }}
        />
        <div className="stack">
          <SignerPanel
            typeChosen={value.typeCode !== null}
            signers={signers}
            signer={signer}
            error={fieldError(save.error, 'signerPostId')}
            onChoose={(chosen) => {
              set((old) => ({ ...old, signerPostId: chosen }));
            }}
          />
          {save.isError && <ProblemNotice error={save.error} />}
          {draft.restored && <p className="muted">{t('common.restored')}</p>}
          <Button type="submit" loading={save.isPending}>
            {t('out.new.create')}
          </Button>
        </div>
      </form>
    </>
  );
}
