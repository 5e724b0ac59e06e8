import type { Page } from '../../../platform/http/paging.js';

export type CopyTypeCode = 'certified-copy' | 'secondary-copy' | 'excerpt-copy';

export type RegisterFilter = {
  readonly agencyId: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly period?: string | undefined;
  readonly typeGroup?: string | undefined;
  readonly fromNumber?: number | undefined;
  readonly toNumber?: number | undefined;
  /** Of copies: which form. */
  readonly typeCode?: CopyTypeCode | undefined;
};

export type PagedFilter = RegisterFilter & {
  readonly after?: string | undefined;
  readonly limit: number;
};

export type OutgoingRow = {
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

export type IncomingRow = {
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

export type CopyEntryRow = {
  readonly id: string;
  readonly number: number;
  readonly symbol: string;
  readonly issuedOn: string;
  readonly copyId: string;
  readonly typeCode: CopyTypeCode;
  readonly subject: string;
  readonly signer: string;
  readonly recipients: string;
  readonly keptBy: string;
  readonly copies: number;
  readonly note: string;
};

export type CopyPage = Page<CopyEntryRow>;
export type OutgoingPage = Page<OutgoingRow>;
export type IncomingPage = Page<IncomingRow>;
