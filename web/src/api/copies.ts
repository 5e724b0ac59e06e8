import type { Answer } from './answers';
import { get, post, urlOf } from './client';

export type DocumentCopy = Answer<'DocumentCopy'>;

export const COPIES = '/documents/copies';

export function createCopy(copy: unknown): Promise<unknown> {
  return post(COPIES, copy);
}

export function actOnCopy(id: string, action: string, body: unknown = {}): Promise<unknown> {
  return post(`${COPIES}/${id}/${action}`, body);
}

export function loadCopy(id: string, signal: AbortSignal): Promise<DocumentCopy> {
  return get<DocumentCopy>(`${COPIES}/${id}`, {}, signal);
}

export function copyPrintUrl(id: string): string {
  return urlOf(`${COPIES}/${id}/print`);
}

export function copyFileUrl(id: string): string {
  return urlOf(`${COPIES}/${id}/content`);
}
