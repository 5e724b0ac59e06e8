import { createHash, type KeyObject } from 'node:crypto';
import { buildSignedData, signedAttributes } from '../cms/cms-build.js';
import { sequence, unsignedInteger } from '../cms/der.js';
import { SignatureRefusedError } from '../errors.js';
import { readCertificate } from '../pki/certificate.js';
import { refuseOtherToken } from './document-time-stamp.js';
import { forgetFile, keptFile, keptUpdate, type KeptFile } from './kept-files.js';
import { fillGap, putTogether, refuseExpired, type PreparedSignature } from './prepared.js';
import { requirePreparation } from './stored-preparation.js';
import { isGoodSignature, paddingOf, signWithKey } from './signature-scheme.js';

/** The bytes a signer signs: the DER of the signed attributes (RFC 5652, 5.4). */
export function dataToSign(prepared: PreparedSignature): Uint8Array {
  return Buffer.from(prepared.signedAttributes, 'base64');
}

/**
 * The digest an external signer signs: that of the signed attributes, not of the document.
 *
 * @throws SignatureRefusedError `signature.needs-whole-data` for Ed25519, which signs the whole of
 *   `dataToSign` (RFC 8419, 3.1).
 */
export function digestToSign(prepared: PreparedSignature): Uint8Array {
  if (prepared.scheme === 'ed25519') throw new SignatureRefusedError('signature.needs-whole-data');
  return createHash(prepared.digestAlgorithm).update(dataToSign(prepared)).digest();
}

/**
 * Signs with a key at hand: RSA PKCS#1 v1.5 or PSS, ECDSA in DER, or Ed25519. The work is done off
 * the event loop.
 *
 * @throws SignatureRefusedError `signature.key-mismatch` for a public key, or one of another kind.
 */
export function signPrepared(prepared: PreparedSignature, key: KeyObject): Promise<Uint8Array> {
  return signWithKey(prepared, Buffer.from(prepared.signedAttributes, 'base64'), key);
}

/**
 * The value as `completeSignature` wants it: tokens (PKCS#11) and many services give r and s of
 * ECDSA side by side instead of as a SEQUENCE (RFC 5753, 7.2).
 *
 * @returns null when in neither form it is a signature of the certificate over what was prepared
 */
export function fittingValue(prepared: PreparedSignature, value: Uint8Array): Uint8Array | null {
  const certificate = readCertificate(Buffer.from(prepared.certificate, 'base64'));
  const data = Buffer.from(dataToSign(prepared));
  const half = value.length / 2;
  const isPair = prepared.scheme === 'ec' && Number.isInteger(half);
  const joined = (): Uint8Array =>
    sequence(unsignedInteger(value.subarray(0, half)), unsignedInteger(value.subarray(half)));
  const forms = isPair ? [value, joined()] : [value];
  return forms.find((form) => isGoodSignature(prepared, certificate, data, form)) ?? null;
}

/** What is known by the time the signature value has come. */
export type CompleteOptions = {
  /** Needed when the prepared signature expires. */
  readonly now?: Date;
  /** A TimeStampToken over the signature value (`stampSignature`): makes the signature B-T. */
  readonly timeStamp?: Uint8Array;
};

/**
 * Puts a signature value into its prepared revision.
 *
 * Nothing is trusted that was stored meanwhile: the document must be the one that was prepared, the
 * digest is taken again, and the signature must be good under the certificate. Only then are the
 * bytes put together. That a prepared signature is used once is for its keeper to see, by its `id`.
 *
 * @throws SignatureRefusedError with the reason; the document stays as it was.
 */
export function completeSignature(
  pdf: Uint8Array,
  prepared: PreparedSignature,
  signature: Uint8Array,
  options: CompleteOptions = {},
): Uint8Array {
  const known = keptFile(pdf, prepared);
  if (known === undefined) requirePreparation(prepared, 'signature');
  refuseExpired(prepared, options.now);
  const laidOut = known ?? readAgain(prepared, putTogether(pdf, prepared));
  fillGap(laidOut.file, prepared.gap, signedData(prepared, laidOut, signature, options));
  forgetFile(prepared);
  return laidOut.file;
}

/**
 * The bytes to append to a document that is stored under its hash, which says what hashing it again
 * would say; so a large file is neither read nor copied a second time.
 *
 * @param base what is stored: its length in bytes, and its SHA-256 in hexadecimal digits
 * @param prepared by this very process, `forAppending`; what came from elsewhere can be checked
 *   against the document itself alone, by `completeSignature`
 * @throws SignatureRefusedError as `completeSignature`; `signature.prepared-invalid` for a
 *   preparation from elsewhere, or one that many others have displaced
 */
export function completeUpdate(
  base: { readonly length: number; readonly sha256: string },
  prepared: PreparedSignature,
  signature: Uint8Array,
  options: CompleteOptions = {},
): Uint8Array {
  refuseExpired(prepared, options.now);
  const laidOut = keptUpdate(base, prepared);
  const gap = { start: prepared.gap.start - base.length, end: prepared.gap.end - base.length };
  fillGap(laidOut.file, gap, signedData(prepared, laidOut, signature, options));
  forgetFile(prepared);
  return laidOut.file;
}

/** A preparation that was stored meanwhile: what it says must follow from the document again. */
function readAgain(
  prepared: PreparedSignature,
  { file, documentDigest }: { readonly file: Buffer; readonly documentDigest: Buffer },
): KeptFile {
  const certificate = readCertificate(Buffer.from(prepared.certificate, 'base64'));
  const attributes = signedAttributes(documentDigest, certificate, prepared.digestAlgorithm);
  if (attributes.toString('base64') !== prepared.signedAttributes) {
    throw new SignatureRefusedError('signature.prepared-invalid');
  }
  const chain = prepared.chain.map((der) => Buffer.from(der, 'base64'));
  return { base: undefined, file, certificate, attributes, chain };
}

function signedData(
  prepared: PreparedSignature,
  { certificate, attributes, chain }: KeptFile,
  signature: Uint8Array,
  { timeStamp }: CompleteOptions,
): Buffer {
  if (!isGoodSignature(prepared, certificate, attributes, signature)) {
    throw new SignatureRefusedError('signature.mismatch', { field: prepared.field });
  }
  if (timeStamp !== undefined)
    refuseOtherToken(timeStamp, { content: [signature] }, prepared.field);
  return buildSignedData({
    signedAttributes: attributes,
    certificate,
    chain,
    digestAlgorithm: prepared.digestAlgorithm,
    signature,
    padding: paddingOf(prepared.scheme),
    timeStamp,
  });
}
