import type { Answer } from './answers';
import { get, post, urlOf } from './client';

export type IncomingRow = Answer<'IncomingListItem'>;

export type Assignment = Answer<'Assignment'>;

export type IncomingDetail = Answer<'IncomingDocument'>;

export function loadIncoming(id: string, signal?: AbortSignal): Promise<IncomingDetail> {
  return get(`/documents/incoming/${id}`, {}, signal);
}

export type ReceivedAnnex = Answer<'ReceivedAnnexes'>['items'][number];

export async function loadReceivedAnnexes(
  id: string,
  signal?: AbortSignal,
): Promise<readonly ReceivedAnnex[]> {
  const found = await get<Answer<'ReceivedAnnexes'>>(
    `/documents/incoming/${id}/annexes`,
    {},
    signal,
  );
  return found.items;
}

export function receivedAnnexUrl(id: string, annexId: string): string {
  return urlOf(`/documents/incoming/${id}/annexes/${annexId}/content`);
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
