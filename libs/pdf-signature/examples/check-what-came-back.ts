import {
  checkReturnedPdf,
  compareWithExpectation,
  expectationOf,
  verifyPdf,
  type SignedExpectation,
  type VerifyOptions,
} from '../index.js';

/** What an outside signer sent back: taken only when it is our file with his one signature. */
export function takeReturnedFile(
  ours: Uint8Array,
  returned: Uint8Array,
  signer: { readonly certificate: Uint8Array; readonly field: string },
  options: VerifyOptions,
): { readonly problems: readonly string[]; readonly remember: SignedExpectation | null } {
  const { problems } = checkReturnedPdf(ours, returned, signer);
  if (problems.length > 0) return { problems, remember: null };
  // Whether the signer is trusted is another question than whether the file is the expected one.
  const report = verifyPdf(returned, options);
  if (report.verdict !== 'valid') return { problems: report.reasons, remember: null };
  return { problems: [], remember: expectationOf(returned, report) };
}

/** Later: a file cut back to before its last signature is a good file, only memory can tell. */
export function isWhatWasTaken(
  pdf: Uint8Array,
  remembered: SignedExpectation,
  options: VerifyOptions,
): readonly string[] {
  return compareWithExpectation(pdf, verifyPdf(pdf, options), remembered);
}
