import type { Answer } from './answers';
import { get, post } from './client';

export type SigningBatch = Answer<'SigningBatch'>;

/** A batch of mine that is not through. */
export type OpenBatch = Answer<'OpenSigningBatch'>;

export async function loadOpenBatches(): Promise<readonly OpenBatch[]> {
  const { items } = await get<Answer<'OpenSigningBatches'>>('/signing/batches');
  return items;
}

/** Signs what a crash has left; nothing is signed twice. */
export function resumeBatch(id: string, pin: string): Promise<unknown> {
  return post(`/signing/batches/${id}/resume`, { pin });
}

export function loadBatch(id: string): Promise<SigningBatch> {
  return get(`/signing/batches/${id}`);
}

/** One PIN, many documents; each keeps its own result. */
export function signMany(
  documents: readonly { readonly id: string; readonly sha256: string }[],
  pin: string,
): Promise<{ batchId: string }> {
  return post('/documents/outgoing/sign-batch', { documents, pin });
}
