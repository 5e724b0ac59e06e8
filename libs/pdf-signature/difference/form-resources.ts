import { acroForm, readFields, readPages, type FieldWidget } from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { changedKeys, generation, isEqual, type Referrer } from '../pdf/equality.js';
import { isArray, PdfDict, PdfRef, PdfStream, type PdfObject } from '../pdf/objects.js';
import type { Comparison } from './comparison.js';
import { DrawnStreams } from './drawn-streams.js';
import { decodeStream } from './streams.js';

/** Fonts and the like that fields lean on may come, never change their meaning or go. */
export function keepsResources(
  { before, after }: Comparison,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
): boolean {
  const earlier = before.dict(old);
  if (earlier === undefined) return true;
  const later = after.dict(now);
  // PDFBox names the drawing of each visible signature /FRM here and exchanges it for the next one.
  const isFree = (category: string): boolean => category === 'XObject' && !borrowsFromForm(before);
  return [...earlier.entries].every(([category, value]) => {
    if (isFree(category)) return true;
    const names = before.dict(value);
    const kept = after.dict(later?.get(category));
    if (names === undefined || kept === undefined) return isEqual(value, later?.get(category));
    return [...names.entries].every(([key, item]) => isEqual(item, kept.get(key)));
  });
}

/** PDFium draws neither fields nor notes itself once what is named as a font of the form is none. */
export function bringsFontsAlone(
  { before, after }: Comparison,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
): boolean {
  const earlier = before.dict(before.dict(old)?.get('Font'));
  const later = after.dict(after.dict(now)?.get('Font'));
  return [...(later?.entries ?? [])].every(
    ([key, font]) =>
      earlier?.entries.has(key) === true || after.nameIn(after.dict(font), 'Type') === 'Font',
  );
}

/**
 * A field with resources of its own, as PDF 1.2 had them and iText keeps them: they may gain what the
 * form itself names so.
 */
export function keepsOwnResources(comparison: Comparison, old: PdfDict, now: PdfDict): boolean {
  const { after } = comparison;
  const own = after.dict(now.get('DR'));
  const shared = after.dict(acroForm(after)?.get('DR'));
  if (own === undefined || own.hasDuplicateKey) return false;
  const isShared = [...own.entries].every(([category, value]) => {
    const known = comparison.before.dict(comparison.before.dict(old.get('DR'))?.get(category));
    const common = after.dict(shared?.get(category));
    const names = [...(after.dict(value)?.entries ?? [])];
    return names.every(
      ([key, item]) => known?.entries.has(key) === true || isEqual(item, common?.get(key)),
    );
  });
  return isShared && keepsResources(comparison, old.get('DR'), own);
}

/**
 * A look without resources of its own may draw with those of the form, as some readers let it: what
 * it names and nobody had stated cannot come with an update.
 */
export function suppliesLooks(
  { before, after }: Comparison,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
): boolean {
  const names = newNames(before.dict(old), after.dict(now), { before, after });
  if (names.size === 0) return false;
  // Poppler colours by them what it draws itself (12.7.3, NeedAppearances), down to nothing seen.
  if (UNNAMED.some((name) => names.has(name))) return true;
  return readFields(before).some(({ widgets }) =>
    widgets.some((widget) =>
      looksOf(before, widget).some((look) => {
        if (!(look instanceof PdfStream) || before.dict(look.dict.get('Resources')) !== undefined)
          return false;
        return namesAny(before, [look], names) !== false;
      }),
    ),
  );
}

const NAME = /\/([^\s()<>[\]{}/%]+)/g;
const ESCAPED = /#([\dA-Fa-f]{2})/g;

/** They recolour what names no colour space at all (8.6.5.6). */
const UNNAMED = ['DefaultGray', 'DefaultRGB', 'DefaultCMYK'];

/** Whether content names one of these; null when it cannot be read. */
function namesAny(
  document: PdfDocument,
  streams: readonly PdfStream[],
  names: ReadonlySet<string>,
): boolean | null {
  if (UNNAMED.some((name) => names.has(name))) return true;
  for (const stream of streams) {
    const content = decodeStream(document, stream)?.toString('latin1');
    if (content === undefined) return null;
    document.budget.spend(content.length);
    for (const [, written = ''] of content.matchAll(NAME)) {
      const name = written.replace(ESCAPED, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      if (names.has(name)) return true;
    }
  }
  return false;
}

/**
 * Resources that pages and the form have in common, as LibreOffice writes them: what a signature
 * puts there for itself changes no page on which nothing names it. What is drawn with resources of its
 * own counts, too: Poppler looks for what is missing there in those of the page.
 */
export function seesNothingNew(
  comparison: Comparison,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
): (referrer: Referrer) => boolean {
  const { before } = comparison;
  const names = changedNames(comparison, old, now);
  if (names?.size === 0) return ({ key }) => key === 'Resources';
  if (
    names === null ||
    namesAny(before, new DrawnStreams(before).inResources(old), names) !== false
  )
    return () => false;
  return ({ from, key }) => {
    const owner = before.resolve(new PdfRef(from, generation(before, from)));
    const streams = owner instanceof PdfStream ? [owner] : contentsOf(before, owner);
    return key === 'Resources' && streams !== null && namesAny(before, streams, names) === false;
  };
}

function contentsOf(document: PdfDocument, owner: PdfObject): PdfStream[] | null {
  if (!(owner instanceof PdfDict)) return null;
  // A node of the page tree hands its resources down (7.7.3.4).
  const isTree = document.nameIn(owner, 'Type') === 'Pages';
  if (!isTree && document.nameIn(owner, 'Type') !== 'Page') return null;
  const pages = isTree ? readPages(document).map(({ dict }) => dict) : [owner];
  const parts = pages.flatMap((page) => {
    const contents = document.resolve(page.get('Contents') ?? []);
    return (isArray(contents) ? contents : [contents]).map((part) => document.resolve(part));
  });
  const streams = parts.filter((part) => part instanceof PdfStream);
  if (streams.length !== parts.length) return null;
  const drawn = new DrawnStreams(document);
  const looks = pages
    .flatMap((page) => document.array(page.get('Annots')) ?? [])
    .flatMap((item) => drawn.inLooks(document.dict(item)?.get('AP')));
  return [
    ...streams,
    ...pages.flatMap((page) => drawn.inResources(page.get('Resources'))),
    ...looks,
  ];
}

/** null when something else than names changed. */
function changedNames(
  comparison: Comparison,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
): ReadonlySet<string> | null {
  const [was, is] = [comparison.before.dict(old), comparison.after.dict(now)];
  if (was === undefined || is === undefined || is.hasDuplicateKey) return null;
  const names = new Set<string>();
  for (const category of new Set([...was.entries.keys(), ...is.entries.keys()])) {
    const changed = changedList(comparison, was.get(category), is.get(category));
    if (changed === null) return null;
    for (const name of changed) names.add(name);
  }
  return names;
}

function changedList(
  comparison: Comparison,
  old: PdfObject = NO_NAMES,
  now: PdfObject = NO_NAMES,
): readonly string[] | null {
  if (isEqual(old, now) && !comparison.isReplaced(old)) return [];
  const [known, later] = [comparison.before.dict(old), comparison.after.dict(now)];
  if (known === undefined || later === undefined || later.hasDuplicateKey) return null;
  return changedKeys(known, later);
}

const NO_NAMES = new PdfDict();

function newNames(
  old: PdfDict | undefined,
  now: PdfDict | undefined,
  { before, after }: Pick<Comparison, 'before' | 'after'>,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [category, value] of now?.entries ?? []) {
    const known = before.dict(old?.get(category));
    for (const key of after.dict(value)?.entries.keys() ?? []) {
      if (known?.entries.has(key) !== true) names.add(key);
    }
  }
  return names;
}

function borrowsFromForm(document: PdfDocument): boolean {
  return readFields(document).some(({ widgets }) =>
    widgets.some((widget) =>
      looksOf(document, widget).some(
        (look) =>
          !(look instanceof PdfStream) || document.dict(look.dict.get('Resources')) === undefined,
      ),
    ),
  );
}

function looksOf(document: PdfDocument, { dict }: FieldWidget): PdfObject[] {
  const kinds = [...(document.dict(dict.get('AP'))?.entries.values() ?? [])];
  return kinds.map((item) => document.resolve(item));
}
