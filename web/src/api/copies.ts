import type { Answer } from './answers';
import { get, post, urlOf } from './client';

export type DocumentCopy = Answer<'DocumentCopy'>;

export async function loadCopies(
  filter: { readonly sourceId: string } | { readonly waiting: true },
): Promise<readonly DocumentCopy[]> {
  const { items } = await get<Answer<'DocumentCopies'>>('/documents/copies', filter);
  return items;
}

export function createCopy(copy: unknown): Promise<unknown> {
  return post('/documents/copies', copy);
}

export function actOnCopy(id: string, action: string, body: unknown = {}): Promise<unknown> {
  return post(`/documents/copies/${id}/${action}`, body);
}

export function sealCopy(
  id: string,
  pin: string | undefined,
): Promise<Answer<'SigningBatchStarted'>> {
  return post(`/documents/copies/${id}/seal`, pin ? { pin } : {});
}

export function loadCopy(id: string, signal: AbortSignal): Promise<DocumentCopy> {
  return get<DocumentCopy>(`/documents/copies/${id}`, {}, signal);
}

export function copyPrintUrl(id: string): string {
  return urlOf(`/documents/copies/${id}/print`);
}

export function copyFileUrl(id: string): string {
  return urlOf(`/documents/copies/${id}/content`);
}
