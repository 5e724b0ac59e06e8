import type { Answer } from './answers';
import { get, post } from './client';

export type Phrase = Answer<'Phrase'>;

export async function loadPhrases(): Promise<readonly Phrase[]> {
  return (await get<{ items: readonly Phrase[] }>('/routing/phrases')).items;
}

export function moveAssignment(id: string, action: string, body: unknown = {}): Promise<unknown> {
  return post(`/routing/assignments/${id}/${action}`, body);
}
