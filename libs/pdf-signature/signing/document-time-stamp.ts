import type { DigestAlgorithm } from '../cms/oids.js';
import { SignatureRefusedError } from '../errors.js';
import { readFields, type FormField } from '../form/form.js';
import { openPdf, type OpenOptions, type PdfDocument } from '../pdf/document.js';
import { PdfDict } from '../pdf/objects.js';
import { RevisionWriter } from '../pdf/revision-writer.js';
import {
  checkTimeStampToken,
  readTimeStampToken,
  type TimeStampExpectation,
} from '../pki/time-stamp.js';
import {
  fillGap,
  hashDocument,
  preparedId,
  putTogether,
  refuseExpired,
  type PreparedTimeStamp,
} from './prepared.js';
import { requirePreparation } from './stored-preparation.js';
import { finishWithGap, putSignature } from './signature-revision.js';
import { existingField, placeNewField, type SigningField } from './signing-field.js';

/** Wishes for a document time-stamp; none is needed. */
export type TimeStampOptions = OpenOptions & {
  /** A laid-out signature field; left out, an invisible one is made. */
  readonly field?: string;
  readonly digestAlgorithm?: DigestAlgorithm;
  readonly expiresAt?: Date;
};

const GAP_BYTES = 16_384;

/**
 * Lays out a document time-stamp (ISO 32000-2, 12.8.5) as a new revision; `documentDigest` of the
 * answer is what an authority stamps.
 *
 * Locks and certifications do not forbid it: time-stamps are long-term data, not changes.
 *
 * @throws PdfRefusedError when the file cannot be extended safely.
 */
export function prepareDocumentTimeStamp(
  pdf: Uint8Array,
  options: TimeStampOptions = {},
): PreparedTimeStamp {
  const document = openPdf(pdf, options);
  const writer = new RevisionWriter(document);
  const field = chooseField(document, writer, options.field);
  const placed = putSignature(writer, {
    type: 'DocTimeStamp',
    subFilter: 'ETSI.RFC3161',
    entries: new PdfDict(),
    gapBytes: GAP_BYTES,
  });
  writer.put(field.ref, field.dict.with({ V: placed.ref }));
  const { update, gap } = finishWithGap(document, writer, placed);
  const digestAlgorithm = options.digestAlgorithm ?? 'sha256';
  const hashes = hashDocument(document.bytes, update, gap, digestAlgorithm);
  return {
    version: 2,
    kind: 'document-time-stamp',
    id: preparedId(hashes.documentDigest),
    baseSha256: hashes.baseSha256,
    baseLength: document.bytes.length,
    update: update.toString('base64'),
    gap,
    digestAlgorithm,
    documentDigest: hashes.documentDigest.toString('hex'),
    field: field.name,
    expiresAt: options.expiresAt?.toISOString() ?? null,
  };
}

function chooseField(
  document: PdfDocument,
  writer: RevisionWriter,
  wanted: string | undefined,
): SigningField {
  const wish = { fields: readFields(document), lock: undefined, writer };
  return wanted === undefined
    ? placeNewField(document, { name: freeName(wish.fields), page: 0 }, wish)
    : existingField(document, wanted, wish);
}

function freeName(fields: readonly FormField[]): string {
  const taken = new Set(fields.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = `DocTimeStamp${String(number)}`;
    if (!taken.has(name)) return name;
  }
}

/**
 * Puts a token into its prepared revision, after checking that it stamps this very document.
 * Whether its authority is trusted is the time-stamp client's and the validation's matter.
 *
 * @throws SignatureRefusedError with the reason; the document stays as it was.
 */
export function completeDocumentTimeStamp(
  pdf: Uint8Array,
  prepared: PreparedTimeStamp,
  token: Uint8Array,
  options: { readonly now?: Date } = {},
): Uint8Array {
  requirePreparation(prepared, 'document-time-stamp');
  refuseExpired(prepared, options.now);
  const { file, documentDigest } = putTogether(pdf, prepared);
  refuseOtherToken(token, { imprint: documentDigest }, prepared.field);
  fillGap(file, prepared.gap, Buffer.from(token));
  return file;
}

/** @throws SignatureRefusedError `signature.mismatch` */
export function refuseOtherToken(
  token: Uint8Array,
  stamped: TimeStampExpectation,
  field: string,
): void {
  const { certificate, problems } = checkTimeStampToken(readTimeStampToken(token), stamped);
  if (certificate === null || problems.length > 0) {
    throw new SignatureRefusedError('signature.mismatch', { field, problems: problems.join(',') });
  }
}
