import { createHash } from 'node:crypto';
import type { ExtendedLevel } from '../baseline-levels.js';
import { readNode } from '../cms/der.js';
import { PdfSignatureError } from '../errors.js';
import { openPdf, openPdfPrefix, type OpenOptions, type PdfDocument } from '../pdf/document.js';
import { readTimeStampToken } from '../pki/time-stamp.js';
import { completeDocumentTimeStamp, prepareDocumentTimeStamp } from './document-time-stamp.js';
import { gatherFor, merged } from './gather-evidence.js';
import type { PreparedSignature } from './prepared.js';
import { appendEvidence, readEvidence, type SignatureMaterial } from './security-store.js';
import type { EvidenceSource, TimeStamper, ValidationMaterial } from './services.js';
import {
  partiesOf,
  readSignedFields,
  signerCertificate,
  type SignedField,
} from './signed-fields.js';

/** The services that levels above B-B need. */
export type ExtensionServices = {
  readonly timeStamper: TimeStamper;
  readonly evidence: EvidenceSource;
};

/**
 * Raises the signatures of a document, of whatever origin, to a level of EN 319 142-1, 6. Every step
 * is a revision of its own, so earlier bytes never change: a signature without a time-stamp of its
 * own is covered by a document time-stamp.
 *
 * - `B-T`: a document time-stamp, unless every signature has one already; then the same bytes.
 * - `B-LT`: and the evidence for every signer and authority that is not stored yet.
 * - `B-LTA`: and a document time-stamp over all of it. Called again before that one ends
 *   (`lastTimeStamp`), it renews: evidence for the last time-stamp, and another time-stamp.
 *
 * @throws PdfSignatureError `document.unsigned`; `time-stamp.unavailable` and `evidence.unavailable`
 *   when a service fails: the document stays at its level, to be tried again.
 */
export async function extendSignatures(
  pdf: Uint8Array,
  level: ExtendedLevel,
  services: ExtensionServices,
  options: OpenOptions = {},
): Promise<Uint8Array> {
  let current = pdf;
  const fields = readSignedFields(openPdf(current, options));
  if (fields.length === 0) throw new PdfSignatureError('document.unsigned');
  if (fields.some((field) => !isTimeProven(field, fields))) {
    current = await stampDocument(current, services.timeStamper, options);
  }
  if (level === 'B-T') return current;
  current = await addEvidence(current, services, options);
  return level === 'B-LT' ? current : stampDocument(current, services.timeStamper, options);
}

function isTimeProven(field: SignedField, all: readonly SignedField[]): boolean {
  if (field.isTimeStamp || field.tokens.length > 0) return true;
  return all.some(({ isTimeStamp, end }) => isTimeStamp && end > field.end);
}

/** Adds a document time-stamp. @throws PdfSignatureError `time-stamp.unavailable` */
export async function stampDocument(
  pdf: Uint8Array,
  timeStamper: TimeStamper,
  options: OpenOptions = {},
): Promise<Uint8Array> {
  const prepared = prepareDocumentTimeStamp(pdf, options);
  const imprint = Buffer.from(prepared.documentDigest, 'hex');
  const token = await timeStamper.stamp(imprint, prepared.digestAlgorithm);
  return completeDocumentTimeStamp(pdf, prepared, token);
}

async function addEvidence(
  pdf: Uint8Array,
  { evidence }: ExtensionServices,
  options: OpenOptions,
): Promise<Uint8Array> {
  const document = openPdf(pdf, options);
  const fields = readSignedFields(document);
  const known = readEvidence(document);
  const open = fields.filter((field) => !isSettled(document, field, fields));
  const gathered: SignatureMaterial[] = [];
  for (const field of open) {
    const parts: ValidationMaterial[] = [];
    for (const party of partiesOf(field)) parts.push(await gatherFor(party, known, evidence));
    gathered.push({ contents: field.contents, material: merged(parts) });
  }
  return appendEvidence(pdf, gathered, options);
}

/** A later document time-stamp has kept the signer's evidence already: newer evidence adds nothing. */
function isSettled(
  document: PdfDocument,
  field: SignedField,
  all: readonly SignedField[],
): boolean {
  const leaf = signerCertificate(field.signedData);
  return all.some(({ isTimeStamp, end }) => {
    if (!isTimeStamp || end <= field.end) return false;
    const kept = readEvidence(openPdfPrefix(document, end));
    const hasEvidence = kept.ocsp.length + kept.crls.length > 0;
    return hasEvidence && kept.certificates.some((der) => leaf?.der.equals(der) === true);
  });
}

/**
 * The document time-stamp that was made last, and when its authority's certificate ends: before
 * that, `extendSignatures(pdf, 'B-LTA', ...)` has to renew it.
 *
 * @returns null for a file without document time-stamps
 * @throws PdfRefusedError when the file cannot be read without guessing
 */
export function lastTimeStamp(
  pdf: Uint8Array,
  options: OpenOptions = {},
): { readonly field: string; readonly time: Date; readonly endsAt: Date } | null {
  const stamps = readSignedFields(openPdf(pdf, options)).filter(({ isTimeStamp }) => isTimeStamp);
  const last = stamps.at(-1);
  const certificate = last === undefined ? null : signerCertificate(last.signedData);
  if (last === undefined || certificate === null) return null;
  const { genTime } = readTimeStampToken(trimmed(last.contents));
  return { field: last.name, time: genTime, endsAt: certificate.notAfter };
}

/** The DER element at the start of the gap. */
function trimmed(contents: Buffer): Buffer {
  return contents.subarray(0, readNode(contents).bytes.length);
}

/**
 * Has the value of a signature stamped, for `completeSignature(..., { timeStamp })`: the way to B-T
 * while signing, as the signature is prepared with that level.
 *
 * @param signature the raw value, as `completeSignature` takes it
 * @throws PdfSignatureError `time-stamp.unavailable`
 */
export function stampSignature(
  prepared: PreparedSignature,
  signature: Uint8Array,
  timeStamper: TimeStamper,
): Promise<Uint8Array> {
  const { digestAlgorithm } = prepared;
  return timeStamper.stamp(createHash(digestAlgorithm).update(signature).digest(), digestAlgorithm);
}
