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
export function resumeBatch(id: string, pin?: string): Promise<unknown> {
  return post(`/signing/batches/${id}/resume`, pin ? { pin } : {});
}

export function loadBatch(id: string): Promise<SigningBatch> {
  return get(`/signing/batches/${id}`);
}

export type DocumentToSign = {
  readonly id: string;
  readonly sha256: string;
  /** Where its signer moved the image to. */
  readonly box?: readonly [number, number, number, number];
};

export type StartedBatch = Answer<'SigningBatchStarted'>;

/** What one certificate signs at one press. */
export type ToSign = {
  readonly documents?: readonly DocumentToSign[];
  readonly copies?: readonly string[];
};

/** One press, many documents; each keeps its own result. No PIN where a device or phone asks. */
export function signMany(asked: ToSign, pin?: string): Promise<StartedBatch> {
  return post('/documents/outgoing/sign-batch', { ...asked, ...(pin ? { pin } : {}) });
}

export type SigningTask = Answer<'SigningTask'>;

/** What the device on this PC signs next. */
export function takePortion(id: string, most: number): Promise<Answer<'SigningPortion'>> {
  return post(`/signing/batches/${id}/portions`, { most });
}

export function completeSignature(
  requestId: string,
  signature: string,
): Promise<Answer<'CompletedSignature'>> {
  return post(`/signing/requests/${requestId}/complete`, { signature });
}

/** Where the holder authorises what comes next of a batch, on the page of his service. */
export function leaveForService(batchId: string): Promise<Answer<'RemoteAuthorisation'>> {
  return post(`/signing/batches/${batchId}/authorisations`);
}

export function returnFromService(
  back: { readonly state: string } & ({ readonly code: string } | { readonly error: string }),
): Promise<Answer<'ReturnedFromService'>> {
  return post('/signing/remote/authorisations', back);
}

export function refuseSignature(requestId: string, reason: string): Promise<unknown> {
  return post(`/signing/requests/${requestId}/refuse`, { reason: reason.slice(0, 500) });
}
