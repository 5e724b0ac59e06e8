import type { UploadedFile } from '../../api/files';

export type RecipientDraft = {
  readonly kind: 'perform' | 'report' | 'know' | 'file';
  readonly target: 'agency' | 'group' | 'printed';
  readonly value: string;
  readonly text: string;
};

export type OutgoingDraft = {
  readonly typeCode: string | null;
  readonly issuingAgencyId: string;
  readonly subject: string;
  readonly signerPostId: string | null;
  readonly urgency: string;
  readonly addressees: string;
  readonly recipients: readonly RecipientDraft[];
  readonly keptBy: string;
  readonly copies: number;
  readonly submitsDocumentId: string | null;
  readonly file: UploadedFile | null;
};

export function emptyDraft(agencyId: string): OutgoingDraft {
  return {
    typeCode: null,
    issuingAgencyId: agencyId,
    subject: '',
    signerPostId: null,
    urgency: 'normal',
    addressees: '',
    recipients: [{ kind: 'file', target: 'printed', value: 'Lưu: VT', text: '' }],
    keptBy: '',
    copies: 1,
    submitsDocumentId: null,
    file: null,
  };
}

/** The request as the server takes it; empty choices are left out. */
export function requestOf(
  draft: OutgoingDraft,
  replyTo: readonly string[],
): Record<string, unknown> {
  return {
    typeCode: draft.typeCode,
    issuingAgencyId: draft.issuingAgencyId,
    subject: draft.subject.trim(),
    signerPostId: draft.signerPostId,
    urgency: draft.urgency,
    addressees: lines(draft.addressees),
    recipients: draft.recipients.filter(({ value }) => value !== '').map(recipientOf),
    keptBy: draft.keptBy,
    copies: draft.copies,
    fileSha256: draft.file?.sha256,
    ...(replyTo.length > 0 ? { replyTo } : {}),
    ...(draft.submitsDocumentId ? { submitsDocumentId: draft.submitsDocumentId } : {}),
  };
}

function recipientOf({ kind, target, value, text }: RecipientDraft): Record<string, unknown> {
  const words = text.trim() === '' ? {} : { text: text.trim() };
  if (target === 'agency') return { kind, target: { agencyId: value }, ...words };
  if (target === 'group') return { kind, target: { groupCode: value }, ...words };
  return { kind, target: { printedOnly: value.trim() } };
}

function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
