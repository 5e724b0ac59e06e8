import type { Answer } from './answers';
import { get, post } from './client';

export type SigningBatch = Answer<'SigningBatch'>;

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
