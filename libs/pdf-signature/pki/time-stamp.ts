import { createHash } from 'node:crypto';
import { anyDigestByOid, type AnyDigest, type SignatureScheme } from '../cms/algorithms.js';
import { checkSignedData, type CmsReason } from '../cms/cms-check.js';
import { parseSignedData, type GapPadding, type SignedData } from '../cms/cms-parse.js';
import {
  children,
  encode,
  expectTag,
  integer,
  nullValue,
  octetString,
  oid,
  readBoolean,
  readFineTime,
  readOid,
  readSmallInteger,
  readText,
  readWhole,
  sequence,
  sequenceOf,
  TAG,
  unsignedInteger,
  type DerNode,
} from '../cms/der.js';
import { DIGEST_OID, OID, type DigestAlgorithm } from '../cms/oids.js';
import { PdfSignatureError } from '../errors.js';
import type { Certificate } from './certificate.js';
import { readExtensions, unknownCritical } from './extensions.js';
import { isValidAt, mayStampTime } from './path-rules.js';
import type { Spend } from './signed-by.js';

export type TimeStampRequestOptions = {
  readonly digestAlgorithm: DigestAlgorithm;
  /** Up to 32 bytes, random; the answer must repeat it. */
  readonly nonce?: Uint8Array;
  /** Policy of the authority, dotted. */
  readonly policy?: string;
};

/** A TimeStampReq over a digest that was taken already (RFC 3161, 2.4.1); asks for certificates. */
export function timeStampRequest(
  imprint: Uint8Array,
  options: TimeStampRequestOptions,
): Uint8Array {
  const { digestAlgorithm, nonce, policy } = options;
  const algorithm = sequence(oid(DIGEST_OID[digestAlgorithm]), nullValue);
  return sequence(
    integer(1),
    sequence(algorithm, octetString(imprint)),
    ...(policy === undefined ? [] : [oid(policy)]),
    ...(nonce === undefined ? [] : [unsignedInteger(nonce)]),
    encode(TAG.boolean, Buffer.from([0xff])),
  );
}

/** PKIFailureInfo by the number of its bit (RFC 3161, 2.4.2). */
const FAILURES: ReadonlyMap<number, string> = new Map([
  [0, 'bad-algorithm'],
  [2, 'bad-request'],
  [5, 'bad-data-format'],
  [14, 'time-not-available'],
  [15, 'unaccepted-policy'],
  [16, 'unaccepted-extension'],
  [17, 'additional-information-not-available'],
  [25, 'system-failure'],
]);

const STATUSES = ['granted', 'granted-with-mods', 'rejection', 'waiting'] as const;

/**
 * The token of a TimeStampResp.
 *
 * @throws PdfSignatureError `time-stamp.refused` with `status` (`rejection`, `waiting`, ...),
 * `failure` (`bad-algorithm`, `unaccepted-policy`, ...) and `text`; `time-stamp.malformed`
 */
export function readTimeStampResponse(der: Uint8Array): { readonly token: Uint8Array } {
  return orMalformed(() => {
    const [info, token] = sequenceOf(readWhole(bufferOf(der)));
    const [status, ...rest] = sequenceOf(info);
    const code = readSmallInteger(expectTag(status, TAG.integer));
    if (code > 1) throw refused(code, rest);
    return { token: expectTag(token, TAG.sequence).bytes };
  });
}

function refused(code: number, rest: readonly DerNode[]): PdfSignatureError {
  const bits = rest.find(({ tag }) => tag === TAG.bitString)?.content.subarray(1);
  const texts = rest.find(({ tag }) => tag === TAG.sequence);
  const bit = [...FAILURES.keys()].find(
    (number) => ((bits?.[number >> 3] ?? 0) & (0x80 >> (number & 7))) !== 0,
  );
  return new PdfSignatureError('time-stamp.refused', {
    status: STATUSES[code] ?? 'revocation',
    failure: (bit === undefined ? undefined : FAILURES.get(bit)) ?? 'unspecified',
    ...(texts === undefined ? {} : { text: children(texts).map(readText).join(' ') }),
  });
}

function orMalformed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PdfSignatureError) || error.code.startsWith('time-stamp.')) throw error;
    throw new PdfSignatureError('time-stamp.malformed', error.params);
  }
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A TimeStampToken (RFC 3161, 2.4.2), read but not judged. */
export type TimeStampToken = {
  readonly genTime: Date;
  /** What the authority grants on either side of `genTime`, milliseconds. */
  readonly accuracyMs: number | null;
  readonly ordering: boolean;
  readonly policy: string;
  readonly serial: string;
  readonly imprint: { readonly digest: AnyDigest; readonly value: Buffer };
  /** Without leading zeros. */
  readonly nonce: Buffer | null;
  readonly hasUnknownCriticalExtension: boolean;
  readonly signedData: SignedData;
};

/**
 * Reads a token, or the padded /Contents of a document time-stamp.
 *
 * @throws PdfSignatureError `time-stamp.malformed`
 */
export function readTimeStampToken(der: Uint8Array, padding?: GapPadding): TimeStampToken {
  return orMalformed(() => {
    const signedData = parseSignedData(bufferOf(der), padding);
    if (signedData.contentType !== OID.timeStampInfo || signedData.content === null) {
      throw new PdfSignatureError('time-stamp.malformed', { detail: 'content' });
    }
    return { ...readInfo(signedData.content), signedData };
  });
}

function readInfo(content: Buffer): Omit<TimeStampToken, 'signedData'> {
  const [version, policy, imprint, serial, genTime, ...rest] = sequenceOf(readWhole(content));
  if (readSmallInteger(expectTag(version, TAG.integer)) !== 1) {
    throw new PdfSignatureError('time-stamp.malformed', { detail: 'version' });
  }
  const [algorithm, value] = sequenceOf(imprint);
  const digest = anyDigestByOid(readOid(sequenceOf(algorithm)[0]));
  if (digest === undefined) {
    throw new PdfSignatureError('time-stamp.malformed', { detail: 'digest' });
  }
  const accuracy = rest.find(({ tag }) => tag === TAG.sequence);
  const nonce = rest.find(({ tag }) => tag === TAG.integer);
  const extensions = rest.find(({ tag }) => tag === 0xa1);
  return {
    genTime: readFineTime(genTime),
    accuracyMs: accuracy === undefined ? null : readAccuracy(accuracy),
    ordering: rest.some((node) => node.tag === TAG.boolean && readBoolean(node)),
    policy: readOid(policy),
    serial: expectTag(serial, TAG.integer).content.toString('hex'),
    imprint: { digest, value: expectTag(value, TAG.octetString).content },
    nonce: nonce === undefined ? null : magnitude(nonce.content),
    hasUnknownCriticalExtension:
      extensions !== undefined &&
      unknownCritical(readExtensions({ ...extensions, tag: TAG.sequence }), new Set()).length > 0,
  };
}

function readAccuracy(node: DerNode): number {
  const parts = children(node);
  const part = (tag: number): number => {
    const found = parts.find((candidate) => candidate.tag === tag);
    return found === undefined ? 0 : readSmallInteger(found);
  };
  return part(TAG.integer) * 1_000 + part(0x80) + part(0x81) / 1_000;
}

/** Nonces are numbers: leading zeros do not count. */
function magnitude(bytes: Uint8Array): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  return Buffer.from(start === -1 ? [] : bytes.subarray(start));
}

/** Why a token proves nothing. */
export type TimeStampProblemCode =
  | 'signature-invalid'
  | 'content-invalid'
  | 'certificate-missing'
  | 'signing-certificate-attribute'
  | 'algorithm-unsupported'
  | 'algorithm-weak'
  | 'imprint-mismatch'
  | 'nonce-mismatch'
  | 'policy-mismatch'
  | 'extended-key-usage'
  | 'certificate-not-valid-then';

/** What the token was asked for; what is left out is not compared. */
export type TimeStampExpectation = {
  /** The digest that was stamped, or the parts whose digest it must be. */
  readonly imprint?: Uint8Array;
  readonly content?: readonly Uint8Array[];
  readonly nonce?: Uint8Array;
  readonly policies?: readonly string[];
  /** Certificates from elsewhere, when the token carries none. */
  readonly pool?: readonly Certificate[];
  /** Pays for the check. */
  readonly spend?: Spend | undefined;
};

/** Who made the token; it holds when there is no problem. */
export type TimeStampCheck = {
  readonly certificate: Certificate | null;
  readonly certificates: readonly Certificate[];
  /** For the algorithm policy. */
  readonly digest: AnyDigest | null;
  readonly scheme: SignatureScheme | null;
  readonly problems: readonly TimeStampProblemCode[];
};

/**
 * Judges a token by itself: its signature by exactly one signer, the signing-certificate attribute,
 * the certificate's one purpose, and that it answers what was asked. The path to an anchor and the
 * revocation are judged apart.
 */
export function checkTimeStampToken(
  token: TimeStampToken,
  expected: TimeStampExpectation,
): TimeStampCheck {
  const { signedData, genTime } = token;
  const content = signedData.content ?? Buffer.alloc(0);
  const check = checkSignedData(signedData, {
    contentType: OID.timeStampInfo,
    content: [content],
    needsSigningCertificate: true,
    pool: expected.pool,
    spend: expected.spend,
  });
  const { certificate, certificates, digest, scheme } = check;
  const problems = new Set(check.reasons.map((reason) => PROBLEM_OF[reason] ?? 'content-invalid'));
  if (token.hasUnknownCriticalExtension) problems.add('content-invalid');
  if (certificate !== null) {
    if (!mayStampTime(certificate)) problems.add('extended-key-usage');
    if (!isValidAt(certificate, genTime)) problems.add('certificate-not-valid-then');
  }
  for (const problem of compare(token, expected)) problems.add(problem);
  return { certificate, certificates, digest, scheme, problems: [...problems] };
}

const PROBLEM_OF: Partial<Record<CmsReason, TimeStampProblemCode>> = {
  'digest-mismatch': 'signature-invalid',
  'signature-mismatch': 'signature-invalid',
  'signer-certificate-missing': 'certificate-missing',
  'signing-certificate-attribute-missing': 'signing-certificate-attribute',
  'signing-certificate-mismatch': 'signing-certificate-attribute',
  'algorithm-unsupported': 'algorithm-unsupported',
  'algorithm-weak': 'algorithm-weak',
};

function compare(
  { imprint, nonce, policy }: TimeStampToken,
  expected: TimeStampExpectation,
): TimeStampProblemCode[] {
  const problems: TimeStampProblemCode[] = [];
  const isOther = expected.imprint !== undefined && !imprint.value.equals(expected.imprint);
  if (isOther || !isImprintOf(imprint, expected.content)) problems.push('imprint-mismatch');
  if (expected.nonce !== undefined && nonce?.equals(magnitude(expected.nonce)) !== true) {
    problems.push('nonce-mismatch');
  }
  if (expected.policies?.includes(policy) === false) problems.push('policy-mismatch');
  return problems;
}

function isImprintOf(
  { digest, value }: TimeStampToken['imprint'],
  content: readonly Uint8Array[] | undefined,
): boolean {
  if (content === undefined) return true;
  const hash = createHash(digest);
  for (const part of content) hash.update(part);
  return hash.digest().equals(value);
}
