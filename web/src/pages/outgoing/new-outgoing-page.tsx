import '../../styles/mantine-forms';
import { Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { post } from '../../api/client';
import { useAgencies, useSigners } from '../../api/organisation';
import type { OutgoingRow } from '../../api/outgoing';
import { fieldError } from '../../api/problem';
import { useSession } from '../../app/session-context';
import { documentTypes } from '../../components/document-types';
import { PageHead } from '../../components/page-head';
import { PdfFileField } from '../../components/pdf-file-field';
import { ProblemNotice } from '../../components/problem-notice';
import { SignatureBlock } from '../../components/signature-block';
import { announce } from '../../components/toast';
import { useDraft } from '../../components/use-draft';
import { usePagedList } from '../../components/use-paged-list';
import { t, tCode } from '../../i18n';
import { emptyDraft, requestOf, type OutgoingDraft } from './draft-form';
import { RecipientsField } from './recipients-field';

const URGENCIES = ['normal', 'urgent', 'very-urgent', 'express'];

export default function NewOutgoingPage(): ReactNode {
  const { acting } = useSession();
  const [params] = useSearchParams();
  const replyTo = params.getAll('replyTo');
  const navigate = useNavigate();
  const client = useQueryClient();
  const draft = useDraft<OutgoingDraft>('outgoing.new', emptyDraft(acting.agencyId));
  const { value, set } = draft;
  const [tried, setTried] = useState(false);
  const agencies = useAgencies(acting.space);
  const signers = useSigners(value.issuingAgencyId, value.typeCode ?? '');
  const signer =
    signers.data?.find(({ postId }) => postId === value.signerPostId) ?? signers.data?.[0];
  const submitted = usePagedList<OutgoingRow>(
    '/documents/outgoing',
    { state: 'content-checked' },
    value.typeCode === 'submission-report',
  );

  function change(part: Partial<OutgoingDraft>): void {
    set((old) => ({ ...old, ...part }));
  }

  const save = useMutation({
    mutationFn: () =>
      post<{ id: string }>(
        '/documents/outgoing',
        requestOf(
          { ...value, signerPostId: value.signerPostId ?? signer?.postId ?? null },
          replyTo,
        ),
      ),
    onSuccess: async ({ id }) => {
      draft.clear();
      announce(t('common.saved'));
      await client.invalidateQueries({ queryKey: ['list'] });
      await navigate(`/van-ban-di/${id}`);
    },
  });
  const missing = (name: string, empty: boolean): string | undefined =>
    tried && empty ? t('common.required') : fieldError(save.error, name);
  const complete = value.typeCode !== null && value.subject.trim() !== '' && value.file !== null;

  return (
    <>
      <PageHead title={t('out.new.title')} trail={[{ to: '/van-ban-di', label: t('out.list') }]} />
      <form
        className="form-grid"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (complete) save.mutate();
        }}
      >
        <div className="panel panel-pad stack">
          <div className="row" style={{ alignItems: 'flex-start' }}>
            <Select
              label={t('out.field.type')}
              data={[...documentTypes(acting.space)]}
              value={value.typeCode}
              searchable
              className="grow"
              error={missing('typeCode', value.typeCode === null)}
              onChange={(typeCode) => {
                change({ typeCode, signerPostId: null });
              }}
            />
            <Select
              label={t('out.field.urgency')}
              data={URGENCIES.map((one) => ({ value: one, label: tCode('out.urgency', one) }))}
              value={value.urgency}
              allowDeselect={false}
              w={150}
              onChange={(urgency) => {
                change({ urgency: urgency ?? 'normal' });
              }}
            />
          </div>
          <Textarea
            label={t('out.field.subject')}
            value={value.subject}
            rows={2}
            error={missing('subject', value.subject.trim() === '')}
            onChange={(event) => {
              change({ subject: event.currentTarget.value });
            }}
          />
          <PdfFileField
            label={t('out.field.file')}
            value={value.file}
            error={missing('fileSha256', value.file === null)}
            onChange={(file) => {
              change({ file });
            }}
          />
          <Select
            label={t('out.field.issuingAgency')}
            data={(agencies.data ?? [])
              .filter(({ isExternal }) => !isExternal)
              .map(({ id, name }) => ({ value: id, label: name }))}
            value={value.issuingAgencyId}
            allowDeselect={false}
            searchable
            error={fieldError(save.error, 'issuingAgencyId')}
            onChange={(issuingAgencyId) => {
              change({ issuingAgencyId: issuingAgencyId ?? acting.agencyId, signerPostId: null });
            }}
          />
          {value.typeCode === 'submission-report' && (
            <Select
              label={`${t('out.field.submits')} (${t('common.optional')})`}
              data={submitted.rows.map(({ id, typeName, subject }) => ({
                value: id,
                label: `${typeName}: ${subject}`,
              }))}
              value={value.submitsDocumentId}
              clearable
              onChange={(submitsDocumentId) => {
                change({ submitsDocumentId });
              }}
            />
          )}
          <Textarea
            label={`${acting.space === 'party' ? t('out.field.addressees.party') : t('out.field.addressees')} (${t('common.optional')})`}
            description={t('out.field.onePerLine')}
            value={value.addressees}
            rows={2}
            onChange={(event) => {
              change({ addressees: event.currentTarget.value });
            }}
          />
          <RecipientsField
            space={acting.space}
            value={value.recipients}
            error={fieldError(save.error, 'recipients')}
            onChange={(recipients) => {
              change({ recipients });
            }}
          />
          <div className="row" style={{ alignItems: 'flex-end' }}>
            <TextInput
              label={`${t('reg.col.keptBy')} (${t('common.optional')})`}
              value={value.keptBy}
              onChange={(event) => {
                change({ keptBy: event.currentTarget.value });
              }}
            />
            <NumberInput
              label={t('reg.col.copies')}
              value={value.copies}
              min={1}
              max={999}
              w={120}
              onChange={(copies) => {
                change({ copies: Number(copies) || 1 });
              }}
            />
          </div>
        </div>
        <div className="stack">
          <div className="panel panel-pad stack">
            <h2>{t('out.field.signer')}</h2>
            {!value.typeCode && <p className="muted">{t('out.new.signerHint')}</p>}
            {value.typeCode && (
              <Select
                aria-label={t('out.field.signer')}
                data={(signers.data ?? []).map(({ postId, personName, postTitle }) => ({
                  value: postId,
                  label: `${personName}, ${postTitle}`,
                }))}
                value={signer?.postId ?? null}
                error={fieldError(save.error, 'signerPostId')}
                onChange={(signerPostId) => {
                  change({ signerPostId });
                }}
              />
            )}
            {signer && (
              <>
                <h3>{t('out.block.title')}</h3>
                <SignatureBlock
                  lines={signer.authorityLines}
                  name={signer.personName}
                  below={signer.positionBelow}
                />
                <p className="muted">{signer.basis}</p>
              </>
            )}
          </div>
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
