import { createHash } from 'node:crypto';
import {
  anyDigestByOid,
  readSignatureScheme,
  type AnyDigest,
  type SignatureScheme,
} from '../cms/algorithms.js';
import {
  children,
  context,
  expectTag,
  readBitString,
  nullValue,
  octetString,
  oid,
  readFineTime,
  readOid,
  readSmallInteger,
  readWhole,
  sequence,
  sequenceOf,
  TAG,
  type DerNode,
} from '../cms/der.js';
import { OID } from '../cms/oids.js';
import { PdfSignatureError, refusedAs } from '../errors.js';
import type { Certificate } from './certificate.js';
import { readExtensions, unknownCritical, type Extension } from './extensions.js';

export type OcspResponseStatus =
  | 'successful'
  | 'malformed-request'
  | 'internal-error'
  | 'try-later'
  | 'sig-required'
  | 'unauthorized';

/** RFC 5280, 5.3.1. */
export type RevocationReason =
  | 'unspecified'
  | 'key-compromise'
  | 'ca-compromise'
  | 'affiliation-changed'
  | 'superseded'
  | 'cessation-of-operation'
  | 'certificate-hold'
  | 'remove-from-crl'
  | 'privilege-withdrawn'
  | 'aa-compromise';

export type OcspSingleResponse = {
  readonly certId: {
    readonly digest: AnyDigest | null;
    readonly issuerNameHash: Buffer;
    readonly issuerKeyHash: Buffer;
    readonly serialDer: Buffer;
  };
  readonly state: 'good' | 'revoked' | 'unknown';
  readonly revokedAt: Date | null;
  readonly reason: RevocationReason | null;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  /** Certificates that expired after this moment are still answered for (RFC 6960, 4.4.4). */
  readonly archiveCutoff: Date | null;
  /** What the responder knows as the certificate (CertHash of Common PKI, part 4). */
  readonly certHash: { readonly digest: AnyDigest | null; readonly value: Buffer } | null;
  readonly hasUnknownCriticalExtension: boolean;
};

/** An OCSPResponse (RFC 6960, 4.2.1), read but not judged. Only a successful one has a `basic`. */
export type OcspResponse = {
  readonly status: OcspResponseStatus;
  readonly basic: BasicOcspResponse | null;
};

export type BasicOcspResponse = {
  readonly tbsDer: Buffer;
  readonly responderName: Buffer | null;
  /** SHA-1 of the responder's key. */
  readonly responderKeyHash: Buffer | null;
  readonly producedAt: Date;
  readonly responses: readonly OcspSingleResponse[];
  readonly nonce: Buffer | null;
  readonly hasUnknownCriticalExtension: boolean;
  readonly scheme: SignatureScheme | null;
  readonly signature: Buffer;
  readonly certificates: readonly Buffer[];
};

/** An OCSPRequest for one certificate (RFC 6960, 4.1), by SHA-1 CertID: what every responder knows. */
export function ocspRequest(
  certificate: Certificate,
  issuer: Certificate,
  nonce?: Uint8Array,
): Uint8Array {
  const hash = (bytes: Buffer): Buffer => octetString(createHash('sha1').update(bytes).digest());
  const certId = sequence(
    sequence(oid(OID.sha1), nullValue),
    hash(certificate.issuerDer),
    hash(issuer.publicKeyBits),
    certificate.serialDer,
  );
  const list = sequence(sequence(certId));
  if (nonce === undefined) return sequence(sequence(list));
  const extension = sequence(oid(OID.ocspNonce), octetString(octetString(nonce)));
  return sequence(sequence(list, context(2, sequence(extension))));
}

const STATUSES: ReadonlyMap<number, OcspResponseStatus> = new Map<number, OcspResponseStatus>([
  [0, 'successful'],
  [1, 'malformed-request'],
  [2, 'internal-error'],
  [3, 'try-later'],
  [5, 'sig-required'],
  [6, 'unauthorized'],
]);

const REASONS: ReadonlyMap<number, RevocationReason> = new Map<number, RevocationReason>([
  [0, 'unspecified'],
  [1, 'key-compromise'],
  [2, 'ca-compromise'],
  [3, 'affiliation-changed'],
  [4, 'superseded'],
  [5, 'cessation-of-operation'],
  [6, 'certificate-hold'],
  [8, 'remove-from-crl'],
  [9, 'privilege-withdrawn'],
  [10, 'aa-compromise'],
]);

/** CRLReason; a number nobody has named yet says nothing more than that it was revoked. */
export function readReason(node: DerNode | undefined): RevocationReason {
  return REASONS.get(readSmallInteger(expectTag(node, TAG.enumerated))) ?? 'unspecified';
}

/**
 * Reads an OCSPResponse (RFC 6960, 4.2), DER; neither responder nor times are judged.
 *
 * @throws PdfSignatureError `ocsp.malformed`
 */
export function readOcspResponse(der: Uint8Array): OcspResponse {
  return refusedAs('ocsp.malformed', () =>
    parse(Buffer.from(der.buffer, der.byteOffset, der.byteLength)),
  );
}

function malformed(detail: string): PdfSignatureError {
  return new PdfSignatureError('ocsp.malformed', { detail });
}

function parse(der: Buffer): OcspResponse {
  const [code, wrapped] = sequenceOf(readWhole(der));
  const status = STATUSES.get(readSmallInteger(expectTag(code, TAG.enumerated)));
  if (status === undefined) throw malformed('status');
  if (status !== 'successful') return { status, basic: null };
  const [type, content] = sequenceOf(readWhole(expectTag(wrapped, 0xa0).content));
  if (readOid(type) !== OID.ocspBasic) throw malformed('response type');
  return { status, basic: parseBasic(expectTag(content, TAG.octetString).content) };
}

/** Answers, or certificates, of one response; a responder is asked about one certificate. */
const MAX_MEMBERS = 128;

const UNDERSTOOD: ReadonlySet<string> = new Set([OID.ocspNonce]);
/** Of one answer. */
const SINGLE_UNDERSTOOD: ReadonlySet<string> = new Set([OID.ocspArchiveCutoff, OID.ocspCertHash]);

function parseBasic(der: Buffer): BasicOcspResponse {
  const [tbs, algorithm, signature, wrapped] = sequenceOf(readWhole(der));
  const parts = sequenceOf(tbs);
  const [id, producedAt, responses, wrappedExtensions] =
    parts[0]?.tag === 0xa0 ? parts.slice(1) : parts;
  const extensions = readWrappedExtensions(wrappedExtensions);
  const nonce = extensions.get(OID.ocspNonce);
  const certificates =
    wrapped?.tag === 0xa0 ? sequenceOf(readWhole(wrapped.content)).map(({ bytes }) => bytes) : [];
  const answers = sequenceOf(responses);
  if (certificates.length > MAX_MEMBERS || answers.length > MAX_MEMBERS) throw malformed('size');
  return {
    tbsDer: expectTag(tbs, TAG.sequence).bytes,
    ...readResponder(id),
    producedAt: readFineTime(producedAt),
    responses: answers.map(parseSingle),
    nonce: nonce === undefined ? null : readNonce(nonce.value),
    hasUnknownCriticalExtension: unknownCritical(extensions, UNDERSTOOD).length > 0,
    scheme: readSignatureScheme(algorithm),
    signature: readBitString(signature),
    certificates,
  };
}

/** Old responders put the bytes of the nonce into the extension without an OCTET STRING of its own. */
function readNonce(value: Buffer): Buffer {
  return value[0] === TAG.octetString && value[1] === value.length - 2 ? value.subarray(2) : value;
}

function readResponder(
  id: DerNode | undefined,
): Pick<BasicOcspResponse, 'responderName' | 'responderKeyHash'> {
  const inner = readWhole(id?.content ?? Buffer.alloc(0));
  if (id?.tag === 0xa1) return { responderName: inner.bytes, responderKeyHash: null };
  if (id?.tag !== 0xa2) throw malformed('responder');
  const responderKeyHash = expectTag(inner, TAG.octetString).content;
  return { responderName: null, responderKeyHash };
}

function readWrappedExtensions(wrapper: DerNode | undefined): ReadonlyMap<string, Extension> {
  return readExtensions(wrapper?.tag === 0xa1 ? readWhole(wrapper.content) : undefined);
}

function parseSingle(node: DerNode): OcspSingleResponse {
  const [certId, status, thisUpdate, ...rest] = sequenceOf(node);
  const [algorithm, nameHash, keyHash, serial] = sequenceOf(certId);
  const next = rest.find(({ tag }) => tag === 0xa0);
  const extensions = readWrappedExtensions(rest.find(({ tag }) => tag === 0xa1));
  const cutoff = extensions.get(OID.ocspArchiveCutoff);
  const certHash = extensions.get(OID.ocspCertHash);
  return {
    certId: {
      digest: anyDigestByOid(readOid(sequenceOf(algorithm)[0])) ?? null,
      issuerNameHash: expectTag(nameHash, TAG.octetString).content,
      issuerKeyHash: expectTag(keyHash, TAG.octetString).content,
      serialDer: expectTag(serial, TAG.integer).bytes,
    },
    ...readStatus(status),
    thisUpdate: readFineTime(thisUpdate),
    nextUpdate: next === undefined ? null : readFineTime(readWhole(next.content)),
    archiveCutoff: cutoff === undefined ? null : readFineTime(readWhole(cutoff.value)),
    certHash: certHash === undefined ? null : readCertHash(certHash.value),
    hasUnknownCriticalExtension: unknownCritical(extensions, SINGLE_UNDERSTOOD).length > 0,
  };
}

function readCertHash(value: Buffer): OcspSingleResponse['certHash'] {
  const [algorithm, hash] = sequenceOf(readWhole(value));
  return {
    digest: anyDigestByOid(readOid(sequenceOf(algorithm)[0])) ?? null,
    value: expectTag(hash, TAG.octetString).content,
  };
}

function readStatus(
  node: DerNode | undefined,
): Pick<OcspSingleResponse, 'state' | 'revokedAt' | 'reason'> {
  if (node === undefined) throw malformed('certificate status');
  switch (node.tag) {
    case 0x80:
      return { state: 'good', revokedAt: null, reason: null };
    case 0xa1: {
      const [time, reason] = children(node);
      return {
        state: 'revoked',
        revokedAt: readFineTime(time),
        reason: reason === undefined ? null : readReason(readWhole(reason.content)),
      };
    }
    case 0x82:
      return { state: 'unknown', revokedAt: null, reason: null };
    default:
      throw malformed('certificate status');
  }
}

/**
 * Whether the response speaks about this certificate of this issuer (RFC 6960, 4.1.1), and not about
 * another one of its number, as the hash of the certificate tells where the responder gives it.
 */
export function isAbout(
  { certId, certHash }: OcspSingleResponse,
  certificate: Certificate,
  issuer: Certificate,
): boolean {
  const { digest, issuerNameHash, issuerKeyHash, serialDer } = certId;
  if (digest === null || !serialDer.equals(certificate.serialDer)) return false;
  const isHash = (hash: Buffer, bytes: Buffer, by: AnyDigest | null = digest): boolean =>
    by !== null && createHash(by).update(bytes).digest().equals(hash);
  return (
    isHash(issuerKeyHash, issuer.publicKeyBits) &&
    (isHash(issuerNameHash, certificate.issuerDer) || isHash(issuerNameHash, issuer.subjectDer)) &&
    (certHash === null || isHash(certHash.value, certificate.der, certHash.digest))
  );
}
