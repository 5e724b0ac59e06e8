import type { OutgoingRow } from '../../api/outgoing';
import type { Credential } from '../credentials/credentials-api';

/** Which signature a document waits for, by the state that it stands in. */
export const SIGNATURE_KINDS = ['initial-content', 'initial-form', 'approve', 'seal'] as const;
export type SignatureKind = (typeof SIGNATURE_KINDS)[number];

const KIND_IN: Readonly<Record<string, SignatureKind>> = {
  'head-review': 'initial-content',
  'form-check': 'initial-form',
  'awaiting-signature': 'approve',
  numbered: 'seal',
};

const FIELD_OF: Readonly<Record<SignatureKind, string>> = {
  'initial-content': 'KyNhayNoiDung',
  'initial-form': 'KyNhayTheThuc',
  approve: 'NguoiKy',
  seal: 'CoQuan',
};

export function kindOf({ state }: Pick<OutgoingRow, 'state'>): SignatureKind {
  return KIND_IN[state] ?? 'approve';
}

/** Whose certificate signs: the agency's where all of these wait for its seal, as copies always do. */
export function signerOf(
  documents: readonly Pick<OutgoingRow, 'state'>[],
  copies: readonly unknown[] = [],
): Credential['kind'] {
  const isAny = documents.length + copies.length > 0;
  return isAny && documents.every((row) => kindOf(row) === 'seal') ? 'agency' : 'post';
}

/** Name of the field on the page where this signature stands. */
export function fieldOf(kind: SignatureKind): string {
  return FIELD_OF[kind];
}
