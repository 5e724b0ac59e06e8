import type { Certificate } from '../pki/certificate.js';
import { openPdf, type PdfDocument } from '../pdf/document.js';
import { worse } from './comparison.js';
import { compareRevisions, type RevisionDifference } from './difference.js';
import { readFields, type FormField } from '../form/form.js';
import { readRestrictions, signatureDict, type SignatureRestrictions } from '../form/locks.js';
import { PdfRef } from '../pdf/objects.js';
import type { ReasonCode, SignatureReport, VerificationReport, VerifyOptions } from './report.js';
import { afterSpace, openRevision, readRevisions, type FileRevision } from './revisions.js';
import { judgeSignature, type SignatureJudgement } from './signature-judgement.js';
import { placeSignature, type SignaturePlace } from './signature-place.js';
import { documentVerdict, verdictOf } from './verdict.js';

type Candidate = {
  readonly field: FormField;
  readonly place: SignaturePlace | ReasonCode;
  readonly restrictions: SignatureRestrictions;
};

type Context = {
  readonly document: PdfDocument;
  readonly revisions: readonly FileRevision[];
  /** Index k: what revision k did to revision k - 1; holes before the first signature. */
  readonly steps: readonly (RevisionDifference | undefined)[];
  readonly candidates: readonly Candidate[];
  readonly hasTrailingData: boolean;
  readonly options: VerifyOptions;
};

/**
 * Judges every signature of a file: is it intact, who signed, what happened to the document after
 * it, and whether the trust anchors vouch for the signer.
 *
 * @throws PdfRefusedError when the file cannot be read without guessing; it is then not valid.
 * @throws PdfSignatureError `certificate.malformed` for an unreadable trust anchor.
 */
export function verifyPdf(pdf: Uint8Array, options: VerifyOptions): VerificationReport {
  const document = openPdf(pdf, options);
  const fields = readFields(document).filter(({ type, value }) => type === 'Sig' && value !== null);
  const revisions = readRevisions(document);
  if (fields.length === 0) {
    return { signatures: [], revisions: revisions.length, verdict: 'unsigned', reasons: [] };
  }
  const candidates = fields.map((field) => describe(document, field, revisions));
  const context: Context = {
    document,
    revisions,
    steps: compareSteps(document, revisions, candidates),
    candidates,
    hasTrailingData: afterSpace(document.bytes, revisions.at(-1)?.end ?? 0) < document.bytes.length,
    options,
  };
  const signatures = candidates
    .map((candidate) => report(context, candidate))
    .sort((a, b) => a.revisionLength - b.revisionLength);
  return {
    signatures,
    revisions: revisions.length,
    verdict: documentVerdict(signatures),
    reasons: [...new Set(signatures.flatMap(({ reasons }) => reasons))],
  };
}

function describe(
  document: PdfDocument,
  field: FormField,
  revisions: readonly FileRevision[],
): Candidate {
  const signature = signatureDict(field);
  return {
    field,
    place: placeSignature(document, field, revisions),
    restrictions:
      signature === undefined
        ? { certifies: null, locks: () => false }
        : readRestrictions(document, signature),
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

function report(context: Context, candidate: Candidate): SignatureReport {
  const { field, place, restrictions } = candidate;
  const judgement = judgeSignature(
    context.document,
    field,
    typeof place === 'string' ? null : place,
    context.options,
  );
  const after = changesAfter(context, candidate);
  const reasons = [
    ...new Set([
      ...(typeof place === 'string' ? [place] : []),
      ...judgement.reasons,
      ...after.reasons,
      ...certificationReasons(context, candidate),
    ]),
  ];
  const length = typeof place === 'string' ? 0 : place.revisionLength;
  return {
    ...reportCertificate(judgement),
    field: field.name,
    subFilter: judgement.subFilter,
    coversWholeDocument:
      length > 0 && afterSpace(context.document.bytes, length) === context.document.bytes.length,
    revisionLength: length,
    revision: typeof place === 'string' ? 0 : place.revision + 1,
    certifies: restrictions.certifies,
    intact: typeof place !== 'string' && judgement.intact,
    modification: after.level,
    verdict: verdictOf(reasons),
    reasons,
    claimedSigningTime: judgement.claimed?.toISOString() ?? null,
    timeProven: false,
    chainTrusted: judgement.chainTrusted,
    certificateValidAtSigning: judgement.certificateValidAtSigning,
    changedFields: after.changedFields,
  };
}

const NOBODY: SignatureReport['signer'] = {
  commonName: null,
  organisation: null,
  organisationalUnit: null,
  title: null,
  email: null,
  serialNumber: null,
};

function signerOf(certificate: Certificate | null): SignatureReport['signer'] {
  return certificate === null
    ? NOBODY
    : { ...certificate.subject, email: certificate.emailAddress };
}

function reportCertificate({
  certificate,
}: SignatureJudgement): Pick<SignatureReport, 'signer' | 'issuer' | 'certificate'> {
  const issuer = certificate?.issuer ?? NOBODY;
  return {
    signer: signerOf(certificate),
    issuer: {
      commonName: issuer.commonName,
      organisation: issuer.organisation,
    },
    certificate:
      certificate === null
        ? null
        : {
            serial: certificate.serial,
            notBefore: certificate.notBefore.toISOString(),
            notAfter: certificate.notAfter.toISOString(),
            der: certificate.der.toString('base64'),
          },
  };
}

type ChangesAfter = {
  readonly level: SignatureReport['modification'];
  readonly reasons: readonly ReasonCode[];
  readonly changedFields: readonly string[];
};

/** What the later revisions did, measured by what this signature allows (12.8.2.2 and 12.8.2.4). */
function changesAfter(context: Context, { place, restrictions }: Candidate): ChangesAfter {
  const reasons = new Set<ReasonCode>();
  if (context.hasTrailingData) reasons.add('trailing-data');
  if (typeof place === 'string')
    return { level: 'other', reasons: [...reasons], changedFields: [] };
  const steps = context.steps.slice(place.revision + 1).filter((step) => step !== undefined);
  const changedFields = [
    ...new Set(steps.flatMap((step) => [...step.changedFields, ...step.addedFields])),
  ];
  const level = steps.reduce<SignatureReport['modification']>(
    (worst, step) => worse(worst, step.level),
    context.hasTrailingData ? 'other' : 'none',
  );
  if (steps.some(({ isMalformed }) => isMalformed)) reasons.add('update-malformed');
  if (level === 'other') reasons.add('modified-after-signing');
  if (changedFields.some(restrictions.locks)) reasons.add('locked-field-changed');
  const hasNewFields = steps.some(({ addedFields }) => addedFields.length > 0);
  if (!isAllowed(restrictions.certifies, level, hasNewFields)) reasons.add('docmdp-violated');
  if (level === 'annotations' && restrictions.certifies === null) reasons.add('annotations-added');
  return { level, reasons: [...reasons], changedFields };
}

function isAllowed(
  certifies: SignatureRestrictions['certifies'],
  level: SignatureReport['modification'],
  hasNewFields: boolean,
): boolean {
  if (certifies === null) return true;
  if (level === 'none' || level === 'lta-updates') return true;
  if (certifies === 1 || hasNewFields) return false;
  return level === 'form-filling' || (level === 'annotations' && certifies === 3);
}

/** One certification at most, the first signature of all, and the one the catalog names (12.8.6). */
function certificationReasons(context: Context, candidate: Candidate): ReasonCode[] {
  if (candidate.restrictions.certifies === null) return [];
  const { document, candidates } = context;
  const start = ({ place }: Candidate): number =>
    typeof place === 'string' ? Infinity : place.revisionLength;
  const isOnly =
    candidates.filter(({ restrictions }) => restrictions.certifies !== null).length === 1;
  const isFirst = candidates.every((other) => start(other) >= start(candidate));
  const named = document.dict(document.catalog.get('Perms'))?.get('DocMDP');
  const value = candidate.field.dict.get('V');
  const isNamed =
    named === undefined ||
    (named instanceof PdfRef && value instanceof PdfRef && named.num === value.num);
  return isOnly && isFirst && isNamed ? [] : ['docmdp-inconsistent'];
}
