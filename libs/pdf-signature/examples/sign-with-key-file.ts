import { createPrivateKey } from 'node:crypto';
import { completeSignature, prepareSignature, readPkcs12, signPrepared } from '../index.js';

/** B-B with a .p12 or .pfx file; nobody sees the signature on the page. */
export async function signWithKeyFile(
  pdf: Uint8Array,
  keyFile: { readonly p12: Uint8Array; readonly password: string },
  at: Date,
): Promise<Uint8Array> {
  const { pkcs8, certificate, chain } = readPkcs12(keyFile.p12, keyFile.password);
  // Kept and used again: reading a key costs as much as signing with it.
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  const prepared = prepareSignature(pdf, {
    newField: { name: 'Signature1', page: 0 },
    certificate,
    chain,
    signingTime: at,
  });
  return completeSignature(pdf, prepared, await signPrepared(prepared, key));
}
