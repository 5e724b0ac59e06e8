import { get, post, urlOf } from './client';
import type { Move, RelatedDocument } from './outgoing';

export type IncomingRow = {
  readonly id: string;
  readonly state: string;
  readonly channel: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly author: string;
  readonly symbol: string;
  readonly issuedOn: string | null;
  readonly typeName: string;
  readonly subject: string;
  readonly urgency: string;
  readonly verdict: string | null;
  readonly arrivalNumber: number | null;
  readonly arrivedOn: string | null;
  readonly leadName: string | null;
  readonly dueOn: string | null;
  readonly isMine: boolean;
  readonly heldSince: string;
};

export type Assignment = {
  readonly id: string;
  readonly directiveId: string;
  readonly parentId: string | null;
  readonly role: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly postId: string | null;
  readonly postName: string | null;
  readonly state: string;
  readonly dueOn: string | null;
  readonly originalDueOn: string | null;
  readonly progress: string | null;
  readonly result: string | null;
  readonly text: string;
  readonly byPost: string;
  readonly byName: string;
  readonly byTitle: string;
  readonly createdAt: string;
};

export type IncomingDetail = {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly channel: string;
  readonly author: string;
  readonly symbol: string;
  readonly issuedOn: string | null;
  readonly typeCode: string | null;
  readonly typeName: string;
  readonly subject: string;
  readonly urgency: string;
  readonly signer: string;
  readonly pages: number | null;
  readonly sha256: string | null;
  readonly originType: string | null;
  readonly originId: string | null;
  readonly verdict: string | null;
  readonly verdictText: string | null;
  readonly replyDueOn: string | null;
  readonly arrivalNumber: number | null;
  readonly arrivedOn: string | null;
  readonly note: string;
  readonly proposal: string | null;
  readonly proposedByName: string | null;
  readonly result: string | null;
  readonly returnReason: string | null;
  readonly returnText: string | null;
  readonly holderName: string | null;
  readonly allowedActions: readonly string[];
  readonly duplicate: {
    readonly id: string;
    readonly arrivalNumber: number | null;
    readonly arrivedOn: string | null;
  } | null;
  readonly assignments: readonly Assignment[];
  readonly timeline: readonly Move[];
  readonly replies: readonly RelatedDocument[];
};

export function loadIncoming(id: string, signal?: AbortSignal): Promise<IncomingDetail> {
  return get(`/documents/incoming/${id}`, {}, signal);
}

export function incomingFileUrl(id: string): string {
  return urlOf(`/documents/incoming/${id}/content`);
}

export function actOnIncoming<T = unknown>(
  id: string,
  action: string,
  body: unknown = {},
): Promise<T> {
  return post<T>(`/documents/incoming/${id}/${action}`, body);
}
