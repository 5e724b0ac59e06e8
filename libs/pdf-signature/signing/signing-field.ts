import { FieldRefusedError, PdfSignatureError } from '../errors.js';
import {
  pageOfWidget,
  readPages,
  type FieldWidget,
  type FormField,
  type Page,
} from '../form/form.js';
import type { Rect } from '../form/rect.js';
import {
  documentRestrictions,
  isFieldLocked,
  lockParameters,
  signatureDict,
  type FieldLock,
} from '../form/locks.js';
import {
  addAnnotations,
  addToForm,
  lockDict,
  pageFor,
  putFormFlags,
  refuseName,
  signatureFieldDict,
} from '../form/place-fields.js';
import type { PdfDocument } from '../pdf/document.js';
import { isEqual } from '../pdf/equality.js';
import { PdfDict, type PdfRef } from '../pdf/objects.js';
import type { RevisionWriter } from '../pdf/revision-writer.js';

/** A field that is made together with its signature. */
export type NewSignatureField = {
  readonly name: string;
  /** Counted from 0. */
  readonly page: number;
  /** As in `FieldLayout`; left out for a signature nobody sees. */
  readonly rect?: Rect;
};

/** The field a signature goes into, as it will be written. */
export type SigningField = {
  readonly name: string;
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  readonly widget: FieldWidget | undefined;
  readonly page: Page | undefined;
  /** Action and Fields of what the signature locks. */
  readonly lock: PdfDict | undefined;
};

type Wish = {
  readonly fields: readonly FormField[];
  readonly lock: FieldLock | undefined;
  readonly writer: RevisionWriter;
};

/**
 * An empty signature field of the document.
 *
 * @throws FieldRefusedError when it is unknown, no signature field, signed or locked, or when its own
 *   lock says something else than the caller.
 */
export function existingField(document: PdfDocument, fieldName: string, wish: Wish): SigningField {
  const { fields, writer } = wish;
  const field = fields.find((candidate) => candidate.name === fieldName);
  const params = { field: fieldName };
  if (field === undefined) throw new FieldRefusedError('field.unknown', params);
  if (field.type !== 'Sig' || field.ref === undefined) {
    throw new FieldRefusedError('field.wrong-kind', params);
  }
  if (field.value !== null) throw new FieldRefusedError('field.already-signed', params);
  refuseLocked(document, fields, fieldName);
  putFormFlags(document, writer);
  const [widget] = field.widgets;
  const own = document.dict(field.dict.get('Lock'));
  return {
    name: fieldName,
    ref: field.ref,
    dict: own === undefined ? withLock(field.dict, wish) : field.dict,
    widget,
    page: widget === undefined ? undefined : pageOfWidget(document, widget),
    lock: agreedLock(own, wish.lock, params),
  };
}

/** A lock put into a field later than the first signature would itself be a modification. */
function withLock(dict: PdfDict, { fields, lock, writer }: Wish): PdfDict {
  const isFirst = fields.every((field) => signatureDict(field) === undefined);
  return lock === undefined || !isFirst ? dict : dict.with({ Lock: writer.add(lockDict(lock)) });
}

function agreedLock(
  own: PdfDict | undefined,
  wanted: FieldLock | undefined,
  params: { readonly field: string },
): PdfDict | undefined {
  const asked = wanted === undefined ? undefined : lockParameters(wanted);
  if (own === undefined) return asked;
  const laidOut = PdfDict.of({ Action: own.get('Action'), Fields: own.get('Fields') });
  if (asked !== undefined && !isEqual(laidOut, asked)) {
    throw new FieldRefusedError('field.lock-differs', params);
  }
  return laidOut;
}

/**
 * A new field, merged with its widget.
 *
 * @throws PdfSignatureError `document.certified`: under a certification a new field counts as a
 *   modification, whatever its level.
 */
export function newField(
  document: PdfDocument,
  field: NewSignatureField,
  wish: Wish,
): SigningField {
  const restrictions = documentRestrictions(document, wish.fields);
  if (restrictions.some(({ permits }) => permits !== null)) {
    throw new PdfSignatureError('document.certified');
  }
  refuseLocked(document, wish.fields, field.name);
  return placeNewField(document, field, wish);
}

/** Without regard to locks and certifications, which a document time-stamp may follow. */
export function placeNewField(
  document: PdfDocument,
  field: NewSignatureField,
  { fields, lock, writer }: Wish,
): SigningField {
  const { name } = field;
  refuseName(name, new Set(fields.map((other) => other.name)));
  const page = pageFor(readPages(document), field);
  const ref = writer.reserve();
  const dict = signatureFieldDict(name, { page, rect: field.rect ?? null }, { lock, writer });
  addAnnotations(document, writer, page, [ref]);
  addToForm(document, writer, [ref], { fonts: new Map(), signs: true });
  return {
    name,
    ref,
    dict,
    widget: { ref, dict },
    page,
    lock: lock === undefined ? undefined : lockParameters(lock),
  };
}

function refuseLocked(
  document: PdfDocument,
  fields: readonly FormField[],
  fieldName: string,
): void {
  if (isFieldLocked(documentRestrictions(document, fields), fieldName)) {
    throw new FieldRefusedError('field.locked', { field: fieldName });
  }
}
