import {
  allowedHostsFetcher,
  completeSignature,
  evidenceClient,
  extendSignatures,
  prepareSignature,
  signPrepared,
  stampSignature,
  timeStampClient,
  type ExtensionServices,
  type TrustAnchor,
} from '../index.js';
import type { ExampleSigner } from './signer.js';

/** Everything over HTTP goes through one fetcher, which reaches the named hosts and no other. */
export function openServices(
  world: { readonly hosts: readonly string[]; readonly timeStampUrls: readonly string[] },
  trustAnchors: readonly TrustAnchor[],
  clock: { readonly now: () => Date },
): ExtensionServices {
  const shared = { fetcher: allowedHostsFetcher(world.hosts), trustAnchors, clock };
  // The next authority is asked when one is down.
  const authorities = world.timeStampUrls.map((url) => ({ url }));
  return {
    timeStamper: timeStampClient({ ...shared, authorities }),
    evidence: evidenceClient(shared),
  };
}

/** B-LTA: time-stamped while signing, then the evidence and a time-stamp over all of it. */
export async function signForTheArchive(
  pdf: Uint8Array,
  { key, certificate, chain }: ExampleSigner,
  services: ExtensionServices,
  at: Date,
): Promise<Uint8Array> {
  const prepared = prepareSignature(pdf, {
    newField: { name: 'NguoiKy', page: 0 },
    certificate,
    chain,
    signingTime: at,
    level: 'B-LTA',
  });
  const value = await signPrepared(prepared, key);
  const timeStamp = await stampSignature(prepared, value, services.timeStamper);
  const signed = completeSignature(pdf, prepared, value, { timeStamp });
  // When a service fails here, `signed` is B-T and good: keep it, and extend it later.
  return extendSignatures(signed, 'B-LTA', services);
}
