import { createHash } from 'node:crypto';
import type { Certificate } from '../pki/certificate.js';
import type { SignatureScheme } from './algorithms.js';
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
/** Signed attributes are a SET OF when they are signed, and [0] in the SignerInfo (RFC 5652, 5.4). */
const ATTRIBUTES_TAG = 0xa0;

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
  const { bytes, digestAt } = attributesFor(certificate, digestAlgorithm);
  const attributes = Buffer.from(bytes);
  attributes.set(documentDigest, digestAt);
  return attributes;
}

/** A signer's attributes but for the digest of the document, and where that stands. */
type Attributes = { readonly bytes: Buffer; readonly digestAt: number };

const attributesOf = new WeakMap<Certificate, Map<DigestAlgorithm, Attributes>>();

/** All but the digest depends on the certificate alone, so it is made once. */
function attributesFor(certificate: Certificate, digest: DigestAlgorithm): Attributes {
  const known = attributesOf.get(certificate) ?? new Map<DigestAlgorithm, Attributes>();
  const attributes = known.get(digest);
  if (attributes !== undefined) return attributes;
  const messageDigest = Buffer.alloc(DIGEST_LENGTH[digest]);
  const bytes = setOf(
    CONTENT_TYPE,
    sequence(MESSAGE_DIGEST, setOf(octetString(messageDigest))),
    sequence(SIGNING_CERTIFICATE_V2, setOf(essCertificate(certificate, digest))),
  );
  // Behind the identifier stand the heads of SET and OCTET STRING, of two bytes each.
  const made = { bytes, digestAt: bytes.indexOf(MESSAGE_DIGEST) + MESSAGE_DIGEST.length + 4 };
  attributesOf.set(certificate, known.set(digest, made));
  return made;
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
  /** How a key of RSA signed; keys that are restricted to PSS need not say so. */
  readonly padding?: RsaPadding | undefined;
  /** A TimeStampToken over the signature value: what makes B-T (EN 319 142-1, 6.3). */
  readonly timeStamp?: Uint8Array | undefined;
};

export type RsaPadding = 'pkcs1' | 'pss';

/**
 * How a signer signs: what the raw signature is verified with before it is embedded.
 *
 * @throws SignatureRefusedError `certificate.key-unsupported`; also for Ed25519 with another digest
 * than SHA-512, which RFC 8419, 3.1 asks for, and for a padding that the key does not know
 */
export function signatureSchemeOf(
  certificate: Certificate,
  digest: DigestAlgorithm,
  padding?: RsaPadding,
): SignatureScheme {
  const { keyKind } = certificate;
  const isPss = padding === 'pss';
  if (keyKind === 'rsa' && !isPss) return { kind: 'rsa', digest };
  if (keyKind === 'rsa' || (keyKind === 'rsa-pss' && padding !== 'pkcs1')) {
    return { kind: 'rsa-pss', digest, saltLength: DIGEST_LENGTH[digest] };
  }
  if (padding === undefined && keyKind === 'ec') return { kind: 'ec', digest };
  if (padding === undefined && keyKind === 'ed25519' && digest === 'sha512') {
    return { kind: 'ed25519', digest };
  }
  throw new SignatureRefusedError('certificate.key-unsupported', { digest });
}

/** A SignedData, and where its attributes and its signature value stand. */
type Shell = {
  readonly parts: CmsParts;
  readonly bytes: Buffer;
  readonly attributesAt: number;
  readonly signatureAt: number;
};

/** From one signature of a signer to the next, what stands around these two is the same. */
const shells = new WeakMap<Certificate, Shell>();

/** A detached SignedData with one SignerInfo and the certificates (RFC 5652, 5). */
export function buildSignedData(parts: CmsParts): Buffer {
  if (parts.timeStamp !== undefined) return assemble(parts);
  const known = shells.get(parts.certificate);
  const { bytes, attributesAt, signatureAt } =
    known !== undefined && isAlike(known.parts, parts) ? known : makeShell(parts);
  const signedData = Buffer.from(bytes);
  signedData.set(parts.signedAttributes, attributesAt);
  signedData[attributesAt] = ATTRIBUTES_TAG;
  signedData.set(parts.signature, signatureAt);
  return signedData;
}

function isAlike(a: CmsParts, b: CmsParts): boolean {
  return (
    a.chain === b.chain &&
    a.digestAlgorithm === b.digestAlgorithm &&
    a.padding === b.padding &&
    a.signedAttributes.length === b.signedAttributes.length &&
    a.signature.length === b.signature.length
  );
}

function makeShell(parts: CmsParts): Shell {
  const { certificate, digestAlgorithm, padding, signature, signedAttributes } = parts;
  const bytes = assemble(parts);
  const scheme = signatureAlgorithm(signatureSchemeOf(certificate, digestAlgorithm, padding));
  // The value ends the whole; before it stand the attributes and the algorithm.
  const attributesAt =
    bytes.length - octetString(signature).length - scheme.length - signedAttributes.length;
  const shell = { parts, bytes, attributesAt, signatureAt: bytes.length - signature.length };
  shells.set(certificate, shell);
  return shell;
}

function assemble(parts: CmsParts): Buffer {
  const { certificate, digestAlgorithm, timeStamp } = parts;
  const digest = algorithm(DIGEST_OID[digestAlgorithm]);
  const attributes = Buffer.from(parts.signedAttributes);
  attributes[0] = ATTRIBUTES_TAG;
  const unsigned =
    timeStamp === undefined
      ? []
      : [context(1, sequence(oid(OID.signatureTimeStamp), encode(TAG.set, timeStamp)))];
  const signerInfo = sequence(
    integer(1),
    sequence(certificate.issuerDer, certificate.serialDer),
    digest,
    attributes,
    signatureAlgorithm(signatureSchemeOf(certificate, digestAlgorithm, parts.padding)),
    octetString(parts.signature),
    ...unsigned,
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

const DIGEST_LENGTH: Readonly<Record<DigestAlgorithm, number>> = {
  sha256: 32,
  sha384: 48,
  sha512: 64,
};

/** AlgorithmIdentifier of a scheme, as certificates and SignerInfos carry it. */
export function signatureAlgorithm({ kind, digest }: SignatureScheme): Buffer {
  if (kind === 'ed25519') return algorithm(OID.ed25519);
  if (digest !== 'sha256' && digest !== 'sha384' && digest !== 'sha512') {
    throw new SignatureRefusedError('certificate.key-unsupported', { digest });
  }
  switch (kind) {
    case 'rsa':
      return algorithm(RSA_WITH[digest], nullValue);
    case 'rsa-pss':
      return pssAlgorithm(digest);
    case 'ec':
      return algorithm(ECDSA_WITH[digest]);
  }
}

/** RSASSA-PSS-params (RFC 4055, 3.1): one digest for both, the salt as long as the digest. */
function pssAlgorithm(digest: DigestAlgorithm): Buffer {
  const hash = sequence(oid(DIGEST_OID[digest]), nullValue);
  return sequence(
    oid(OID.rsaPss),
    sequence(
      context(0, hash),
      context(1, sequence(oid(OID.mgf1), hash)),
      context(2, integer(DIGEST_LENGTH[digest])),
    ),
  );
}
