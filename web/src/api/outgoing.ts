import { get, post, urlOf } from './client';

export type OutgoingRow = {
  readonly id: string;
  readonly symbol: string | null;
  readonly subject: string;
  readonly typeName: string;
  readonly state: string;
  readonly urgency: string;
  readonly holder: string | null;
  readonly issuedOn: string | null;
  readonly heldSince: string;
  readonly draftingUnitName: string;
  readonly issuingAgencyName: string;
  readonly signerName: string;
};

export type Revision = {
  readonly id: string;
  readonly chain: number;
  readonly ordinal: number;
  readonly kind: string;
  readonly madeAt: string;
  readonly madeByName: string | null;
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
  readonly agencyName: string;
  readonly kind: string;
  readonly state: string;
  readonly arrivalNumber: number | null;
};

export type Opinion = {
  readonly unitName: string;
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

export type OutgoingDetail = OutgoingRow & {
  readonly version: number;
  readonly typeCode: string;
  readonly number: number | null;
  readonly issuingAgencyId: string;
  readonly drafterName: string;
  readonly signerTitle: string;
  readonly signatureLines: readonly string[];
  readonly addressees: readonly string[];
  readonly fields: readonly FieldBox[];
  readonly reason: string | null;
  readonly keptBy: string;
  readonly copies: number;
  readonly allowedActions: readonly string[];
  readonly recipients: readonly Recipient[];
  readonly revisions: readonly Revision[];
  readonly moves: readonly Move[];
  readonly deliveries: readonly Delivery[];
  readonly opinions: readonly Opinion[];
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
