import { PdfRefusedError } from '../errors.js';
import type { DocMdpLevel } from '../form/locks.js';
import { openPdf, type PdfDocument } from '../pdf/document.js';
import { compareRevisions, type RevisionDifference } from '../difference/compare-revisions.js';
import type { FormField } from '../form/form.js';
import { filledSignatureFields, readRestrictions } from '../form/locks.js';
import { isInteger, PdfRef } from '../pdf/objects.js';
import { algorithmEndOf } from './algorithm-end.js';
import { judgeChanges, type ChangesAfter } from '../difference/permitted.js';
import { conclude, documentVerdict } from './indication.js';
import {
  judgeSignatures,
  lengthOf,
  type Candidate,
  type JudgedSignature,
} from './judged-signatures.js';
import { levelOf } from './level.js';
import { gatherMaterial } from './material.js';
import { hasRemovedSignature } from './removed-signatures.js';
import { reportFacts } from './report-facts.js';
import type {
  Coverage,
  ReasonCode,
  SignatureReport,
  VerificationReport,
  VerifyOptions,
} from './report.js';
import { afterSpace, openRevision, readRevisions, type FileRevision } from '../pdf/revisions.js';
import { placeSignature } from './signature-place.js';

type Context = {
  readonly document: PdfDocument;
  readonly revisions: readonly FileRevision[];
  /** Index k: what revision k did to revision k - 1; holes before the first signature. */
  readonly steps: readonly (RevisionDifference | undefined)[];
  readonly candidates: readonly Candidate[];
  readonly hasTrailingData: boolean;
  readonly judged: readonly JudgedSignature[];
  readonly options: VerifyOptions;
};

/**
 * Judges every signature of a file by EN 319 102-1: is it intact, who signed and when, do the trust
 * anchors vouch for the signer, and what happened to the document after it. Reads nothing but its
 * arguments: evidence from elsewhere is fetched before and given.
 *
 * @throws PdfRefusedError when the file cannot be read without guessing; it is then not valid.
 * @throws PdfSignatureError `certificate.malformed` for an unreadable trust anchor.
 */
export function verifyPdf(pdf: Uint8Array, options: VerifyOptions): VerificationReport {
  const document = openPdf(pdf, options);
  const fields = filledSignatureFields(document);
  const revisions = readRevisions(document);
  const isShort = hasRemovedSignature(document, revisions, fields);
  if (fields.length === 0) {
    return {
      signatures: [],
      revisions: revisions.length,
      verdict: isShort ? 'invalid' : 'unsigned',
      reasons: isShort ? ['signature-removed'] : [],
    };
  }
  refuseCostly(fields.length, pdf.length);
  const candidates = fields.map((field) => describe(document, field, revisions));
  const material = gatherMaterial(document, options);
  const context: Context = {
    document,
    revisions,
    steps: compareSteps(document, revisions, candidates),
    candidates,
    hasTrailingData: hasTrailingData(document, revisions.at(-1)?.end ?? 0),
    judged: judgeSignatures(document, candidates, { material, options, revisions }),
    options,
  };
  const signatures = context.judged
    .map((signature) => report(context, signature))
    .sort((a, b) => a.revisionLength - b.revisionLength);
  return {
    signatures,
    revisions: revisions.length,
    verdict: isShort ? 'invalid' : documentVerdict(signatures),
    reasons: [
      ...new Set([
        ...(isShort ? (['signature-removed'] as const) : []),
        ...signatures.flatMap(({ reasons }) => reasons),
      ]),
    ],
  };
}

/** Blanks beyond what readers search for the end: they would repair the file, and show another one. */
const MOST_BLANKS = 512;

function hasTrailingData({ bytes }: PdfDocument, end: number): boolean {
  return afterSpace(bytes, end) < bytes.length || bytes.length - end > MOST_BLANKS;
}

const MAX_SIGNATURES = 400;
/** Each signature hashes what it covers: two seconds of a processor for the whole file. */
const MAX_HASHED = 2 ** 31;

function refuseCostly(signatures: number, size: number): void {
  if (signatures > MAX_SIGNATURES || (signatures > 4 && signatures * size > MAX_HASHED)) {
    throw new PdfRefusedError('pdf.too-complex', { signatures });
  }
}

function describe(
  document: PdfDocument,
  field: FormField,
  revisions: readonly FileRevision[],
): Candidate {
  return {
    field,
    place: placeSignature(document, field, revisions),
    restrictions: readRestrictions(document, field),
  };
}

function compareSteps(
  document: PdfDocument,
  revisions: readonly FileRevision[],
  candidates: readonly Candidate[],
): (RevisionDifference | undefined)[] {
  const firstSigned = Math.min(
    ...candidates.map(({ place }) => (typeof place === 'string' ? Infinity : place.revision)),
  );
  let before: PdfDocument | undefined;
  return revisions.map((revision, index) => {
    if (index < firstSigned) return undefined;
    const after = openRevision(document, revision);
    const step = before === undefined ? undefined : compareRevisions(before, after, revision);
    before = after;
    return step;
  });
}

function report(context: Context, signature: JudgedSignature): SignatureReport {
  const { candidate } = signature;
  const { field, place, restrictions } = candidate;
  const after = changesAfter(context, candidate);
  const reasons = [
    ...new Set([
      ...(typeof place === 'string' ? [place] : []),
      ...signature.reasons,
      ...after.reasons,
      ...certificationReasons(context, candidate),
    ]),
  ];
  const revisionLength = lengthOf(candidate);
  const coverage = coverageOf(context, revisionLength);
  return {
    ...reportFacts(signature),
    ...conclude(reasons),
    algorithmEnd: algorithmEndOf(signature, context.options.algorithmPolicy)?.toISOString() ?? null,
    field: field.name,
    level: levelOf(signature, context.judged, context),
    coverage,
    coversWholeDocument: coverage === 'entire-file',
    revisionLength,
    revision: typeof place === 'string' ? 0 : place.revision + 1,
    certifies: restrictions.certifies,
    modification: after.level,
    findings: after.findings,
    reasons,
    changedFields: after.changedFields,
  };
}

function coverageOf({ document }: Context, length: number): Coverage {
  if (length === 0) return 'partial';
  return length === document.bytes.length ? 'entire-file' : 'entire-revision';
}

/** What happened after a signature, garbage and displacement of the whole file included. */
function changesAfter(context: Context, { place, restrictions }: Candidate): ChangesAfter {
  const reasons: ReasonCode[] = [];
  if (context.hasTrailingData) reasons.push('trailing-data');
  // Offsets count from the first byte of the file; readers that count from the header see another.
  if (context.document.headerAt !== 0) reasons.push('header-displaced');
  if (typeof place === 'string')
    return { level: 'other', reasons, findings: [], changedFields: [] };
  const steps = context.steps.slice(place.revision + 1).filter((step) => step !== undefined);
  const judged = judgeChanges(steps, restrictions, documentLevel(context));
  return {
    ...judged,
    level: context.hasTrailingData ? 'other' : judged.level,
    reasons: [...reasons, ...judged.reasons],
  };
}

/** What the certification permits, it permits after an approval, too (ISO 32000-2, 12.8.2.2). */
function documentLevel({ document, candidates }: Context): DocMdpLevel | null {
  const certification = candidates.find(
    (candidate) => candidate.restrictions.certifies !== null && !locksByField(document, candidate),
  );
  return certification?.restrictions.certifies ?? null;
}

/**
 * One certification at most, the first signature of all, and the one the catalog names (12.8.6).
 * A later signature may restrict further only as its field's /Lock says (12.7.5.5, /P).
 */
function certificationReasons(context: Context, candidate: Candidate): ReasonCode[] {
  const { document, candidates } = context;
  const named = document.dict(document.catalog.get('Perms'))?.get('DocMDP');
  const value = candidate.field.dict.get('V');
  const isNamed = named instanceof PdfRef && value instanceof PdfRef && named.num === value.num;
  const { certifies } = candidate.restrictions;
  if (certifies === null) return isNamed ? ['docmdp-inconsistent'] : [];
  const start = ({ place }: Candidate): number =>
    typeof place === 'string' ? Infinity : place.revisionLength;
  const isFirst = candidates.every((other) => start(other) >= start(candidate));
  const isOnly = candidates.every(
    (other) =>
      other === candidate || other.restrictions.certifies === null || locksByField(document, other),
  );
  if (isFirst && isOnly && (isNamed || named === undefined)) return [];
  return !isNamed && locksByField(document, candidate) ? [] : ['docmdp-inconsistent'];
}

function locksByField(document: PdfDocument, { field }: Candidate): boolean {
  const lock = document.dict(field.dict.get('Lock'));
  return isInteger(document.resolve(lock?.get('P')));
}
