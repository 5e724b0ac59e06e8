import { get, post, urlOf } from './client';

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
  readonly hasSeal: boolean;
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

export function outgoingFileUrl(id: string, revisionId?: string): string {
  return urlOf(`/documents/outgoing/${id}/file`, { revision: revisionId });
}

export function actOnOutgoing<T = unknown>(id: string, action: string, body: unknown = {}): Promise<T> {
  return post<T>(`/documents/outgoing/${id}/${action}`, body);
}
