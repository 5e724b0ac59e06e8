import type { PdfDocument } from '../pdf/document.js';
import { lengthOf, type JudgedSignature } from './judged-signatures.js';
import type { BaselineLevel } from './report.js';
import { openRevision, type FileRevision } from './revisions.js';

/**
 * The baseline level that a signature has reached (EN 319 142-1, 6): B-T with a time-stamp, B-LT
 * with the evidence about its path in the file, B-LTA with a document time-stamp over that evidence.
 * Whether the time-stamps are trusted is another question.
 */
export function levelOf(
  signature: JudgedSignature,
  all: readonly JudgedSignature[],
  file: { readonly document: PdfDocument; readonly revisions: readonly FileRevision[] },
): BaselineLevel | null {
  const { judgement, chain, stamps, reasons } = signature;
  if (judgement.subFilter !== 'ETSI.CAdES.detached' || !judgement.intact) return null;
  const later = all.filter(
    (other) =>
      other.judgement.token !== null &&
      other.judgement.intact &&
      lengthOf(other.candidate) > lengthOf(signature.candidate),
  );
  const isStamped = stamps.some((stamp) => !stamp.reasons.includes('time-stamp-mismatch'));
  if (!isStamped && later.length === 0) return 'B-B';
  const { document, revisions } = file;
  const hasStore = document.catalog.get('DSS') !== undefined;
  const stampsProven = stamps.every((stamp) => stamp.chain?.isProvenInFile !== false);
  const isProven = chain?.isProvenInFile === true && stampsProven;
  if (!hasStore || !isProven || reasons.includes('revocation-unknown')) return 'B-T';
  const isCovered = later.some(({ candidate: { place } }) => {
    const revision = typeof place === 'string' ? undefined : revisions[place.revision];
    return (
      revision !== undefined && openRevision(document, revision).catalog.get('DSS') !== undefined
    );
  });
  return isCovered ? 'B-LTA' : 'B-LT';
}
