import { checkSignedData } from '../cms/cms-check.js';
import type { DocMdpLevel } from '../form/locks.js';
import { gapPadding, parseSignedData } from '../cms/cms-parse.js';
import { OID } from '../cms/oids.js';
import { unlessRefused } from '../errors.js';
import { readFields, readRect, type FormField } from '../form/form.js';
import {
  documentRestrictions,
  filledSignatureFields,
  isFieldLocked,
  readRestrictions,
  signatureDict,
} from '../form/locks.js';
import { openPdf, type PdfDocument } from '../pdf/document.js';
import { readCertificate, type Certificate } from '../pki/certificate.js';
import { compareRevisions, type RevisionDifference } from '../difference/compare-revisions.js';
import { afterSpace, openRevision, readRevisions } from '../pdf/revisions.js';
import { placeSignature } from './signature-place.js';

/** Why a file that came back from an outside signer is not taken. */
export type ReturnedPdfProblem =
  /** The old bytes are not the beginning of the new ones. */
  | 'prefix-changed'
  | 'nothing-added'
  | 'unreadable'
  | 'no-new-signature'
  | 'several-new-signatures'
  | 'signature-removed'
  /** Digest or signature value are wrong, or the algorithms too weak. */
  | 'signature-broken'
  /** Something follows the signature. */
  | 'signature-not-last'
  | 'wrong-signer'
  | 'wrong-field'
  | 'field-added'
  | 'appearance-added'
  | 'other-changes'
  /** A lock or certification of an earlier signature forbids it. */
  | 'earlier-signature-violated';

/** What the outside signer was asked for. */
export type ReturnedPdfExpectation = {
  /** The signer's certificate, DER; left out, anybody may have signed. */
  readonly certificate?: Uint8Array;
  /** The laid-out field; left out, any empty one or a new one. */
  readonly field?: string;
  /** Whether the signature may show something; true when left out. */
  readonly mayShow?: boolean;
  /** The DocMDP level at which the first signature may certify; left out, it may not. */
  readonly mayCertify?: DocMdpLevel;
};

/** What was found; the file may be taken when there is no problem. */
export type ReturnedPdfCheck = {
  readonly problems: readonly ReturnedPdfProblem[];
  /** The new signature's field and signer, as far as they could be told. */
  readonly field: string | null;
  readonly certificate: Uint8Array | null;
};

/**
 * Judges a file that an outside signer has signed and sent back whole: the old bytes unchanged, one
 * new signature by the expected signer over all of it, and no other change. Trust in the signer's
 * certificate is judged apart, by `verifyPdf`.
 */
export function checkReturnedPdf(
  before: Uint8Array,
  after: Uint8Array,
  expected: ReturnedPdfExpectation = {},
): ReturnedPdfCheck {
  const isPrefix = Buffer.from(after.subarray(0, before.length)).equals(before);
  if (!isPrefix) return refused('prefix-changed');
  if (after.length === before.length) return refused('nothing-added');
  return unlessRefused(
    () => judge(openPdf(before), openPdf(after), expected),
    refused('unreadable'),
  );
}

function refused(problem: ReturnedPdfProblem): ReturnedPdfCheck {
  return { problems: [problem], field: null, certificate: null };
}

function judge(
  before: PdfDocument,
  after: PdfDocument,
  expected: ReturnedPdfExpectation,
): ReturnedPdfCheck {
  const old = filledSignatureFields(before);
  const now = filledSignatureFields(after);
  const added = now.filter(({ name }) => old.every((field) => field.name !== name));
  const isKept = old.every(({ name }) => now.some((field) => field.name === name));
  const problems = new Set<ReturnedPdfProblem>(isKept ? [] : ['signature-removed']);
  const [field] = added;
  if (field === undefined) return refused(isKept ? 'no-new-signature' : 'signature-removed');
  if (added.length > 1) problems.add('several-new-signatures');
  const certificate = judgeSignature(after, field, problems);
  judgeExpectation(after, { field, expected }, certificate, problems);
  judgeChanges(before, after, { field, expected }, problems);
  return { problems: [...problems], field: field.name, certificate: certificate?.der ?? null };
}

function judgeSignature(
  after: PdfDocument,
  field: FormField,
  problems: Set<ReturnedPdfProblem>,
): Certificate | null {
  const place = placeSignature(after, field, readRevisions(after));
  if (typeof place === 'string') {
    problems.add('signature-broken');
    return null;
  }
  const { bytes } = after;
  if (afterSpace(bytes, place.revisionLength) !== bytes.length) problems.add('signature-not-last');
  const { certificate, reasons } = checkSignedData(
    parseSignedData(place.contents, gapPadding(after)),
    {
      contentType: OID.data,
      content: place.covered,
      needsSigningCertificate: signatureDict(field)?.name('SubFilter') === 'ETSI.CAdES.detached',
    },
  );
  if (reasons.length > 0) problems.add('signature-broken');
  return certificate === null ? null : readCertificate(certificate.der);
}

function isShown(document: PdfDocument, { widgets }: FormField): boolean {
  return widgets.some(({ dict }) => {
    const [x0, y0, x1, y1] = readRect(document, dict.get('Rect')) ?? [0, 0, 0, 0];
    return x1 > x0 && y1 > y0 && dict.entries.has('AP');
  });
}

function judgeExpectation(
  after: PdfDocument,
  { field, expected }: Signed,
  certificate: Certificate | null,
  problems: Set<ReturnedPdfProblem>,
): void {
  const isSigner =
    expected.certificate === undefined || certificate?.der.equals(expected.certificate) === true;
  if (!isSigner) problems.add('wrong-signer');
  if (expected.field !== undefined && field.name !== expected.field) problems.add('wrong-field');
  if (expected.mayShow === false && isShown(after, field)) problems.add('appearance-added');
}

type Signed = { readonly field: FormField; readonly expected: ReturnedPdfExpectation };

/** The steps from the old file to the new one may do nothing but sign the one field. */
function judgeChanges(
  before: PdfDocument,
  after: PdfDocument,
  { field, expected }: Signed,
  problems: Set<ReturnedPdfProblem>,
): void {
  const steps = stepsSince(before, after);
  const addedFields = steps.flatMap((step) => step.addedFields);
  const others = steps
    .flatMap(({ changedFields }) => changedFields)
    .concat(addedFields)
    .filter((name) => name !== field.name);
  const isOther = steps.some(({ level }) => level === 'other' || level === 'annotations');
  const level = readRestrictions(after, field).certifies;
  const isUnasked = level !== null && level !== expected.mayCertify;
  if (isOther || isUnasked || others.length > 0) problems.add('other-changes');
  if (addedFields.length > 0 && expected.field !== undefined) problems.add('field-added');
  const restrictions = documentRestrictions(before, readFields(before));
  const isCertified = restrictions.some(({ permits }) => permits !== null);
  if (
    isFieldLocked(restrictions, field.name) ||
    (isCertified && addedFields.includes(field.name))
  ) {
    problems.add('earlier-signature-violated');
  }
}

function stepsSince(before: PdfDocument, after: PdfDocument): RevisionDifference[] {
  const old = afterSpace(before.bytes, readRevisions(before).at(-1)?.end ?? 0);
  let previous = before;
  return readRevisions(after)
    .filter(({ end }) => end > old)
    .map((revision) => {
      const next = openRevision(after, revision);
      const step = compareRevisions(previous, next, revision);
      previous = next;
      return step;
    });
}
