import { openPdf, type OpenOptions } from '../pdf/document.js';
import { isFilled } from './fill-fields.js';
import { readFields, readPages, readRect, type FormField } from './form.js';
import type { Rect } from './rect.js';
import { pageShape, type PageShape } from './page-boxes.js';
import { documentRestrictions, isFieldLocked, signatureDict } from './locks.js';
import { PdfRef } from '../pdf/objects.js';

/** What a file holds, as `inspectPdf` tells it; nothing of it is judged. */
export type PdfInspection = {
  readonly version: string;
  readonly encrypted: boolean;
  readonly pages: readonly InspectedPage[];
  readonly fields: readonly InspectedField[];
  readonly signatures: number;
};
export type InspectedPage = PageShape;
/** A field of the form. `rect` in points from the bottom left corner of the media box. */
export type InspectedField = {
  readonly name: string;
  readonly kind: 'text' | 'signature' | 'other';
  /** Counted from 0; -1 when no page shows the field. */
  readonly page: number;
  readonly rect: Rect;
  readonly filled: boolean;
  readonly signed: boolean;
  readonly locked: boolean;
};

const KINDS: Readonly<Record<string, 'text' | 'signature' | undefined>> = {
  Tx: 'text',
  Sig: 'signature',
};

/**
 * Pages, fields and signatures of a file, without judging any of them.
 *
 * @throws PdfRefusedError when it is no PDF, wants another password, or contradicts itself.
 */
export function inspectPdf(pdf: Uint8Array, options: OpenOptions = {}): PdfInspection {
  const document = openPdf(pdf, options);
  const pages = readPages(document);
  const fields = readFields(document);
  const restrictions = documentRestrictions(document, fields);
  const pageByWidget = new Map<number, number>();
  pages.forEach((page, index) => {
    for (const annotation of document.array(page.dict.get('Annots')) ?? []) {
      if (annotation instanceof PdfRef) pageByWidget.set(annotation.num, index);
    }
  });
  const describe = (field: FormField): InspectedField => {
    const [widget] = field.widgets;
    const page = widget?.ref === undefined ? -1 : (pageByWidget.get(widget.ref.num) ?? -1);
    const rect = readRect(document, widget?.dict.get('Rect')) ?? [0, 0, 0, 0];
    const [left, bottom] = pages[page]?.mediaBox ?? [0, 0];
    return {
      name: field.name,
      kind: KINDS[field.type ?? ''] ?? 'other',
      page,
      rect: [rect[0] - left, rect[1] - bottom, rect[2] - left, rect[3] - bottom],
      filled: isFilled(field),
      signed: signatureDict(field) !== undefined,
      locked: isFieldLocked(restrictions, field.name),
    };
  };
  return {
    version: document.version,
    encrypted: document.encryption !== undefined,
    pages: pages.map(pageShape),
    fields: fields.map(describe),
    signatures: fields.filter((field) => signatureDict(field) !== undefined).length,
  };
}
