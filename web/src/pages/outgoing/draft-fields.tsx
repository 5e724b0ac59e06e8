import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAgencies } from '../../api/organisation';
import type { OutgoingRow } from '../../api/outgoing';
import { fieldError } from '../../api/problem';
import { documentTypes } from '../../components/document-types';
import { PdfFileField } from '../../components/pdf-file-field';
import { usePagedList } from '../../components/use-paged-list';
import { t, tCode } from '../../i18n';
import type { OutgoingDraft } from './draft-form';
import { RecipientsField } from './recipients-field';

const URGENCIES = ['normal', 'urgent', 'very-urgent', 'express'];

type Props = {
  readonly space: string;
  readonly value: OutgoingDraft;
  readonly error: unknown;
  /** Whether saving was tried: only then are empty fields named. */
  readonly tried: boolean;
  readonly onChange: (part: Partial<OutgoingDraft>) => void;
};

/** What a draft is: type, subject, file, who issues it, to whom it goes. */
export function DraftFields({ space, value, error, tried, onChange: change }: Props): ReactNode {
  const agencies = useAgencies(space);
  const missing = (name: string, empty: boolean): string | undefined =>
    tried && empty ? t('common.required') : fieldError(error, name);
  return (
    <div className="panel panel-pad stack">
      <div className="row" style={{ alignItems: 'flex-start' }}>
        <Select
          label={t('out.field.type')}
          data={[...documentTypes(space)]}
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
        error={fieldError(error, 'issuingAgencyId')}
        onChange={(issuingAgencyId) => {
          change({ issuingAgencyId: issuingAgencyId ?? value.issuingAgencyId, signerPostId: null });
        }}
      />
      {value.typeCode === 'submission-report' && (
        <SubmittedDraft
          value={value.submitsDocumentId}
          onChange={(submitsDocumentId) => {
            change({ submitsDocumentId });
          }}
        />
      )}
      <Textarea
        label={`${space === 'party' ? t('out.field.addressees.party') : t('out.field.addressees')} (${t('common.optional')})`}
        description={t('out.field.onePerLine')}
        value={value.addressees}
        rows={2}
        onChange={(event) => {
          change({ addressees: event.currentTarget.value });
        }}
      />
      <RecipientsField
        space={space}
        value={value.recipients}
        error={fieldError(error, 'recipients')}
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
  );
}

type SubmittedProps = {
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
};

/** The draft of another agency's document that this Tờ trình submits. */
function SubmittedDraft({ value, onChange }: SubmittedProps): ReactNode {
  const drafts = usePagedList<OutgoingRow>('/documents/outgoing', { state: 'content-checked' });
  return (
    <Select
      label={`${t('out.field.submits')} (${t('common.optional')})`}
      data={drafts.rows.map(({ id, typeName, subject }) => ({
        value: id,
        label: `${typeName}: ${subject}`,
      }))}
      value={value}
      clearable
      onChange={onChange}
    />
  );
}
