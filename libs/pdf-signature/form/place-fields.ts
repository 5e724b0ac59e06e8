import { appearanceStream, formBox } from './appearance.js';
import type { PdfDocument } from '../pdf/document.js';
import { FieldRefusedError } from '../errors.js';
import { FONT_RESOURCE, type FontStyle } from '../pdf/font.js';
import { acroForm, type Page } from './form.js';
import type { Rect } from './rect.js';
import { lockParameters, type FieldLock } from './locks.js';
import { isArray, name, PdfDict, PdfRef, PdfString, type PdfObject } from '../pdf/objects.js';
import { appended, type RevisionWriter } from '../pdf/revision-writer.js';

/** Print; and for a signature also Locked, so that no viewer lets it be moved (12.5.3). */
const FLAGS_TEXT = 4;
const FLAGS_SIGNATURE = 132;
/** SignaturesExist and AppendOnly (12.7.3). */
const SIGNATURE_FLAGS = 3;
const INVISIBLE: Rect = [0, 0, 0, 0];

/** Where a widget stands: its box on a page, or `null` for a signature nobody sees. */
export type WidgetPlace = { readonly page: Page; readonly rect: Rect | null };

/** The part of a field dictionary, merged with its widget, that all kinds of field share. */
export function widgetDict(
  fieldName: string,
  { page, rect }: WidgetPlace,
  writer: RevisionWriter,
): PdfDict {
  const common = PdfDict.of({
    Type: name('Annot'),
    Subtype: name('Widget'),
    T: PdfString.text(fieldName),
    P: page.ref,
    F: FLAGS_TEXT,
  });
  if (rect === null) return common.with({ Rect: INVISIBLE });
  const [left, bottom] = page.mediaBox;
  const [x0, y0, x1, y1] = rect.map(rounded) as unknown as Rect;
  const box = [x0 + left, y0 + bottom, x1 + left, y1 + bottom] as const;
  const empty = writer.add(
    appearanceStream(formBox(box, page.rotate), page.rotate, '', new PdfDict()),
  );
  return common.with({
    Rect: box,
    AP: PdfDict.of({ N: empty }),
    MK: page.rotate === 0 ? undefined : PdfDict.of({ R: page.rotate }),
  });
}

/** An empty signature field; its lock stands in it from the start, as adding it later would be a modification. */
export function signatureFieldDict(
  fieldName: string,
  place: WidgetPlace,
  { lock, writer }: { readonly lock: FieldLock | undefined; readonly writer: RevisionWriter },
): PdfDict {
  return widgetDict(fieldName, place, writer).with({
    FT: name('Sig'),
    F: FLAGS_SIGNATURE,
    Lock: lock === undefined ? undefined : writer.add(lockDict(lock)),
  });
}

/** A signature field lock dictionary (ISO 32000-2, 12.7.5.5). */
export function lockDict(lock: FieldLock): PdfDict {
  return PdfDict.of({ Type: name('SigFieldLock') }).with(
    Object.fromEntries(lockParameters(lock).entries),
  );
}

/**
 * A period parts the names of a field and its ancestors (ISO 32000-2, 12.7.4.2).
 *
 * @throws FieldRefusedError `field.name-invalid`, or `field.duplicate-name` for one that is taken
 */
export function refuseName(fieldName: string, taken: ReadonlySet<string>): void {
  if (fieldName === '' || fieldName.includes('.')) {
    throw new FieldRefusedError('field.name-invalid', { field: fieldName });
  }
  if (taken.has(fieldName)) {
    throw new FieldRefusedError('field.duplicate-name', { field: fieldName });
  }
}

/**
 * The page a new field is to stand on.
 *
 * @throws FieldRefusedError `field.page-unknown`, or `field.rect-invalid` for a box that is empty
 *   or reaches out of what readers see of the page.
 */
export function pageFor(
  pages: readonly Page[],
  field: { readonly name: string; readonly page: number; readonly rect?: Rect },
): Page {
  const page = pages[field.page];
  if (page === undefined) {
    throw new FieldRefusedError('field.page-unknown', { field: field.name, page: field.page });
  }
  if (field.rect === undefined) return page;
  const [x0, y0, x1, y1] = field.rect;
  const [left, bottom] = page.mediaBox;
  const [cropLeft, cropBottom, cropRight, cropTop] = page.cropBox;
  const isInside =
    x0 >= cropLeft - left &&
    y0 >= cropBottom - bottom &&
    x1 <= cropRight - left &&
    y1 <= cropTop - bottom;
  if (!(x1 > x0 && y1 > y0 && isInside)) {
    throw new FieldRefusedError('field.rect-invalid', { field: field.name });
  }
  return page;
}

export function addAnnotations(
  document: PdfDocument,
  writer: RevisionWriter,
  page: Page,
  widgets: readonly PdfRef[],
): void {
  const own = page.dict.get('Annots');
  const annotations = document.resolve(own);
  if (own instanceof PdfRef && isArray(annotations) && !isKidsToo(document, own)) {
    writer.put(own, appended(annotations, widgets));
  } else {
    writer.put(page.ref, page.dict.with({ Annots: appended(annotations, widgets) }));
  }
}

/** Whether a field lists its kids by the very array of the page: it must not get another one. */
function isKidsToo(document: PdfDocument, own: PdfRef): boolean {
  const seen = new Set<number>();
  const nodes = [...(document.array(acroForm(document)?.get('Fields')) ?? [])];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    if (node instanceof PdfRef && seen.has(node.num)) continue;
    if (node instanceof PdfRef) seen.add(node.num);
    const kids = document.dict(node)?.get('Kids');
    if (kids instanceof PdfRef && kids.num === own.num) return true;
    nodes.push(...(document.array(kids) ?? []));
  }
  return false;
}

export function addToForm(
  document: PdfDocument,
  writer: RevisionWriter,
  refs: readonly PdfRef[],
  needs: { readonly fonts: ReadonlyMap<FontStyle, PdfRef>; readonly signs: boolean },
): void {
  const form = acroForm(document) ?? new PdfDict();
  const resources = document.dict(form.get('DR')) ?? new PdfDict();
  let fonts = document.dict(resources.get('Font')) ?? new PdfDict();
  for (const [style, ref] of needs.fonts) fonts = fonts.with({ [FONT_RESOURCE[style]]: ref });
  putForm(
    document,
    writer,
    form.with({
      Fields: appended(document.resolve(form.get('Fields')), refs),
      DR: needs.fonts.size > 0 ? resources.with({ Font: fonts }) : undefined,
      DA: form.get('DA') ?? PdfString.text('0 g'),
      SigFlags: needs.signs ? SIGNATURE_FLAGS : undefined,
    }),
  );
}

/** SignaturesExist and AppendOnly, unless they are set already (12.7.3). */
export function putFormFlags(document: PdfDocument, writer: RevisionWriter): void {
  const form = acroForm(document);
  const flags = document.resolve(form?.get('SigFlags'));
  const areSet = typeof flags === 'number' && (flags & SIGNATURE_FLAGS) === SIGNATURE_FLAGS;
  if (form !== undefined && !areSet) {
    putForm(document, writer, form.with({ SigFlags: SIGNATURE_FLAGS }));
  }
}

/** Replaces the form where it stands: as an object of its own or inside the catalog. */
function putForm(document: PdfDocument, writer: RevisionWriter, form: PdfObject): void {
  const place = document.catalog.get('AcroForm');
  if (place instanceof PdfRef) {
    writer.put(place, form);
    return;
  }
  const catalog = writer.current(document.rootRef);
  if (!(catalog instanceof PdfDict)) return;
  writer.put(document.rootRef, catalog.with({ AcroForm: writer.add(form) }));
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
