import type { AnyDigest, SignatureScheme } from '../cms/algorithms.js';
import { PdfSignatureError } from '../errors.js';
import type { Certificate } from './certificate.js';

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
  return Buffer.concat([certificate.serialDer, issuer.subjectDer, nonce ?? Buffer.alloc(0)]);
}

/** @throws PdfSignatureError `ocsp.malformed` */
export function readOcspResponse(der: Uint8Array): OcspResponse {
  throw new PdfSignatureError('ocsp.malformed', { length: der.length });
}
