import type { BaselineLevel } from '../baseline-levels.js';
import { signedAttributes, type RsaPadding } from '../cms/cms-build.js';
import type { DigestAlgorithm } from '../cms/oids.js';
import { FieldRefusedError, PdfSignatureError } from '../errors.js';
import { FormFonts } from '../form/form-fonts.js';
import { readFields, readRect, type FormField } from '../form/form.js';
import { signatureDict, type DocMdpLevel, type FieldLock } from '../form/locks.js';
import { applySeedValues } from '../form/seed-values.js';
import { openPdf, type PdfDocument } from '../pdf/document.js';
import { PdfDict, PdfString, type PdfRef } from '../pdf/objects.js';
import { formatPdfDate } from '../pdf/pdf-date.js';
import { RevisionWriter } from '../pdf/revision-writer.js';
import { isKeepable, keepFile } from './kept-files.js';
import { encodeUpdate, hashDocument, preparedId, type PreparedSignature } from './prepared.js';
import { embedSignatureAppearance, type SignatureAppearance } from './signature-appearance.js';
import { chooseScheme, type SchemeKind } from './signature-scheme.js';
import { readParty, type SigningParty } from './signing-party.js';
import {
  finishWithGap,
  putCertification,
  putSignature,
  references,
  type PlacedSignature,
  type SignatureBody,
} from './signature-revision.js';
import {
  existingField,
  newField,
  type NewSignatureField,
  type SigningField,
} from './signing-field.js';

/** Wishes for one signature; either `field` or `newField` is needed. */
export type PrepareOptions = {
  /** An empty signature field of the document; left out when `newField` is given. */
  readonly field?: string;
  /** A field made with the signature, which no certification may have forbidden. */
  readonly newField?: NewSignatureField;
  /** The signer's certificate, DER. */
  readonly certificate: Uint8Array;
  /** Issuing certificates, DER; the root may be left out. */
  readonly chain: readonly Uint8Array[];
  readonly signingTime: Date;
  /** DocMDP level of a certification; only the document's first signature can be one. */
  readonly certify?: DocMdpLevel;
  /** Certifies at this level when the document has no signature yet, else signs for approval. */
  readonly certifyFirst?: DocMdpLevel;
  /** What the signature locks; after `'all'` only long-term data may follow. */
  readonly lock?: FieldLock;
  readonly appearance?: SignatureAppearance;
  readonly reason?: string;
  readonly location?: string;
  readonly name?: string;
  /** Left out, it is the one that fits the key: SHA-384 for P-384, SHA-512 for Ed25519. */
  readonly digestAlgorithm?: DigestAlgorithm;
  /** RSA keys sign by PKCS#1 v1.5 unless PSS is asked for. */
  readonly scheme?: RsaPadding;
  /** The level the signature is meant to reach: from B-T on, room is left for a time-stamp. */
  readonly level?: BaselineLevel;
  /** From then on `completeSignature` refuses the value. */
  readonly expiresAt?: Date;
  /** The user's or the owner's, of an encrypted document; it is not kept. */
  readonly password?: string;
  /** The result is asked for by `completeUpdate`, so no file is put together meanwhile. */
  readonly forAppending?: boolean;
};

/** Bytes left free for the CMS: long chains and keys get more. */
const SMALLEST_GAP = 8_192;
const SMALLEST_STAMPED_GAP = 16_384;
/** A token with its authority's certificates, as the authorities known here send them. */
const TIME_STAMP_ROOM = 8_192;

/**
 * Lays out a signature as a new revision and says what must be signed.
 *
 * @throws PdfRefusedError when the file cannot be extended safely.
 * @throws FieldRefusedError when the field is unknown, signed, locked by an earlier signature, or
 *   asks by its seed values for something else.
 * @throws PdfSignatureError `document.already-signed` when a certification would not be the first;
 *   `document.certified` when a new field would violate one.
 */
export function prepareSignature(pdf: Uint8Array, options: PrepareOptions): PreparedSignature {
  const document = openPdf(pdf, options);
  const { length } = document.bytes;
  const signer = readParty(options.certificate, options.chain);
  const { certificate, chain } = signer;
  const level = options.level ?? 'B-B';
  const { writer, placed, field, scheme, digestAlgorithm } = layOut(document, options, {
    signer,
    level,
  });
  const withBase = options.forAppending !== true && isKeepable(length);
  const { update, file, gap } = finishWithGap(document, writer, placed, { withBase });
  // What is kept is what is hashed, so that nobody can change one of them.
  const base = file?.subarray(0, length);
  const hashes = hashDocument(base ?? document.bytes, update, gap, digestAlgorithm);
  const attributes = signedAttributes(hashes.documentDigest, certificate, digestAlgorithm);
  const prepared: PreparedSignature = Object.freeze({
    version: 2,
    kind: 'signature',
    id: preparedId(attributes),
    baseSha256: hashes.baseSha256,
    baseLength: length,
    update: encodeUpdate(update, { start: gap.start - length, end: gap.end - length }),
    gap: Object.freeze(gap),
    digestAlgorithm,
    documentDigest: hashes.documentDigest.toString('hex'),
    field,
    expiresAt: options.expiresAt?.toISOString() ?? null,
    signedAttributes: attributes.toString('base64'),
    scheme,
    certificate: signer.certificateText,
    chain: signer.chainTexts,
    level,
  });
  // The file, when it was put together, or else the update; a large one is not worth its memory.
  keepFile(prepared, { base, file: file ?? update, certificate, chain, attributes });
  return prepared;
}

type Signer = { readonly signer: SigningParty; readonly level: BaselineLevel };

type LaidOut = {
  readonly writer: RevisionWriter;
  readonly placed: PlacedSignature;
  readonly field: string;
  readonly scheme: SchemeKind;
  readonly digestAlgorithm: DigestAlgorithm;
};

function layOut(
  document: PdfDocument,
  options: PrepareOptions,
  { signer, level }: Signer,
): LaidOut {
  const { certificate, chain } = signer;
  const fields = readFields(document);
  const writer = new RevisionWriter(document);
  const field = chooseField(document, options, { fields, lock: options.lock, writer });
  const isSigned = fields.some((other) => signatureDict(other) !== undefined);
  const seed = document.dict(field.dict.get('SV'));
  const { certify, digestAlgorithm: digest } = applySeedValues(document, seed, {
    field: field.name,
    subFilter: 'ETSI.CAdES.detached',
    certificate,
    chain,
    reason: options.reason,
    digestAlgorithm: options.digestAlgorithm,
    certify: options.certify ?? (isSigned ? undefined : options.certifyFirst),
    hasTimeStamp: level !== 'B-B',
  });
  if (certify !== undefined && isSigned) throw new PdfSignatureError('document.already-signed');
  const { scheme, digestAlgorithm } = chooseScheme(
    certificate,
    digest,
    options.scheme,
    options.signingTime,
  );
  const intent = { options, field, certify, gapBytes: gapLength(signer, level) };
  const placed = putSignature(writer, body(document, intent));
  putField(document, writer, { field, signature: placed.ref, options, fields });
  if (certify !== undefined) putCertification(document, writer, placed.ref);
  return { writer, placed, field: field.name, scheme, digestAlgorithm };
}

function chooseField(
  document: PdfDocument,
  { field, newField: wanted }: PrepareOptions,
  wish: Parameters<typeof newField>[2],
): SigningField {
  if (wanted !== undefined) return newField(document, wanted, wish);
  if (field === undefined) throw new FieldRefusedError('field.unknown');
  return existingField(document, field, wish);
}

function gapLength({ certificate, chain }: SigningParty, level: BaselineLevel): number {
  let certificates = certificate.der.length;
  for (const der of chain) certificates += der.length;
  const signature = certificate.publicKeyDer.length + 64;
  const own = certificates + signature + certificate.issuerDer.length * 2 + 1_024;
  const isStamped = level !== 'B-B';
  const needed = isStamped ? own + TIME_STAMP_ROOM : own;
  const smallest = isStamped ? SMALLEST_STAMPED_GAP : SMALLEST_GAP;
  return Math.max(smallest, Math.ceil(needed / 4_096) * 4_096);
}

type Intent = {
  readonly options: PrepareOptions;
  readonly field: SigningField;
  readonly certify: DocMdpLevel | undefined;
  readonly gapBytes: number;
};

function body(document: PdfDocument, { options, field, certify, gapBytes }: Intent): SignatureBody {
  return {
    type: 'Sig',
    subFilter: 'ETSI.CAdES.detached',
    entries: PdfDict.of({
      M: new PdfString(formatPdfDate(options.signingTime)),
      Name: text(options.name),
      Reason: text(options.reason),
      Location: text(options.location),
      Reference: references(document, certify, field.lock),
    }),
    gapBytes,
  };
}

function text(value: string | undefined): PdfString | undefined {
  return value === undefined ? undefined : PdfString.text(value.normalize('NFC'));
}

type FieldTask = {
  readonly field: SigningField;
  readonly signature: PdfRef;
  readonly options: PrepareOptions;
  readonly fields: readonly FormField[];
};

function putField(document: PdfDocument, writer: RevisionWriter, task: FieldTask): void {
  const { field, signature } = task;
  const { widget } = field;
  const stream = appearance(document, writer, task);
  const changed = stream === undefined ? undefined : PdfDict.of({ N: stream });
  const isApart = widget?.ref !== undefined && widget.ref.num !== field.ref.num;
  writer.put(field.ref, field.dict.with({ V: signature, AP: isApart ? undefined : changed }));
  if (isApart && changed !== undefined) {
    writer.put(widget.ref, widget.dict.with({ AP: changed }));
  }
}

function appearance(
  document: PdfDocument,
  writer: RevisionWriter,
  { field, options, fields }: FieldTask,
): PdfRef | undefined {
  if (options.appearance === undefined || field.widget === undefined) return undefined;
  const rect = readRect(document, field.widget.dict.get('Rect'));
  if (rect === undefined || field.page === undefined) {
    throw new FieldRefusedError('field.rect-invalid', { field: field.name });
  }
  return embedSignatureAppearance(writer, options.appearance, {
    rect,
    page: field.page,
    field: field.name,
    fonts: new FormFonts(document, writer, fields),
  });
}
