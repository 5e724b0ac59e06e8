import type { PdfDocument } from '../pdf/document.js';
import { keyOf, readEvidence } from '../signing/security-store.js';
import { lengthOf, type JudgedSignature } from './judged-signatures.js';
import type { BaselineLevel } from '../baseline-levels.js';
import { openRevision, type FileRevision } from '../pdf/revisions.js';

type SignedFile = {
  readonly document: PdfDocument;
  readonly revisions: readonly FileRevision[];
};

/**
 * The baseline level that a signature has reached (EN 319 142-1, 6): B-T with a time-stamp, B-LT
 * with the evidence about its path in the file, B-LTA with a document time-stamp over that evidence.
 * Whether the time-stamps are trusted is another question.
 */
export function levelOf(
  signature: JudgedSignature,
  all: readonly JudgedSignature[],
  file: SignedFile,
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
  const chains = [chain, ...stamps.map((stamp) => stamp.chain)].filter((one) => one !== null);
  const isProven = chain !== null && chains.every(({ isProvenInFile }) => isProvenInFile);
  const hasStore = file.document.catalog.get('DSS') !== undefined;
  if (!hasStore || !isProven || reasons.includes('revocation-unknown')) return 'B-T';
  const evidence = chains.flatMap(({ evidenceInFile }) => evidenceInFile);
  return later.some((stamp) => covers(stamp, evidence, file)) ? 'B-LTA' : 'B-LT';
}

/** Whether the evidence stood in the file already when the document time-stamp was made. */
function covers(
  { candidate: { place } }: JudgedSignature,
  evidence: readonly Uint8Array[],
  { document, revisions }: SignedFile,
): boolean {
  const revision = typeof place === 'string' ? undefined : revisions[place.revision];
  if (revision === undefined) return false;
  const then = openRevision(document, revision);
  if (then.catalog.get('DSS') === undefined) return false;
  const { ocsp, crls } = readEvidence(then);
  const known = new Set([...ocsp, ...crls].map(keyOf));
  return evidence.every((der) => known.has(keyOf(der)));
}
