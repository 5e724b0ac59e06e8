import type { Answer } from './answers';
import { get } from './client';

export type OutgoingEntry = Answer<'OutgoingRegisterEntry'>;

export type IncomingEntry = Answer<'IncomingRegisterEntry'>;

export type CopyEntry = Answer<'CopyRegisterEntry'>;

export type Book = Series['register'];

export type Gap = Series['gaps'][number];

export type Series = Answer<'NumberSeriesList'>['items'][number];

export async function loadSeries(agencyId: string): Promise<readonly Series[]> {
  return (await get<{ items: readonly Series[] }>(`/registers/${agencyId}/series`)).items;
}
