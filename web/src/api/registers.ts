import { get } from './client';

export type OutgoingEntry = {
  readonly id: string;
  readonly number: number;
  readonly symbol: string;
  readonly issuedOn: string;
  readonly documentId: string | null;
  readonly typeCode: string;
  readonly typeName: string;
  readonly subject: string;
  readonly signer: string;
  readonly recipients: string;
  readonly keptBy: string;
  readonly copies: number;
  readonly dispatchedOn: string | null;
  readonly receipt: string;
  readonly note: string;
  readonly voidReason: string | null;
  readonly typeGroup: string;
};

export type IncomingEntry = {
  readonly id: string;
  readonly number: number;
  readonly arrivedOn: string;
  readonly incomingDocumentId: string | null;
  readonly author: string;
  readonly symbol: string;
  readonly issuedOn: string | null;
  readonly typeName: string;
  readonly subject: string;
  readonly receiver: string;
  readonly handedOn: string | null;
  readonly receipt: string;
  readonly note: string;
};

export type Gap = {
  readonly from: number;
  readonly to: number;
  readonly kind: 'earlier-book' | 'voided' | 'unexplained';
  readonly reason: string;
};

export type Series = {
  readonly id: string;
  readonly register: 'outgoing' | 'incoming' | 'copies';
  readonly period: string;
  readonly typeGroup: string;
  readonly openedAt: number;
  readonly last: number;
  readonly lastOn: string | null;
  readonly state: 'open' | 'closed';
  readonly gaps: readonly Gap[];
};

export async function loadSeries(agencyId: string): Promise<readonly Series[]> {
  return (await get<{ items: readonly Series[] }>(`/registers/${agencyId}/series`)).items;
}
