import type { Answer } from './answers';
import { get, post, put, remove, urlOf } from './client';

export type OutgoingRow = Answer<'OutgoingListItem'>;

export type Opinion = OutgoingDetail['opinions'][number];

/** PDF points from the bottom left corner: x0, y0, x1, y1. */
export type Rect = readonly [x0: number, y0: number, x1: number, y1: number];
export type FieldBox = Omit<Answer<'FieldBox'>, 'rect'> & { readonly rect: Rect };

export type OutgoingDetail = Answer<'OutgoingDocument'>;

export function loadOutgoing(id: string, signal?: AbortSignal): Promise<OutgoingDetail> {
  return get(`/documents/outgoing/${id}`, {}, signal);
}

export function outgoingFileUrl(id: string, sha256: string): string {
  return urlOf(`/documents/outgoing/${id}/revisions/${sha256}/content`);
}

export function annexFileUrl(id: string, annexId: string): string {
  return urlOf(`/documents/outgoing/${id}/annexes/${annexId}/content`);
}

export function annexPrintUrl(id: string, annexId: string): string {
  return urlOf(`/documents/outgoing/${id}/annexes/${annexId}/print`);
}

export function addAnnex(
  id: string,
  annex: { readonly name: string; readonly fileSha256: string },
): Promise<unknown> {
  return post(`/documents/outgoing/${id}/annexes`, annex);
}

export function removeAnnex(id: string, annexId: string): Promise<unknown> {
  return remove(`/documents/outgoing/${id}/annexes/${annexId}`);
}

export type SigningBlock = Answer<'SigningBlock'>;

/** In whose name one signs, and where; shown before the PIN. */
export function loadSigningBlock(id: string): Promise<SigningBlock> {
  return get(`/documents/outgoing/${id}/signing-block`);
}

/** The places found in the page's text, or as they were set before. */
export async function loadFields(id: string): Promise<readonly FieldBox[]> {
  const { fields } = await get<Answer<'LocatedFields'>>(`/documents/outgoing/${id}/fields`);
  return boxesOf(fields);
}

/** The description of the API knows lists of numbers only, not that a box has four. */
export function boxesOf(fields: readonly Answer<'FieldBox'>[] | null): readonly FieldBox[] {
  return (fields ?? []).map(({ rect: [x0 = 0, y0 = 0, x1 = 0, y1 = 0], ...box }) => ({
    ...box,
    rect: [x0, y0, x1, y1],
  }));
}

export function placeFields(
  id: string,
  version: number,
  fields: readonly FieldBox[],
): Promise<unknown> {
  return put(`/documents/outgoing/${id}/fields`, { fields }, `"${version}"`);
}

export function actOnOutgoing<T = unknown>(
  id: string,
  action: string,
  body: unknown = {},
): Promise<T> {
  return post<T>(`/documents/outgoing/${id}/${action}`, body);
}
