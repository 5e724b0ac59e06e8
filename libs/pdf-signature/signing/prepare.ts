import { createHash } from 'node:crypto';
import { readCertificate, type Certificate } from '../pki/certificate.js';
import { signedAttributes } from '../cms/cms-build.js';
import { openPdf, type PdfDocument } from '../pdf/document.js';
import { FieldRefusedError, PdfSignatureError, SignatureRefusedError } from '../errors.js';
import {
  acroForm,
  pageOfWidget,
  readFields,
  readRect,
  type FieldWidget,
  type FormField,
  type Page,
} from '../form/form.js';
import { documentRestrictions, isFieldLocked, signatureDict } from '../form/locks.js';
import { name, PdfDict, PdfRef, PdfString } from '../pdf/objects.js';
import type { DigestAlgorithm } from '../cms/oids.js';
import { objectHeadLength, RawObject, RevisionWriter } from '../pdf/revision-writer.js';
import { serialize } from '../pdf/serializer.js';
import { embedSignatureAppearance, type SignatureAppearance } from './signature-appearance.js';
import { formatPdfDate } from '../pdf/pdf-date.js';

export type PrepareOptions = {
  /** An empty signature field of the document. */
  readonly field: string;
  /** The signer's certificate, DER. */
  readonly certificate: Uint8Array;
  /** Issuing certificates, DER; the root may be left out. */
  readonly chain: readonly Uint8Array[];
  readonly signingTime: Date;
  /** DocMDP level of a certification; only the document's first signature can be one. */
  readonly certify?: 1 | 2 | 3;
  /** Locks all fields: after this signature only long-term data may follow. */
  readonly lock?: 'all';
  readonly appearance?: SignatureAppearance;
  readonly reason?: string;
  readonly location?: string;
  readonly name?: string;
  readonly digest?: DigestAlgorithm;
};

/**
 * A revision that has been laid out and hashed but not signed yet.
 *
 * Plain data on purpose (JSON keeps it whole): it is stored while the signer's token, HSM or remote
 * provider answers, which may take minutes and happen in another process.
 */
export type PreparedSignature = {
  readonly version: 1;
  /** SHA-256 (hex) and length of the very document that is extended. */
  readonly baseSha256: string;
  readonly baseLength: number;
  /** Base64 of the bytes to append, the gap in them still empty. */
  readonly update: string;
  /** Offsets in the whole file of the hexadecimal digits between `<` and `>`. */
  readonly gap: { readonly start: number; readonly end: number };
  /** Hex digest of the whole file without the gap and its delimiters (ISO 32000-2, 12.8.1). */
  readonly documentDigest: string;
  /** Base64 of the DER SET OF that is to be signed (RFC 5652, 5.4). */
  readonly signedAttributes: string;
  readonly digestAlgorithm: DigestAlgorithm;
  readonly certificate: string;
  readonly chain: readonly string[];
  readonly field: string;
};

/** What a B-B signature leaves free; long chains and keys get more. */
const SMALLEST_GAP = 8_192;

/**
 * Lays out a signature as a new revision and says what must be signed.
 *
 * @throws PdfRefusedError when the file cannot be extended safely.
 * @throws FieldRefusedError when the field is unknown, signed, or locked by an earlier signature.
 * @throws PdfSignatureError `document.already-signed` when a certification would not be the first.
 */
export function prepareSignature(pdf: Uint8Array, options: PrepareOptions): PreparedSignature {
  const document = openPdf(pdf);
  const certificate = readCertificate(options.certificate);
  if (certificate.keyKind === 'other') {
    throw new SignatureRefusedError('certificate.key-unsupported');
  }
  const field = signableField(document, options);
  const chain = options.chain
    .map((der) => Buffer.from(der.buffer, der.byteOffset, der.byteLength))
    .filter((der) => !der.equals(certificate.der));
  const { update, gap } = layOut(document, field, options, gapLength(certificate, chain));
  const digestAlgorithm = options.digest ?? 'sha256';
  const { baseSha256, documentDigest } = hashDocument(document.bytes, update, gap, digestAlgorithm);
  return {
    version: 1,
    baseSha256,
    baseLength: document.bytes.length,
    update: update.toString('base64'),
    gap,
    documentDigest: documentDigest.toString('hex'),
    signedAttributes: signedAttributes(documentDigest, certificate, digestAlgorithm).toString(
      'base64',
    ),
    digestAlgorithm,
    certificate: certificate.der.toString('base64'),
    chain: chain.map((der) => der.toString('base64')),
    field: options.field,
  };
}

type Gap = PreparedSignature['gap'];
type SignableField = FormField & { readonly ref: PdfRef };

function signableField(document: PdfDocument, options: PrepareOptions): SignableField {
  const fields = readFields(document);
  const field = fields.find((candidate) => candidate.name === options.field);
  const params = { field: options.field };
  if (field === undefined) throw new FieldRefusedError('field.unknown', params);
  if (field.type !== 'Sig' || field.ref === undefined) {
    throw new FieldRefusedError('field.wrong-kind', params);
  }
  if (field.value !== null) throw new FieldRefusedError('field.already-signed', params);
  const restrictions = documentRestrictions(document, fields);
  if (isFieldLocked(restrictions, field.name)) throw new FieldRefusedError('field.locked', params);
  if (options.certify !== undefined && fields.some((other) => signatureDict(other) !== undefined)) {
    throw new PdfSignatureError('document.already-signed');
  }
  return { ...field, ref: field.ref };
}

function gapLength(certificate: Certificate, chain: readonly Buffer[]): number {
  const certificates = chain.reduce((sum, der) => sum + der.length, certificate.der.length);
  const signature = certificate.publicKeyDer.length + 64;
  const needed = certificates + signature + certificate.issuerDer.length * 2 + 1_024;
  return Math.max(SMALLEST_GAP, Math.ceil(needed / 4_096) * 4_096);
}

function layOut(
  document: PdfDocument,
  field: SignableField,
  options: PrepareOptions,
  gapBytes: number,
): { update: Buffer; gap: Gap } {
  const writer = new RevisionWriter(document);
  const signature = writer.reserve();
  const lock = lockOf(document, field, options);
  const dictionary = signatureDictionary(document, { options, lock }, gapBytes);
  writer.put(signature, new RawObject(dictionary.chunks));
  putAppearance(document, writer, { field, signature, options });
  putFormFlags(document, writer);
  if (options.certify !== undefined) putCertification(document, writer, signature);
  const { bytes: update, offsets } = writer.finish();
  const base = document.bytes.length;
  const text = (offsets.get(signature.num) ?? 0) + objectHeadLength(signature);
  const gap = {
    start: text + dictionary.gapAt + 1,
    end: text + dictionary.gapAt + 1 + gapBytes * 2,
  };
  const range = [gap.start - 1, gap.end + 1, base + update.length - gap.end - 1];
  const digits = range.map((value) => String(value).padEnd(10)).join(' ');
  update.write(`[0 ${digits}]`, text + dictionary.rangeAt - base, 'latin1');
  return { update, gap };
}

const RANGE_PLACEHOLDER = `[0 ${' '.repeat(32)}]`;

type Intent = { readonly options: PrepareOptions; readonly lock: PdfDict | undefined };

/** What the field's own /Lock or the caller asks to lock, as FieldMDP parameters (12.8.2.4). */
function lockOf(
  document: PdfDocument,
  field: SignableField,
  options: PrepareOptions,
): PdfDict | undefined {
  if (options.lock !== undefined) return PdfDict.of({ Action: name('All') });
  const own = document.dict(field.dict.get('Lock'));
  return own && PdfDict.of({ Action: own.get('Action'), Fields: own.get('Fields') });
}

function signatureDictionary(
  document: PdfDocument,
  { options, lock }: Intent,
  gapBytes: number,
): { chunks: Buffer[]; rangeAt: number; gapAt: number } {
  const head =
    '<< /Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/ByteRange ';
  const middle = '\n/Contents ';
  const text = (value: string | undefined): PdfString | undefined =>
    value === undefined ? undefined : PdfString.text(value.normalize('NFC'));
  const rest = PdfDict.of({
    M: PdfString.text(formatPdfDate(options.signingTime)),
    Name: text(options.name),
    Reason: text(options.reason),
    Location: text(options.location),
    Reference: references(document, options.certify, lock),
  });
  const start = `${head}${RANGE_PLACEHOLDER}${middle}`;
  return {
    chunks: [
      Buffer.from(`${start}<`, 'latin1'),
      emptyGap(gapBytes * 2),
      Buffer.from(`>\n${serialize(rest).slice(2)}`, 'latin1'),
    ],
    rangeAt: head.length,
    gapAt: start.length,
  };
}

const gaps = new Map<number, Buffer>();

/** Only ever copied from. */
function emptyGap(length: number): Buffer {
  const gap = gaps.get(length) ?? Buffer.alloc(length, '0');
  if (gaps.size < 16) gaps.set(length, gap);
  return gap;
}

/** Signature references (ISO 32000-2, 12.8.2): what the signature forbids from then on. */
function references(
  document: PdfDocument,
  certify: PrepareOptions['certify'],
  lock: PdfDict | undefined,
): PdfDict[] | undefined {
  const reference = (method: string, parameters: PdfDict): PdfDict =>
    PdfDict.of({
      Type: name('SigRef'),
      TransformMethod: name(method),
      TransformParams: parameters.with({ Type: name('TransformParams'), V: name('1.2') }),
    });
  const list: PdfDict[] = [];
  if (certify !== undefined) list.push(reference('DocMDP', PdfDict.of({ P: certify })));
  if (lock !== undefined) {
    list.push(reference('FieldMDP', lock).with({ Data: document.rootRef }));
  }
  return list.length === 0 ? undefined : list;
}

function putAppearance(
  document: PdfDocument,
  writer: RevisionWriter,
  task: {
    readonly field: SignableField;
    readonly signature: PdfRef;
    readonly options: PrepareOptions;
  },
): void {
  const { field, signature, options } = task;
  const [widget] = field.widgets;
  const stream =
    options.appearance === undefined || widget === undefined
      ? undefined
      : embedSignatureAppearance(writer, options.appearance, placeOf(document, field.name, widget));
  const appearance = stream === undefined ? undefined : PdfDict.of({ N: stream });
  const isApart = widget?.ref !== undefined && widget.ref.num !== field.ref.num;
  writer.put(field.ref, field.dict.with({ V: signature, AP: isApart ? undefined : appearance }));
  if (isApart && appearance !== undefined) {
    writer.put(widget.ref, widget.dict.with({ AP: appearance }));
  }
}

function placeOf(
  document: PdfDocument,
  field: string,
  widget: FieldWidget,
): { rect: NonNullable<ReturnType<typeof readRect>>; page: Page; field: string } {
  const rect = readRect(document, widget.dict.get('Rect'));
  const page = pageOfWidget(document, widget);
  if (rect === undefined || page === undefined) {
    throw new FieldRefusedError('field.rect-invalid', { field });
  }
  return { rect, page, field };
}

/** SignaturesExist and AppendOnly, unless the layout has set them already (12.7.3). */
function putFormFlags(document: PdfDocument, writer: RevisionWriter): void {
  const form = acroForm(document);
  const flags = document.resolve(form?.get('SigFlags'));
  if (form === undefined || (typeof flags === 'number' && (flags & 3) === 3)) return;
  const place = document.catalog.get('AcroForm');
  const changed = form.with({ SigFlags: 3 });
  if (place instanceof PdfRef) writer.put(place, changed);
  else writer.put(document.rootRef, document.catalog.with({ AcroForm: changed }));
}

function putCertification(document: PdfDocument, writer: RevisionWriter, signature: PdfRef): void {
  const catalog = writer.current(document.rootRef);
  if (!(catalog instanceof PdfDict)) return;
  const permissions = document.dict(catalog.get('Perms')) ?? new PdfDict();
  writer.put(document.rootRef, catalog.with({ Perms: permissions.with({ DocMDP: signature }) }));
}

/** Hashes the file once for both purposes: the base alone, and all but the gap. */
export function hashDocument(
  base: Uint8Array,
  update: Uint8Array,
  gap: Gap,
  digestAlgorithm: DigestAlgorithm,
): { baseSha256: string; documentDigest: Buffer } {
  const baseHash = createHash('sha256').update(base);
  const hash =
    digestAlgorithm === 'sha256' ? baseHash.copy() : createHash(digestAlgorithm).update(base);
  hash.update(update.subarray(0, gap.start - 1 - base.length));
  hash.update(update.subarray(gap.end + 1 - base.length));
  return { baseSha256: baseHash.digest('hex'), documentDigest: hash.digest() };
}
