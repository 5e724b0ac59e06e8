import { get, post } from './client';

export type BatchItemState = 'waiting' | 'signing' | 'done' | 'failed' | 'interrupted';
export type SigningBatch = {
  readonly id: string;
  readonly total: number;
  readonly signed: number;
  readonly finished: boolean;
  readonly items: readonly {
    readonly subjectId: string;
    readonly title: string;
    readonly state: BatchItemState;
    readonly problem: { readonly code: string; readonly vi: string; readonly en: string } | null;
  }[];
};

export type Credential = {
  readonly id: string;
  readonly kind: 'post' | 'agency';
  readonly commonName: string;
  readonly issuerName: string;
  readonly notAfter: string;
  readonly daysLeft: number;
};

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

export async function loadCredentials(): Promise<readonly Credential[]> {
  return (await get<{ items: readonly Credential[] }>('/signing/credentials')).items;
}
