import { checkReturnedPdf, inspectPdf } from '../../../../libs/pdf-signature/index.js';
import { ReturnedFileRefusedError } from '../signing.errors.js';

type Expected = {
  readonly certificate: Uint8Array;
  readonly field: string;
  readonly lock: boolean;
};

/**
 * A file that a signer's own program has signed extends exactly what it was given by one signature
 * of the expected certificate, in the place that was laid out for it. Whom that certificate leads
 * to was asked when it was issued: its issuer's trust is no question here.
 *
 * @throws {ReturnedFileRefusedError} with which of these is not so
 */
export function requireReturnedFile(
  before: Uint8Array,
  after: Uint8Array,
  { certificate, field, lock }: Expected,
): void {
  const isLaidOut = inspectPdf(before).fields.some(({ name }) => name === field);
  const [problem] = checkReturnedPdf(before, after, {
    certificate,
    mayCertify: 2,
    ...(isLaidOut ? { field } : {}),
  }).problems;
  if (problem !== undefined) throw new ReturnedFileRefusedError(problem);
  if (lock && !isClosed(after)) throw new ReturnedFileRefusedError('not-locked');
}

function isClosed(pdf: Uint8Array): boolean {
  return inspectPdf(pdf).fields.every(({ locked }) => locked);
}
