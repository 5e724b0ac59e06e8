import { createHash } from 'node:crypto';
import type { Certificate } from '../pki/certificate.js';
import {
  context,
  encode,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
  TAG,
} from './der.js';
import { SignatureRefusedError } from '../errors.js';
import { DIGEST_OID, ECDSA_WITH, OID, RSA_WITH, type DigestAlgorithm } from './oids.js';

const CONTENT_TYPE = sequence(oid(OID.contentType), setOf(oid(OID.data)));
const MESSAGE_DIGEST = oid(OID.messageDigest);
const SIGNING_CERTIFICATE_V2 = oid(OID.signingCertificateV2);
const DATA = sequence(oid(OID.data));
const SIGNED_DATA = oid(OID.signedData);

const identifiers = new Map<string, Buffer>();

/** AlgorithmIdentifier; the few that exist are encoded once. */
function algorithm(identifier: string, ...parameters: readonly Buffer[]): Buffer {
  const known = identifiers.get(identifier) ?? sequence(oid(identifier), ...parameters);
  identifiers.set(identifier, known);
  return known;
}

/**
 * The signed attributes of PAdES B-B (EN 319 142-1, 6.3): content type, message digest and signing
 * certificate, and no CMS signing time, because the time stands in the dictionary's /M.
 *
 * @returns the SET OF that is signed (RFC 5652, 5.4).
 */
export function signedAttributes(
  documentDigest: Buffer,
  certificate: Certificate,
  digestAlgorithm: DigestAlgorithm,
): Buffer {
  return setOf(
    CONTENT_TYPE,
    sequence(MESSAGE_DIGEST, setOf(octetString(documentDigest))),
    signingCertificate(certificate, digestAlgorithm),
  );
}

const attributesOf = new WeakMap<Certificate, Map<DigestAlgorithm, Buffer>>();

/** The attribute depends on the certificate alone, so a signer's is made once. */
function signingCertificate(certificate: Certificate, digest: DigestAlgorithm): Buffer {
  const known = attributesOf.get(certificate) ?? new Map<DigestAlgorithm, Buffer>();
  attributesOf.set(certificate, known);
  const attribute =
    known.get(digest) ??
    sequence(SIGNING_CERTIFICATE_V2, setOf(essCertificate(certificate, digest)));
  known.set(digest, attribute);
  return attribute;
}

/** SigningCertificateV2 (RFC 5035); SHA-256 is the default and DER leaves a default out. */
function essCertificate(certificate: Certificate, digestAlgorithm: DigestAlgorithm): Buffer {
  const hash = createHash(digestAlgorithm).update(certificate.der).digest();
  const issuerSerial = sequence(sequence(context(4, certificate.issuerDer)), certificate.serialDer);
  const algorithms = digestAlgorithm === 'sha256' ? [] : [algorithm(DIGEST_OID[digestAlgorithm])];
  return sequence(sequence(sequence(...algorithms, octetString(hash), issuerSerial)));
}

export type CmsParts = {
  readonly signedAttributes: Buffer;
  readonly certificate: Certificate;
  readonly chain: readonly Buffer[];
  readonly digestAlgorithm: DigestAlgorithm;
  readonly signature: Uint8Array;
};

/** A detached SignedData with one SignerInfo and the certificates (RFC 5652, 5). */
export function buildSignedData(parts: CmsParts): Buffer {
  const { certificate } = parts;
  const digest = algorithm(DIGEST_OID[parts.digestAlgorithm]);
  const attributes = Buffer.from(parts.signedAttributes);
  attributes[0] = 0xa0;
  const signerInfo = sequence(
    integer(1),
    sequence(certificate.issuerDer, certificate.serialDer),
    digest,
    attributes,
    signatureAlgorithm(certificate, parts.digestAlgorithm),
    octetString(parts.signature),
  );
  const certificates = context(0, certificate.der, ...parts.chain);
  const signedData = sequence(
    integer(1),
    encode(TAG.set, digest),
    DATA,
    certificates,
    encode(TAG.set, signerInfo),
  );
  return sequence(SIGNED_DATA, context(0, signedData));
}

function signatureAlgorithm(certificate: Certificate, digest: DigestAlgorithm): Buffer {
  switch (certificate.keyKind) {
    case 'rsa':
      return algorithm(RSA_WITH[digest], nullValue);
    case 'ec':
      return algorithm(ECDSA_WITH[digest]);
    case 'other':
      throw new SignatureRefusedError('certificate.key-unsupported');
  }
}
