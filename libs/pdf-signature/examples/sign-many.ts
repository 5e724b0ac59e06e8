import { dataToSign, signBatch, type BatchOrder, type PreparedSignature } from '../index.js';

export type ManySigned = {
  readonly signed: ReadonlyMap<string, Uint8Array>;
  readonly refused: ReadonlyMap<string, string>;
};

/**
 * Hundreds of documents with one authorisation of the signer.
 *
 * @param authorise asks the signer once and answers one raw value for each, in the same order
 * @param current the document as it is now: one that moved on meanwhile is prepared again by itself
 */
export async function signMany(
  orders: readonly BatchOrder[],
  authorise: (data: readonly Uint8Array[]) => Promise<readonly Uint8Array[]>,
  current: (id: string) => Uint8Array,
): Promise<ManySigned> {
  const signed = new Map<string, Uint8Array>();
  const refused = new Map<string, string>();
  const sign = (prepared: readonly PreparedSignature[]): Promise<readonly Uint8Array[]> =>
    authorise(prepared.map(dataToSign));
  for await (const result of signBatch(orders, { sign, current })) {
    // One after the other: only one signed document is held in memory at a time.
    if (result.state === 'signed') signed.set(result.id, result.pdf);
    else refused.set(result.id, result.state === 'refused' ? result.code : result.state);
  }
  return { signed, refused };
}
