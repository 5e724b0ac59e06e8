import { describeReport, readTrustAnchors, verifyPdf } from '../index.js';

/** What to tell people about a file, Vietnamese or English, the verdict first. */
export function verifyInSentences(
  pdf: Uint8Array,
  roots: readonly Uint8Array[],
  at: Date,
  language: 'vi' | 'en' = 'vi',
): string[] {
  const report = verifyPdf(pdf, { trustAnchors: readTrustAnchors(roots), at });
  return describeReport(report, language);
}
