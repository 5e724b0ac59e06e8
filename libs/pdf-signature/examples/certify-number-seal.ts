import {
  completeSignature,
  fillFields,
  layoutFields,
  prepareSignature,
  signPrepared,
  type PrepareOptions,
} from '../index.js';
import type { ExampleSigner } from './signer.js';

/** The leader certifies, a clerk fills the number, the seal comes last and locks everything. */
export async function certifyNumberSeal(
  pdf: Uint8Array,
  { leader, seal }: { readonly leader: ExampleSigner; readonly seal: ExampleSigner },
  number: string,
  at: Date,
): Promise<Uint8Array> {
  // All at once: a field made after a certification would be a change that it forbids.
  const laidOut = layoutFields(pdf, [
    { kind: 'text', name: 'SoVanBan', page: 0, rect: [110, 740, 150, 758], text: { fontSize: 13 } },
    { kind: 'signature', name: 'NguoiKy', page: 0, rect: [380, 110, 480, 190] },
    { kind: 'signature', name: 'CoQuan', page: 0, rect: [311, 99, 413, 201], lock: 'all' },
  ]);
  const certified = await sign(laidOut, leader, { field: 'NguoiKy', certify: 2, signingTime: at });
  const numbered = fillFields(certified, { SoVanBan: number });
  return sign(numbered, seal, { field: 'CoQuan', lock: 'all', signingTime: at });
}

async function sign(
  pdf: Uint8Array,
  { key, certificate, chain }: ExampleSigner,
  wishes: Omit<PrepareOptions, 'certificate' | 'chain'>,
): Promise<Uint8Array> {
  const prepared = prepareSignature(pdf, { ...wishes, certificate, chain });
  return completeSignature(pdf, prepared, await signPrepared(prepared, key));
}
