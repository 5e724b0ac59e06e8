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

/** The one WHERE of lists, prints and exports; `$1` to `$7`. */
export function registerWhere(dateColumn: 'issued_on' | 'arrived_on'): string {
  return `entry.agency_id = $1
    AND ($2::date IS NULL OR entry.${dateColumn} >= $2)
    AND ($3::date IS NULL OR entry.${dateColumn} <= $3)
    AND ($4::text IS NULL OR entry.period = $4)
    AND ($5::text IS NULL OR series.type_group = $5)
    AND ($6::int IS NULL OR entry.number >= $6)
    AND ($7::int IS NULL OR entry.number <= $7)`;
}

export function whereValues(filter: RegisterFilter): readonly unknown[] {
  return [
    filter.agencyId,
    filter.from ?? null,
    filter.to ?? null,
    filter.period ?? null,
    filter.typeGroup ?? null,
    filter.fromNumber ?? null,
    filter.toNumber ?? null,
  ];
}
