import {
  PdfSignatureError,
  type VerificationReport,
  verifyPdf,
} from '../../../../libs/pdf-signature/index.js';
import { ReturnedFileRefusedError } from '../signing.errors.js';

/**
 * A file that a signer's own program has signed extends exactly what it was given by one signature
 * of the expected certificate. Whom that certificate leads to was asked when it was issued: its
 * issuer's trust is no question here.
 *
 * @throws {ReturnedFileRefusedError} with which of these is not so
 */
export function requireReturnedFile(
  before: Uint8Array,
  after: Uint8Array,
  expected: { readonly certificate: Uint8Array; readonly at: Date },
): void {
  if (!extendsExactly(before, after)) throw new ReturnedFileRefusedError('not-an-extension');
  const had = judge(before, expected.at).signatures.length;
  const { signatures } = judge(after, expected.at);
  const added = signatures.at(-1);
  if (signatures.length !== had + 1 || !added)
    throw new ReturnedFileRefusedError('not-one-signature');
  if (added.certificate?.der !== Buffer.from(expected.certificate).toString('base64'))
    throw new ReturnedFileRefusedError('another-signer');
  if (!added.coversWholeDocument) throw new ReturnedFileRefusedError('not-whole-document');
  const broken = signatures.find(({ verdict }) => verdict === 'invalid');
  if (broken) throw new ReturnedFileRefusedError(broken.reasons[0] ?? 'broken-signature');
}

function extendsExactly(before: Uint8Array, after: Uint8Array): boolean {
  return (
    after.length > before.length && Buffer.compare(after.subarray(0, before.length), before) === 0
  );
}

function judge(pdf: Uint8Array, at: Date): VerificationReport {
  try {
    return verifyPdf(pdf, { trustAnchors: [], at });
  } catch (error) {
    if (error instanceof PdfSignatureError) throw new ReturnedFileRefusedError(error.code);
    throw error;
  }
}
