import { appearanceStream, formBox } from './appearance.js';
import { openPdf, type PdfDocument } from '../pdf/document.js';
import { FieldRefusedError, PdfSignatureError } from '../errors.js';
import { FONT_RESOURCE, OfficeFont, type FontStyle } from '../pdf/font.js';
import { acroForm, readFields, readPages, type Page } from './form.js';
import { signatureDict } from './locks.js';
import { isArray, name, PdfDict, PdfRef, PdfString, type PdfObject } from '../pdf/objects.js';
import { appended, RevisionWriter } from '../pdf/revision-writer.js';

/** x0, y0, x1, y1 in PDF points, from the bottom left corner of the page's media box. */
export type Rect = readonly [x0: number, y0: number, x1: number, y1: number];

export type FieldLayout = {
  readonly kind: 'text' | 'signature';
  readonly name: string;
  /** Counted from 0. */
  readonly page: number;
  readonly rect: Rect;
  readonly text?: {
    readonly fontSize: number;
    readonly italic?: boolean;
    readonly bold?: boolean;
    readonly align?: 'left' | 'center' | 'right';
  };
  /** A signature in this field locks all fields of the document (the seal, which comes last). */
  readonly lock?: 'all';
};

/** Print; and for a signature also Locked, so that no viewer lets it be moved (12.5.3). */
const FLAGS_TEXT = 4;
const FLAGS_SIGNATURE = 132;
/** SignaturesExist and AppendOnly (12.7.3). */
const SIGNATURE_FLAGS = 3;
const QUADDING = { left: 0, center: 1, right: 2 } as const;

/**
 * Appends a revision with all fields the document will ever need.
 *
 * It has to happen before the first signature: a field added under a certification counts as a
 * modification of the document. Each field is one dictionary merged with its widget, because
 * verifiers take a later value of a field with a separate widget for a modification, too.
 *
 * @throws PdfRefusedError when the file cannot be extended safely.
 * @throws PdfSignatureError `document.already-signed`
 * @throws FieldRefusedError when a name is taken, a page does not exist or a box lies off the page.
 */
export function layoutFields(pdf: Uint8Array, fields: readonly FieldLayout[]): Uint8Array {
  const document = openPdf(pdf);
  const existing = readFields(document);
  if (existing.some((field) => signatureDict(field) !== undefined)) {
    throw new PdfSignatureError('document.already-signed');
  }
  refuseTakenNames(fields, new Set(existing.map((field) => field.name)));
  const pages = readPages(document);
  const writer = new RevisionWriter(document);
  const fonts = new Map<FontStyle, PdfRef>();
  const byPage = new Map<Page, PdfRef[]>();
  const refs = fields.map((field) => {
    const page = pageOf(pages, field);
    if (field.kind === 'text') {
      const style = styleOf(field);
      if (!fonts.has(style)) fonts.set(style, OfficeFont.of(style).embed(writer));
    }
    const ref = writer.add(fieldDict(field, page, writer));
    byPage.set(page, [...(byPage.get(page) ?? []), ref]);
    return ref;
  });
  for (const [page, widgets] of byPage) addAnnotations(document, writer, page, widgets);
  addToForm(document, writer, refs, {
    fonts,
    signs: fields.some(({ kind }) => kind === 'signature'),
  });
  return Buffer.concat([pdf, writer.finish().bytes]);
}

function refuseTakenNames(fields: readonly FieldLayout[], taken: Set<string>): void {
  for (const field of fields) {
    if (field.name === '' || field.name.includes('.') || taken.has(field.name)) {
      throw new FieldRefusedError('field.duplicate-name', { field: field.name });
    }
    taken.add(field.name);
  }
}

function pageOf(pages: readonly Page[], field: FieldLayout): Page {
  const page = pages[field.page];
  if (page === undefined) {
    throw new FieldRefusedError('field.page-unknown', { field: field.name, page: field.page });
  }
  const [x0, y0, x1, y1] = field.rect;
  const width = page.mediaBox[2] - page.mediaBox[0];
  const height = page.mediaBox[3] - page.mediaBox[1];
  const isInside = x0 >= 0 && y0 >= 0 && x1 <= width && y1 <= height;
  if (!(x1 > x0 && y1 > y0 && isInside)) {
    throw new FieldRefusedError('field.rect-invalid', { field: field.name });
  }
  return page;
}

function fieldDict(field: FieldLayout, page: Page, writer: RevisionWriter): PdfDict {
  const [left, bottom] = page.mediaBox;
  const [x0, y0, x1, y1] = field.rect.map(rounded) as unknown as Rect;
  const rect = [x0 + left, y0 + bottom, x1 + left, y1 + bottom] as const;
  const empty = writer.add(
    appearanceStream(formBox(rect, page.rotate), page.rotate, '', new PdfDict()),
  );
  const common = PdfDict.of({
    Type: name('Annot'),
    Subtype: name('Widget'),
    T: PdfString.text(field.name),
    Rect: rect,
    P: page.ref,
    AP: PdfDict.of({ N: empty }),
    MK: page.rotate === 0 ? undefined : PdfDict.of({ R: page.rotate }),
  });
  if (field.kind === 'signature') {
    return common.with({ FT: name('Sig'), F: FLAGS_SIGNATURE, Lock: lockRef(field, writer) });
  }
  const { fontSize, align = 'left' } = field.text ?? { fontSize: 13 };
  return common.with({
    FT: name('Tx'),
    F: FLAGS_TEXT,
    DA: PdfString.text(`/${FONT_RESOURCE[styleOf(field)]} ${String(fontSize)} Tf 0 g`),
    Q: QUADDING[align],
  });
}

/** The lock stands in the field from the start: adding it later would itself be a modification. */
function lockRef(field: FieldLayout, writer: RevisionWriter): PdfRef | undefined {
  if (field.lock === undefined) return undefined;
  return writer.add(PdfDict.of({ Type: name('SigFieldLock'), Action: name('All') }));
}

function styleOf({ text }: FieldLayout): FontStyle {
  if (text?.bold === true) return text.italic === true ? 'boldItalic' : 'bold';
  return text?.italic === true ? 'italic' : 'regular';
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function addAnnotations(
  document: PdfDocument,
  writer: RevisionWriter,
  page: Page,
  widgets: readonly PdfRef[],
): void {
  const annotations = page.dict.get('Annots');
  if (annotations instanceof PdfRef && isArray(document.resolve(annotations))) {
    writer.put(annotations, appended(document.resolve(annotations), widgets));
  } else {
    writer.put(page.ref, page.dict.with({ Annots: appended(annotations, widgets) }));
  }
}

function addToForm(
  document: PdfDocument,
  writer: RevisionWriter,
  refs: readonly PdfRef[],
  needs: { readonly fonts: ReadonlyMap<FontStyle, PdfRef>; readonly signs: boolean },
): void {
  const form = acroForm(document) ?? new PdfDict();
  const resources = document.dict(form.get('DR')) ?? new PdfDict();
  let fonts = document.dict(resources.get('Font')) ?? new PdfDict();
  for (const [style, ref] of needs.fonts) fonts = fonts.with({ [FONT_RESOURCE[style]]: ref });
  const changed = form.with({
    Fields: appended(document.resolve(form.get('Fields')), refs),
    DR: needs.fonts.size > 0 ? resources.with({ Font: fonts }) : undefined,
    DA: form.get('DA') ?? PdfString.text('0 g'),
    SigFlags: needs.signs ? SIGNATURE_FLAGS : undefined,
  });
  putForm(document, writer, changed);
}

/** Replaces the form where it stands: as an object of its own or inside the catalog. */
function putForm(document: PdfDocument, writer: RevisionWriter, form: PdfObject): void {
  const place = document.catalog.get('AcroForm');
  if (place instanceof PdfRef) {
    writer.put(place, form);
  } else {
    const ref = writer.add(form);
    writer.put(document.rootRef, document.catalog.with({ AcroForm: ref }));
  }
}
