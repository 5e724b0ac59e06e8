import { createHash } from 'node:crypto';
import { PdfSignatureError, type PdfSignatureErrorCode } from '../errors.js';
import { completeSignature } from './complete.js';
import { stampSignature } from './extend.js';
import { prepareSignature, type PrepareOptions } from './prepare.js';
import type { PreparedSignature } from './prepared.js';
import type { TimeStamper } from './services.js';

/** One document of a batch; the id is the caller's. */
export type BatchOrder = {
  readonly id: string;
  readonly pdf: Uint8Array;
  readonly options: PrepareOptions;
};

/** Plain data; everything that one authorisation of the signer covers. */
export type PreparedBatch = {
  readonly version: 1;
  /** Names exactly these prepared signatures in this order. */
  readonly id: string;
  readonly items: readonly { readonly id: string; readonly prepared: PreparedSignature }[];
  readonly refused: readonly BatchRefusal[];
};

export type BatchRefusal = {
  readonly id: string;
  readonly state: 'refused';
  readonly code: PdfSignatureErrorCode;
};

/** What became of one document of a batch. */
export type BatchResult =
  | BatchRefusal
  | { readonly id: string; readonly state: 'signed'; readonly pdf: Uint8Array }
  /** Somebody else has extended the document meanwhile: it is to be prepared and signed again. */
  | { readonly id: string; readonly state: 'base-changed' };

/** Lays out many signatures; a document that refuses does not hold up the others. */
export function prepareBatch(orders: readonly BatchOrder[]): PreparedBatch {
  const items: PreparedBatch['items'][number][] = [];
  const refused: BatchRefusal[] = [];
  for (const { id, pdf, options } of orders) {
    try {
      items.push({ id, prepared: prepareSignature(pdf, options) });
    } catch (error) {
      refused.push(refusal(id, error));
    }
  }
  const hash = createHash('sha256');
  for (const { prepared } of items) hash.update(prepared.id);
  return { version: 1, id: hash.digest('hex'), items, refused };
}

function refusal(id: string, error: unknown): BatchRefusal {
  if (!(error instanceof PdfSignatureError)) throw error;
  return { id, state: 'refused', code: error.code };
}

/** Where a batch finds its documents, the time and time-stamps. */
export type BatchSources = {
  /** The document as it is now. */
  readonly current: (id: string) => Uint8Array | Promise<Uint8Array>;
  readonly now?: Date;
  /** Stamps the values of signatures that were prepared for B-T and above. */
  readonly timeStamper?: TimeStamper;
};

/**
 * Completes a batch by the values in the order of its items, one result after the other, so that
 * each document can be put away before the next is put together.
 */
export async function* completeBatch(
  batch: PreparedBatch,
  values: readonly (Uint8Array | undefined)[],
  sources: BatchSources,
): AsyncGenerator<BatchResult> {
  yield* batch.refused;
  for (const [index, { id, prepared }] of batch.items.entries()) {
    yield await completeOne(id, prepared, values[index], sources);
  }
}

async function completeOne(
  id: string,
  prepared: PreparedSignature,
  value: Uint8Array | undefined,
  { current, now, timeStamper }: BatchSources,
): Promise<BatchResult> {
  if (value === undefined) return { id, state: 'refused', code: 'signature.mismatch' };
  try {
    const pdf = await current(id);
    const timeStamp =
      prepared.level !== 'B-B' && timeStamper !== undefined && isBase(pdf, prepared)
        ? await stampSignature(prepared, value, timeStamper)
        : undefined;
    const signed = completeSignature(pdf, prepared, value, {
      ...(now !== undefined && { now }),
      ...(timeStamp !== undefined && { timeStamp }),
    });
    return { id, state: 'signed', pdf: signed };
  } catch (error) {
    const result = refusal(id, error);
    return result.code === 'signature.base-changed' ? { id, state: 'base-changed' } : result;
  }
}

/** Whether a document is still the one that a signature was prepared for. */
function isBase(pdf: Uint8Array, { baseLength, baseSha256 }: PreparedSignature): boolean {
  return pdf.length === baseLength && createHash('sha256').update(pdf).digest('hex') === baseSha256;
}

/**
 * The prepared signature when the document is still its base, or else a new one for the document as
 * it is now.
 *
 * @throws PdfSignatureError as `prepareSignature`: what moved on may forbid the signature by now.
 */
export function reprepare(
  pdf: Uint8Array,
  prepared: PreparedSignature,
  options: PrepareOptions,
): PreparedSignature {
  return isBase(pdf, prepared) ? prepared : prepareSignature(pdf, options);
}

/** Who signs a batch from end to end. */
export type BatchSigner = BatchSources & {
  /** Signs all of them with one authorisation; values in the same order. */
  readonly sign: (prepared: readonly PreparedSignature[]) => Promise<readonly Uint8Array[]>;
  /** How often a document that moves on is prepared anew; 3 when left out. */
  readonly attempts?: number;
};

/**
 * Signs a batch from end to end. Documents that moved on while the signer was busy are prepared
 * again by themselves and signed with the next call of `sign`.
 */
export async function* signBatch(
  orders: readonly BatchOrder[],
  signer: BatchSigner,
): AsyncGenerator<BatchResult> {
  const byId = new Map(orders.map((order) => [order.id, order]));
  let open = orders;
  for (let attempt = signer.attempts ?? 3; open.length > 0; attempt -= 1) {
    const batch = prepareBatch(open);
    const prepared = batch.items.map((item) => item.prepared);
    const values = prepared.length === 0 ? [] : await signer.sign(prepared);
    const moved: BatchOrder[] = [];
    for await (const result of completeBatch(batch, values, signer)) {
      const order = byId.get(result.id);
      if (result.state === 'base-changed' && attempt > 1 && order !== undefined) {
        moved.push({ ...order, pdf: await signer.current(result.id) });
      } else {
        yield result;
      }
    }
    open = moved;
  }
}
