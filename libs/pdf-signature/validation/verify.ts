import type { Certificate } from '../pki/certificate.js';
import { openPdf, type PdfDocument } from '../pdf/document.js';
import { compareRevisions, type RevisionDifference } from './difference.js';
import { readFields, type FormField } from '../form/form.js';
import { readRestrictions, signatureDict, type SignatureRestrictions } from '../form/locks.js';
import { isInteger, PdfRef } from '../pdf/objects.js';
import { judgeChanges, type ChangesAfter } from './difference-permitted.js';
import { hasRemovedSignature } from './removed-signatures.js';
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
  const isShort = hasRemovedSignature(document, revisions, fields);
  if (fields.length === 0) {
    return {
      signatures: [],
      revisions: revisions.length,
      verdict: isShort ? 'invalid' : 'unsigned',
      reasons: isShort ? ['signature-removed'] : [],
    };
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
    verdict: isShort ? 'invalid' : documentVerdict(signatures),
    reasons: [
      ...new Set([
        ...(isShort ? (['signature-removed'] as const) : []),
        ...signatures.flatMap(({ reasons }) => reasons),
      ]),
    ],
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
    findings: after.findings,
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

/** What happened after a signature, garbage and displacement of the whole file included. */
function changesAfter(context: Context, { place, restrictions }: Candidate): ChangesAfter {
  const reasons: ReasonCode[] = [];
  if (context.hasTrailingData) reasons.push('trailing-data');
  // Offsets count from the first byte of the file; readers that count from the header see another.
  if (context.document.headerAt !== 0) reasons.push('header-displaced');
  if (typeof place === 'string')
    return { level: 'other', reasons, findings: [], changedFields: [] };
  const steps = context.steps.slice(place.revision + 1).filter((step) => step !== undefined);
  const judged = judgeChanges(steps, restrictions, context.hasTrailingData ? 'other' : 'none');
  return { ...judged, reasons: [...reasons, ...judged.reasons] };
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
