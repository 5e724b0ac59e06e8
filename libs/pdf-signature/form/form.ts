import type { PdfDocument } from '../pdf/document.js';
import { broken, PdfRefusedError } from '../errors.js';
import { isArray, PdfDict, PdfName, PdfRef, PdfString, type PdfObject } from '../pdf/objects.js';

const MAX_FIELDS = 20_000;
const MAX_FIELD_DEPTH = 32;
const MAX_PAGES = 50_000;
const MAX_PAGE_DEPTH = 64;

/** A terminal field of the form; its widgets are the field itself or its nameless kids. */
export type FormField = {
  readonly name: string;
  readonly ref: PdfRef | undefined;
  readonly dict: PdfDict;
  /** `Sig`, `Tx`, ...; inherited from the parents when the field has none of its own. */
  readonly type: string | undefined;
  readonly value: PdfObject;
  readonly widgets: readonly FieldWidget[];
};
export type FieldWidget = { readonly ref: PdfRef | undefined; readonly dict: PdfDict };

export type Page = {
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  readonly mediaBox: readonly [number, number, number, number];
  /** What readers show of the media box (ISO 32000-2, 14.11.2.1). */
  readonly cropBox: readonly [number, number, number, number];
  readonly rotate: 0 | 90 | 180 | 270;
};

export function acroForm(document: PdfDocument): PdfDict | undefined {
  return document.dict(document.catalog.get('AcroForm'));
}

const NONE: readonly PdfObject[] = [];

/** All terminal fields, in the order of the form. */
export function readFields(document: PdfDocument): FormField[] {
  const fields: FormField[] = [];
  const seen = new Set<number>();
  const roots = document.array(acroForm(document)?.get('Fields')) ?? [];
  for (const root of roots) {
    visitField(
      document,
      root,
      { name: '', type: undefined, value: null },
      { fields, seen, depth: 0 },
    );
  }
  return fields;
}

type Inherited = {
  readonly name: string;
  readonly type: string | undefined;
  readonly value: PdfObject;
};
type FieldWalk = {
  readonly fields: FormField[];
  readonly seen: Set<number>;
  readonly depth: number;
};

function visitField(
  document: PdfDocument,
  node: PdfObject,
  inherited: Inherited,
  walk: FieldWalk,
): void {
  const dict = document.dict(node);
  if (dict === undefined) return;
  const ref = node instanceof PdfRef ? node : undefined;
  countVisit(ref, walk);
  const { name, type, value } = describeField(document, dict, inherited);
  const kids = document.array(dict.get('Kids')) ?? NONE;
  const own = { ref, dict };
  const widgets: FieldWidget[] = dict.entries.has('Rect') ? [own] : [];
  let isTerminal = true;
  for (const kid of kids) {
    const kidDict = document.dict(kid);
    if (kidDict?.entries.has('T') === true) {
      isTerminal = false;
      const { fields, seen, depth } = walk;
      visitField(document, kid, { name, type, value }, { fields, seen, depth: depth + 1 });
    } else if (kidDict !== undefined) {
      widgets.push({ ref: kid instanceof PdfRef ? kid : undefined, dict: kidDict });
    }
  }
  if (!isTerminal) return;
  if (widgets.length === 0) widgets.push(own);
  walk.fields.push({ name, ref, dict, type, value, widgets });
}

function countVisit(ref: PdfRef | undefined, walk: FieldWalk): void {
  if (ref !== undefined && walk.seen.has(ref.num)) throw broken('form tree loop');
  if (ref !== undefined) walk.seen.add(ref.num);
  if (walk.fields.length > MAX_FIELDS || walk.depth > MAX_FIELD_DEPTH) {
    throw new PdfRefusedError('pdf.too-complex', { limit: MAX_FIELDS });
  }
}

function describeField(document: PdfDocument, dict: PdfDict, inherited: Inherited): Inherited {
  const title = document.resolve(dict.get('T'));
  const part = title instanceof PdfString ? title.toText() : undefined;
  const type = document.resolve(dict.get('FT'));
  const join = inherited.name === '' ? (part ?? '') : `${inherited.name}.${part ?? ''}`;
  return {
    name: part === undefined ? inherited.name : join,
    type: type instanceof PdfName ? type.value : inherited.type,
    value: dict.entries.has('V') ? document.resolve(dict.get('V')) : inherited.value,
  };
}

/** /Ff of a field or a widget, which they may inherit (ISO 32000-2, Table 226). */
export function fieldFlags(document: PdfDocument, own: PdfDict): number {
  let dict: PdfDict | undefined = own;
  for (let depth = 0; dict !== undefined && depth <= MAX_FIELD_DEPTH; depth += 1) {
    const flags = document.resolve(dict.get('Ff'));
    if (typeof flags === 'number') return flags;
    dict = document.dict(dict.get('Parent'));
  }
  return 0;
}

/** The pages in reading order, with the attributes they inherit. */
export function readPages(document: PdfDocument): Page[] {
  const pages: Page[] = [];
  const seen = new Set<number>();
  const visit = (node: PdfObject | undefined, parents: readonly PdfDict[]): void => {
    const dict = document.dict(node);
    if (!(node instanceof PdfRef) || dict === undefined) throw broken('malformed page tree');
    if (seen.has(node.num) || parents.length > MAX_PAGE_DEPTH) throw broken('page tree loop');
    seen.add(node.num);
    if (pages.length > MAX_PAGES)
      throw new PdfRefusedError('pdf.too-complex', { limit: MAX_PAGES });
    const lineage = [dict, ...parents];
    const kids = document.array(dict.get('Kids'));
    if (kids === undefined) pages.push(describePage(document, node, lineage));
    else for (const kid of kids) visit(kid, lineage);
  };
  visit(document.catalog.get('Pages'), []);
  return pages;
}

function describePage(document: PdfDocument, ref: PdfRef, lineage: readonly PdfDict[]): Page {
  const [dict = new PdfDict()] = lineage;
  const rotate = document.resolve(inherited(lineage, 'Rotate'));
  const turned = typeof rotate === 'number' ? ((rotate % 360) + 360) % 360 : 0;
  const mediaBox = readRect(document, inherited(lineage, 'MediaBox')) ?? [0, 0, 612, 792];
  return {
    ref,
    dict,
    mediaBox,
    cropBox: cropped(mediaBox, readRect(document, inherited(lineage, 'CropBox'))),
    rotate: turned === 90 || turned === 180 || turned === 270 ? turned : 0,
  };
}

function inherited(lineage: readonly PdfDict[], key: string): PdfObject | undefined {
  for (const node of lineage) {
    const value = node.get(key);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A crop box counts as far as it lies in the media box; one that leaves nothing does not count. */
function cropped(media: Page['mediaBox'], crop: Page['cropBox'] | undefined): Page['cropBox'] {
  if (crop === undefined) return media;
  const x0 = Math.max(media[0], crop[0]);
  const y0 = Math.max(media[1], crop[1]);
  const x1 = Math.min(media[2], crop[2]);
  const y1 = Math.min(media[3], crop[3]);
  return x1 > x0 && y1 > y0 ? [x0, y0, x1, y1] : media;
}

/** The page that shows a widget, by its /P or else by the page's annotations. */
export function pageOfWidget(document: PdfDocument, widget: FieldWidget): Page | undefined {
  const named = widget.dict.get('P');
  const direct = named instanceof PdfRef ? pageByItsParents(document, named) : undefined;
  if (direct !== undefined) return direct;
  const pages = readPages(document);
  const byName = pages.find(({ ref }) => named instanceof PdfRef && ref.num === named.num);
  if (byName !== undefined) return byName;
  const shows = ({ dict }: Page): boolean =>
    (document.array(dict.get('Annots')) ?? []).some(
      (annotation) => annotation instanceof PdfRef && annotation.num === widget.ref?.num,
    );
  return pages.find(shows);
}

function pageByItsParents(document: PdfDocument, ref: PdfRef): Page | undefined {
  const lineage = lineageOf(document, ref);
  return lineage === undefined ? undefined : describePage(document, ref, lineage);
}

/** What a page has from its parents (ISO 32000-2, 7.7.3.4), where these and the tree agree. */
export function handedDown(
  document: PdfDocument,
  page: PdfRef,
  key: string,
): PdfObject | undefined {
  return inherited(lineageOf(document, page)?.slice(1) ?? [], key);
}

/** A page and its parents up to the root, each naming the other as its kid; other pages stay unread. */
function lineageOf(document: PdfDocument, ref: PdfRef): readonly PdfDict[] | undefined {
  const root = document.catalog.get('Pages');
  const lineage: PdfDict[] = [];
  for (let node = ref; lineage.length <= MAX_PAGE_DEPTH;) {
    const dict = document.dict(node);
    if (dict?.entries.has('Kids') !== lineage.length > 0) return undefined;
    lineage.push(dict);
    const parent = dict.get('Parent');
    if (root instanceof PdfRef && isSameRef(node, root)) return lineage;
    if (!(parent instanceof PdfRef)) return undefined;
    const kids = document.array(document.dict(parent)?.get('Kids'));
    if (kids?.some((kid) => kid instanceof PdfRef && isSameRef(kid, node)) !== true)
      return undefined;
    node = parent;
  }
  return undefined;
}

function isSameRef(a: PdfRef, b: PdfRef): boolean {
  return a.num === b.num && a.gen === b.gen;
}

/** A rectangle with its corners in order, or undefined when it is none. */
export function readRect(
  document: PdfDocument,
  value: PdfObject | undefined,
): readonly [number, number, number, number] | undefined {
  const array = document.resolve(value);
  if (!isArray(array) || array.length !== 4) return undefined;
  const a = document.resolve(array[0]);
  const b = document.resolve(array[1]);
  const c = document.resolve(array[2]);
  const d = document.resolve(array[3]);
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  if (typeof c !== 'number' || typeof d !== 'number') return undefined;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}
