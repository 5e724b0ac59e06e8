import { checkReturnedPdf, inspectPdf } from '../../../../libs/pdf-signature/index.js';
import type { ReturnedFileProblem } from './refusal-reasons.js';

export type ExpectedReturn = {
  readonly certificate: Uint8Array;
  readonly field: string;
  readonly lock: boolean;
};

/**
 * A file that a signer's own program has signed extends exactly what it was given by one signature
 * of the expected certificate, in the place that was laid out for it. Whom that certificate leads
 * to was asked when it was issued: its issuer's trust is no question here.
 *
 * @returns which of these is not so; null: it is what was expected
 */
export function returnedFileProblem(
  before: Uint8Array,
  after: Uint8Array,
  { certificate, field, lock }: ExpectedReturn,
): ReturnedFileProblem | null {
  const isLaidOut = inspectPdf(before).fields.some(({ name }) => name === field);
  const [problem] = checkReturnedPdf(before, after, {
    certificate,
    mayCertify: 2,
    ...(isLaidOut ? { field } : {}),
  }).problems;
  if (problem !== undefined) return problem;
  return lock && !isClosed(after) ? 'not-locked' : null;
}

function isClosed(pdf: Uint8Array): boolean {
  return inspectPdf(pdf).fields.every(({ locked }) => locked);
}
