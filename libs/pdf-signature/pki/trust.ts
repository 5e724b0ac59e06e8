import { PdfSignatureError } from '../errors.js';
import { readCertificate } from './certificate.js';

export type TrustPurpose = 'signature' | 'time-stamp';

/** A certificate that is trusted by decision, not by proof. */
export type TrustAnchor = {
  /** DER. */
  readonly certificate: Uint8Array;
  readonly name?: string;
  /** What it may vouch for; everything when left out. */
  readonly purposes?: readonly TrustPurpose[];
  /** Trusted from this moment on, and until that one; both moments belong to it. */
  readonly from?: Date;
  readonly until?: Date;
};

const PEM = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END/g;

/**
 * Anchors from files: PEM bundles or single certificates in DER.
 *
 * @throws PdfSignatureError `trust.malformed`
 */
export function readTrustAnchors(files: readonly Uint8Array[]): TrustAnchor[] {
  return files.flatMap((file) => {
    const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
    if (bytes[0] === 0x30) return [anchorOf(bytes)];
    const blocks = [...bytes.toString('latin1').matchAll(PEM)];
    if (blocks.length === 0)
      throw new PdfSignatureError('trust.malformed', { detail: 'no anchor' });
    return blocks.map(([, base64 = '']) => anchorOf(Buffer.from(base64, 'base64')));
  });
}

function anchorOf(der: Buffer): TrustAnchor {
  try {
    return { certificate: readCertificate(der).der };
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    throw new PdfSignatureError('trust.malformed', { detail: 'certificate' });
  }
}

/** @throws PdfSignatureError `trust.malformed` */
export function readTrustList(json: string): TrustAnchor[] {
  throw new PdfSignatureError('trust.malformed', { length: json.length });
}
