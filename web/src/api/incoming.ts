import { get, post, urlOf } from './client';
import type { Move } from './outgoing';

export type IncomingRow = {
  readonly id: string;
  readonly arrivalNumber: number | null;
  readonly arrivedOn: string | null;
  readonly author: string;
  readonly symbol: string;
  readonly issuedOn: string | null;
  readonly typeName: string;
  readonly subject: string;
  readonly urgency: string;
  readonly state: string;
  readonly holder: string | null;
  readonly dueOn: string | null;
};

export type Assignment = {
  readonly id: string;
  readonly parentId: string | null;
  readonly role: string;
  readonly unitName: string;
  readonly postName: string | null;
  readonly text: string;
  readonly state: string;
  readonly dueOn: string | null;
  readonly originalDueOn: string | null;
  readonly result: string | null;
  readonly allowedActions: readonly string[];
};

export type IncomingDetail = IncomingRow & {
  readonly version: number;
  readonly agencyId: string;
  readonly channel: string;
  readonly typeCode: string | null;
  readonly signer: string;
  readonly pages: number | null;
  readonly hasFile: boolean;
  readonly outgoingDocumentId: string | null;
  readonly verdict: string | null;
  readonly verdictText: string | null;
  readonly duplicate: { readonly id: string; readonly arrivalNumber: number; readonly arrivedOn: string } | null;
  readonly proposal: string | null;
  readonly note: string;
  readonly result: string | null;
  readonly returnReason: string | null;
  readonly returnText: string | null;
  readonly replyDueOn: string | null;
  readonly allowedActions: readonly string[];
  readonly assignments: readonly Assignment[];
  readonly directives: readonly {
    readonly id: string;
    readonly text: string;
    readonly byName: string;
    readonly byTitle: string;
    readonly dueOn: string | null;
    readonly createdAt: string;
  }[];
  readonly moves: readonly Move[];
};

export function loadIncoming(id: string, signal?: AbortSignal): Promise<IncomingDetail> {
  return get(`/documents/incoming/${id}`, {}, signal);
}

export function incomingFileUrl(id: string): string {
  return urlOf(`/documents/incoming/${id}/file`);
}

export function actOnIncoming<T = unknown>(id: string, action: string, body: unknown = {}): Promise<T> {
  return post<T>(`/documents/incoming/${id}/${action}`, body);
}
