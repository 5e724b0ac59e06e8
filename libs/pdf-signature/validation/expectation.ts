import { createHash } from 'node:crypto';
import type { SignatureReport, VerificationReport } from './report.js';

/** What somebody has stored about a file whose signatures he has seen. Plain data. */
export type SignedExpectation = {
  /** Hex, of the whole file as it was then. */
  readonly sha256: string;
  readonly length: number;
  readonly signatures: readonly ExpectedSignature[];
};
/** One signature as it was seen. */
export type ExpectedSignature = {
  readonly field: string;
  /** Length of the file that the signature covers. */
  readonly revisionLength: number;
  /** Hex, of the signer's certificate; null when there was none. */
  readonly certificateSha256: string | null;
};

/** How a file differs from what was stored about it. */
export type ExpectationCode =
  | 'file-cut-back'
  | 'file-replaced'
  | 'signature-removed'
  | 'signature-replaced'
  | 'signature-unexpected';

/**
 * What to store about a verified file, so that a signature taken away later is missed.
 *
 * @param hash SHA-256 of the file in hexadecimal digits, where the caller has just taken it
 */
export function expectationOf(
  pdf: Uint8Array,
  report: VerificationReport,
  hash = sha256(pdf),
): SignedExpectation {
  return {
    sha256: hash,
    length: pdf.length,
    signatures: report.signatures.map((signature) => ({
      field: signature.field,
      revisionLength: signature.revisionLength,
      certificateSha256: certificateHash(signature),
    })),
  };
}

/**
 * Compares a file with what was stored about an earlier state of it. A file that was cut back to an
 * earlier end-of-file marker is a good file by itself: only somebody who remembers can tell.
 *
 * @returns nothing when the file is that very one, or continues it and keeps every signature.
 *   `signature-unexpected` is no damage: a signature was added that the caller has not seen.
 */
export function compareWithExpectation(
  pdf: Uint8Array,
  report: VerificationReport,
  expected: SignedExpectation,
): ExpectationCode[] {
  const codes = new Set<ExpectationCode>();
  if (pdf.length < expected.length) codes.add('file-cut-back');
  else if (sha256(pdf.subarray(0, expected.length)) !== expected.sha256) codes.add('file-replaced');
  const known = new Set(expected.signatures.map(({ field }) => field));
  for (const signature of expected.signatures) {
    const now = report.signatures.find(({ field }) => field === signature.field);
    if (now === undefined) codes.add('signature-removed');
    else if (!isSame(now, signature)) codes.add('signature-replaced');
  }
  if (report.signatures.some(({ field }) => !known.has(field))) codes.add('signature-unexpected');
  return [...codes];
}

function isSame(now: SignatureReport, then: ExpectedSignature): boolean {
  return (
    now.revisionLength === then.revisionLength && certificateHash(now) === then.certificateSha256
  );
}

function certificateHash({ certificate }: SignatureReport): string | null {
  return certificate === null ? null : sha256(Buffer.from(certificate.der, 'base64'));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
