import type { SignatureScheme } from '../cms/algorithms.js';
import { PdfSignatureError } from '../errors.js';
import type { Certificate } from './certificate.js';
import type { RevocationReason } from './ocsp.js';

export type CrlEntry = {
  readonly revokedAt: Date;
  readonly reason: RevocationReason | null;
  readonly hasUnknownCriticalExtension: boolean;
};

/** Which certificates a CRL speaks for (RFC 5280, 5.2.5). */
export type IssuingDistributionPoint = {
  readonly urls: readonly string[];
  readonly onlyUserCertificates: boolean;
  readonly onlyAuthorityCertificates: boolean;
  readonly onlyAttributeCertificates: boolean;
  readonly onlySomeReasons: boolean;
  readonly isIndirect: boolean;
};

/** A CertificateList (RFC 5280, 5), read but not judged; its entries stay where they are. */
export type Crl = {
  readonly tbsDer: Buffer;
  readonly issuerDer: Buffer;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly authorityKeyIdentifier: Buffer | null;
  readonly distributionPoint: IssuingDistributionPoint | null;
  readonly isDelta: boolean;
  readonly unknownCriticalExtensions: readonly string[];
  readonly scheme: SignatureScheme | null;
  readonly signature: Buffer;
  /** Looks one serial number up. */
  readonly find: (certificate: Pick<Certificate, 'serialDer'>) => CrlEntry | null;
};

/** @throws PdfSignatureError `crl.malformed` */
export function readCrl(der: Uint8Array): Crl {
  throw new PdfSignatureError('crl.malformed', { length: der.length });
}
