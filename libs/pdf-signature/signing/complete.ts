import { createHash, sign, verify, type KeyObject } from 'node:crypto';
import { readCertificate, type Certificate } from '../pki/certificate.js';
import { buildSignedData, signedAttributes } from '../cms/cms-build.js';
import { SignatureRefusedError } from '../errors.js';
import { hashDocument, type PreparedSignature } from './prepare.js';

/** The digest an external signer signs: that of the signed attributes, not of the document. */
export function digestToSign(prepared: PreparedSignature): Uint8Array {
  return createHash(prepared.digestAlgorithm)
    .update(Buffer.from(prepared.signedAttributes, 'base64'))
    .digest();
}

/**
 * Signs with a key at hand: RSA PKCS#1 v1.5, or ECDSA in DER. The work is done off the event loop.
 *
 * @throws SignatureRefusedError `certificate.key-unsupported` for keys of other kinds.
 */
export function signPrepared(prepared: PreparedSignature, key: KeyObject): Promise<Uint8Array> {
  const kind = key.asymmetricKeyType;
  if (key.type !== 'private' || (kind !== 'rsa' && kind !== 'ec')) {
    return Promise.reject(new SignatureRefusedError('certificate.key-unsupported'));
  }
  const data = Buffer.from(prepared.signedAttributes, 'base64');
  return new Promise((resolve, reject) => {
    sign(prepared.digestAlgorithm, data, key, (error, signature) => {
      if (error === null) resolve(signature);
      else reject(new SignatureRefusedError('signature.key-mismatch'));
    });
  });
}

/**
 * Puts a signature value into its prepared revision.
 *
 * Nothing is trusted that was stored meanwhile: the document must be the one that was prepared, the
 * digest is taken again, and the signature must be good under the certificate. Only then are the
 * bytes put together.
 *
 * @throws SignatureRefusedError with the reason; the document stays as it was.
 */
export function completeSignature(
  pdf: Uint8Array,
  prepared: PreparedSignature,
  signature: Uint8Array,
): Uint8Array {
  const certificate = readCertificate(Buffer.from(prepared.certificate, 'base64'));
  const signed = putTogether(pdf, prepared);
  const attributes = checkPrepared(signed, prepared, certificate);
  if (!isGoodSignature(prepared, certificate, attributes, signature)) {
    throw new SignatureRefusedError('signature.mismatch', { field: prepared.field });
  }
  const cms = buildSignedData({
    signedAttributes: attributes,
    certificate,
    chain: prepared.chain.map((der) => Buffer.from(der, 'base64')),
    digestAlgorithm: prepared.digestAlgorithm,
    signature,
  });
  const { start, end } = prepared.gap;
  if (cms.length * 2 > end - start) {
    throw new SignatureRefusedError('signature.gap-too-small', { needed: cms.length });
  }
  signed.write(cms.toString('hex'), start, 'latin1');
  return signed;
}

/** Base and update in one piece of memory, so that neither is copied again. */
function putTogether(pdf: Uint8Array, prepared: PreparedSignature): Buffer {
  if (pdf.length !== prepared.baseLength) throw new SignatureRefusedError('signature.base-changed');
  const updateLength = Buffer.byteLength(prepared.update, 'base64');
  const file = Buffer.allocUnsafe(pdf.length + updateLength);
  file.set(pdf);
  if (file.write(prepared.update, pdf.length, 'base64') !== updateLength) {
    throw new SignatureRefusedError('signature.prepared-invalid');
  }
  return file;
}

function checkPrepared(
  file: Buffer,
  prepared: PreparedSignature,
  certificate: Certificate,
): Buffer {
  const { gap, baseLength, digestAlgorithm } = prepared;
  const isGapInside = gap.start > baseLength && gap.end > gap.start && gap.end < file.length;
  if ((prepared.version as number) !== 1 || !isGapInside) {
    throw new SignatureRefusedError('signature.prepared-invalid');
  }
  const { baseSha256, documentDigest } = hashDocument(
    file.subarray(0, baseLength),
    file.subarray(baseLength),
    gap,
    digestAlgorithm,
  );
  if (baseSha256 !== prepared.baseSha256) throw new SignatureRefusedError('signature.base-changed');
  const attributes = signedAttributes(documentDigest, certificate, digestAlgorithm);
  if (attributes.toString('base64') !== prepared.signedAttributes) {
    throw new SignatureRefusedError('signature.prepared-invalid');
  }
  return attributes;
}

function isGoodSignature(
  prepared: PreparedSignature,
  certificate: Certificate,
  attributes: Buffer,
  signature: Uint8Array,
): boolean {
  try {
    return verify(prepared.digestAlgorithm, attributes, certificate.publicKey(), signature);
  } catch {
    return false;
  }
}
