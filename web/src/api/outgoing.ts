import { get, post, put, urlOf } from './client';

export type OutgoingRow = {
  readonly id: string;
  readonly state: string;
  readonly typeCode: string;
  readonly typeName: string;
  readonly subject: string;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
  readonly urgency: string;
  readonly issuingAgencyName: string;
  readonly draftingUnitName: string;
  readonly drafterName: string;
  readonly signerName: string;
  readonly holderName: string | null;
  readonly isMine: boolean;
  readonly heldSince: string;
  readonly createdAt: string;
  readonly sha256: string;
};

export type Revision = {
  readonly id: string;
  readonly chain: number;
  readonly ordinal: number;
  readonly kind: string;
  readonly sha256: string;
  readonly size: number;
  readonly madeAt: string;
  readonly madeByName: string | null;
  readonly madeByTitle: string | null;
  readonly voidedAt: string | null;
};

export type Move = {
  readonly at: string;
  readonly personName: string | null;
  readonly postTitle: string | null;
  readonly onBehalf: string | null;
  readonly action: string;
  readonly toState: string;
  readonly reason: string | null;
};

export type Recipient = {
  readonly kind: string;
  readonly printed: string;
  readonly agencyId: string | null;
  readonly groupCode: string | null;
};

export type Delivery = {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly kind: string;
  readonly state: string;
  readonly arrivalNumber: number | null;
  readonly returnText: string | null;
};

export type Opinion = {
  readonly id: string;
  readonly question: string;
  readonly dueOn: string | null;
  readonly summary: string | null;
  readonly askedOf: string;
  readonly answer: string | null;
  readonly text: string | null;
  readonly givenByName: string | null;
  readonly givenAt: string | null;
};

export type FieldBox = {
  readonly kind: 'text' | 'signature';
  readonly name: string;
  readonly page: number;
  readonly rect: readonly [number, number, number, number];
  readonly text?: unknown;
  readonly content?: string;
};

export type RelatedDocument = {
  readonly id: string;
  readonly symbol: string | null;
  readonly subject: string;
  readonly state: string;
};

export type OutgoingDetail = Omit<OutgoingRow, 'isMine'> & {
  readonly version: number;
  readonly space: string;
  readonly addressees: readonly string[];
  readonly keptBy: string;
  readonly copies: number;
  readonly issuingAgencyId: string;
  readonly draftingAgencyName: string;
  readonly headName: string;
  readonly signerPostId: string;
  readonly signerTitle: string;
  readonly signatureLines: readonly string[] | null;
  readonly number: number | null;
  readonly reason: string | null;
  readonly approvedSha256: string | null;
  readonly fields: readonly FieldBox[] | null;
  readonly isSystem: boolean;
  readonly origin: { readonly type: string; readonly id: string } | null;
  readonly submitsDocumentId: string | null;
  readonly allowedActions: readonly string[];
  readonly recipients: readonly Recipient[];
  readonly revisions: readonly Revision[];
  readonly timeline: readonly Move[];
  readonly deliveries: readonly Delivery[];
  readonly opinions: readonly Opinion[];
  readonly replyTo: readonly RelatedDocument[];
  readonly submittedBy: readonly RelatedDocument[];
};

export function loadOutgoing(id: string, signal?: AbortSignal): Promise<OutgoingDetail> {
  return get(`/documents/outgoing/${id}`, {}, signal);
}

export function outgoingFileUrl(id: string, sha256: string): string {
  return urlOf(`/documents/outgoing/${id}/revisions/${sha256}/content`);
}

export type SigningBlock = {
  readonly sha256: string;
  readonly authorityLines: readonly string[];
  readonly positionBelow: string | null;
  readonly personName: string;
  readonly basis: string;
  readonly isCompetent: boolean;
  readonly boxes: readonly FieldBox[];
};

/** In whose name one signs, and where; shown before the PIN. */
export function loadSigningBlock(id: string): Promise<SigningBlock> {
  return get(`/documents/outgoing/${id}/signing-block`);
}

/** The places found in the page's text, or as they were set before. */
export function loadFields(id: string): Promise<{ found: boolean; fields: readonly FieldBox[] }> {
  return get(`/documents/outgoing/${id}/fields`);
}

export function placeFields(
  id: string,
  version: number,
  fields: readonly FieldBox[],
): Promise<unknown> {
  return put(`/documents/outgoing/${id}/fields`, { fields }, `"${version}"`);
}

export function actOnOutgoing<T = unknown>(
  id: string,
  action: string,
  body: unknown = {},
): Promise<T> {
  return post<T>(`/documents/outgoing/${id}/${action}`, body);
}
