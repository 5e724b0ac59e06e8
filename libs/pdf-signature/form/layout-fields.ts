import { openPdf, type OpenOptions } from '../pdf/document.js';
import { PdfSignatureError } from '../errors.js';
import { FONT_RESOURCE, fontStyle, OfficeFont, type FontStyle } from '../pdf/font.js';
import { readFields, readPages, type Page } from './form.js';
import { signatureDict, type FieldLock } from './locks.js';
import type { Rect } from './rect.js';
import { name, PdfString, type PdfDict, type PdfRef } from '../pdf/objects.js';
import {
  addAnnotations,
  addToForm,
  pageFor,
  refuseName,
  signatureFieldDict,
  widgetDict,
} from './place-fields.js';
import { RevisionWriter } from '../pdf/revision-writer.js';

/** A field to be laid out, before the first signature. */
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
  /** What a signature in this field locks (`'all'` for the seal, which comes last). */
  readonly lock?: FieldLock;
};

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
export function layoutFields(
  pdf: Uint8Array,
  fields: readonly FieldLayout[],
  options: OpenOptions = {},
): Uint8Array {
  const document = openPdf(pdf, options);
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
    const page = pageFor(pages, field);
    if (field.kind === 'text') {
      const style = fontStyle(field.text ?? {});
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
    refuseName(field.name, taken);
    taken.add(field.name);
  }
}

function fieldDict(field: FieldLayout, page: Page, writer: RevisionWriter): PdfDict {
  const place = { page, rect: field.rect };
  if (field.kind === 'signature') {
    return signatureFieldDict(field.name, place, { lock: field.lock, writer });
  }
  const { fontSize, align = 'left' } = field.text ?? { fontSize: 13 };
  return widgetDict(field.name, place, writer).with({
    FT: name('Tx'),
    DA: PdfString.text(`/${FONT_RESOURCE[fontStyle(field.text ?? {})]} ${String(fontSize)} Tf 0 g`),
    Q: QUADDING[align],
  });
}
