import { acroForm, readFields, readPages, readRect, type Page } from '../form/form.js';
import { openPdf, type OpenOptions, type PdfDocument } from '../pdf/document.js';
import { generation, readReferrers, type Referrer } from '../pdf/equality.js';
import { isArray, PdfDict, PdfRef, PdfStream, PdfString, type PdfObject } from '../pdf/objects.js';
import { forEachEntry } from '../pdf/xref.js';
import { fieldShowsItsValue } from '../difference/appearance.js';
import { coversLetters, readPageText } from '../difference/ink/ink.js';
import { isVisible } from '../difference/new-field.js';
import { findUnlistedObjects } from './lint-unlisted.js';

/**
 * What should be looked at before a file is signed: whoever prepares a file can hide in it what
 * shows only later, and no comparison of revisions can tell that after the signature.
 */
export type LintCode =
  | 'script'
  | 'action'
  | 'active-content'
  | 'embedded-file'
  | 'external-reference'
  | 'layers-off'
  | 'xfa-form'
  | 'appearances-drawn-anew'
  | 'field-shows-another-value'
  | 'annotation-over-text'
  | 'unused-object'
  | 'missing-object'
  | 'unlisted-object';
/** One thing to look at before signing. */
export type LintWarning = {
  readonly code: LintCode;
  /** Number of the object that gave rise to it; 0 for the trailer. */
  readonly object: number;
};

const ACTIONS: ReadonlyMap<string, LintCode> = new Map<string, LintCode>([
  ['JavaScript', 'script'],
  ['Rendition', 'script'],
  ['Launch', 'action'],
  ['SubmitForm', 'action'],
  ['ImportData', 'action'],
  ['ResetForm', 'action'],
  ['Hide', 'action'],
  ['SetOCGState', 'action'],
  ['GoToR', 'external-reference'],
  ['GoToE', 'embedded-file'],
]);
const ACTIVE: ReadonlySet<string> = new Set(['Screen', 'Movie', 'Sound', 'RichMedia', '3D']);

/**
 * Lists what in an unsigned file could change its face after it is signed. Nothing is refused: an
 * honest file may have a link or an unused font; the caller decides what he puts before a signer.
 *
 * @returns warnings without repetition, by object number; none for a plain document.
 * @throws PdfRefusedError when the file cannot be read.
 */
export function lintBeforeSigning(pdf: Uint8Array, options: OpenOptions = {}): LintWarning[] {
  const document = openPdf(pdf, options);
  const found = new Map<string, LintWarning>();
  const warn = (code: LintCode, object: number): void => {
    found.set(`${code} ${object}`, { code, object });
  };
  const referrers = readReferrers(document);
  for (const num of referrers.keys()) lintObject(document, num, warn);
  walk(document.trailer, (dict) => {
    lintDictionary(document, dict, 0, warn);
  });
  lintReach(document, referrers, warn);
  lintForm(document, warn);
  for (const page of readPages(document)) lintPage(document, page, warn);
  for (const num of findUnlistedObjects(document)) warn('unlisted-object', num);
  return [...found.values()].sort((a, b) => a.object - b.object || a.code.localeCompare(b.code));
}

type Warn = (code: LintCode, object: number) => void;

function lintObject(document: PdfDocument, num: number, warn: Warn): void {
  const object = document.object(new PdfRef(num, generation(document, num)));
  if (object instanceof PdfStream && object.dict.entries.has('F')) warn('external-reference', num);
  walk(object instanceof PdfStream ? object.dict : object, (dict) => {
    lintDictionary(document, dict, num, warn);
  });
}

function walk(value: PdfObject, visit: (dict: PdfDict) => void): void {
  if (isArray(value)) {
    for (const item of value) walk(item, visit);
  } else if (value instanceof PdfDict) {
    visit(value);
    for (const item of value.entries.values()) walk(item, visit);
  }
}

function lintDictionary(document: PdfDocument, dict: PdfDict, num: number, warn: Warn): void {
  const action = ACTIONS.get(dict.name('S') ?? '');
  if (action !== undefined) warn(action, num);
  if (dict.entries.has('JS')) warn('script', num);
  if (ACTIVE.has(dict.name('Subtype') ?? '')) warn('active-content', num);
  if (dict.entries.has('EF')) warn('embedded-file', num);
  if (dict.name('Type') === 'Catalog') lintLayers(document, dict, num, warn);
}

/** Layers that are off in the beginning can be switched on by whoever opens the file (8.11.4.3). */
function lintLayers(document: PdfDocument, catalog: PdfDict, num: number, warn: Warn): void {
  const settings = document.dict(document.dict(catalog.get('OCProperties'))?.get('D'));
  if (settings === undefined) return;
  const isOff = settings.name('BaseState') === 'OFF';
  const off = document.array(settings.get('OFF')) ?? [];
  if (isOff || off.length > 0 || settings.entries.has('AS')) warn('layers-off', num);
}

/** Objects nobody sees, and references into nothing: an update can join the two. */
function lintReach(
  document: PdfDocument,
  referrers: ReadonlyMap<number, readonly Referrer[]>,
  warn: Warn,
): void {
  for (const num of referrers.keys()) {
    const entry = document.entry(num);
    if (entry === undefined || entry.kind === 'free') warn('missing-object', num);
  }
  const seen = new Set<number>();
  for (const section of document.sections) {
    forEachEntry(section, (num, entry) => {
      if (seen.has(num) || entry.kind === 'free') return;
      seen.add(num);
      if (referrers.has(num)) return;
      const object = document.object(new PdfRef(num, generation(document, num)));
      if (canBeShown(object)) warn('unused-object', num);
    });
  }
}

const SHOWN: ReadonlySet<string> = new Set(['Catalog', 'Pages', 'Page', 'Annot', 'Font']);
const STRUCTURE: ReadonlySet<string> = new Set(['ObjStm', 'XRef']);

/** Whether an update could show the object; structure and left-over dictionaries it could not. */
function canBeShown(object: PdfObject): boolean {
  if (object instanceof PdfDict) return SHOWN.has(object.name('Type') ?? '');
  return object instanceof PdfStream && !STRUCTURE.has(object.dict.name('Type') ?? '');
}

function lintForm(document: PdfDocument, warn: Warn): void {
  const form = acroForm(document);
  const place = document.catalog.get('AcroForm');
  const num = place instanceof PdfRef ? place.num : document.rootRef.num;
  if (form?.entries.has('XFA') === true) warn('xfa-form', num);
  if (document.resolve(form?.get('NeedAppearances')) === true) warn('appearances-drawn-anew', num);
  for (const field of readFields(document)) {
    const isText = field.type === 'Tx' && document.resolve(field.value) instanceof PdfString;
    if (isText && !fieldShowsItsValue(document, field)) {
      warn('field-shows-another-value', field.ref?.num ?? num);
    }
  }
}

function lintPage(document: PdfDocument, page: Page, warn: Warn): void {
  for (const item of document.array(page.dict.get('Annots')) ?? []) {
    const dict = document.dict(item);
    if (!dict?.entries.has('AP')) continue;
    const rect = readRect(document, dict.get('Rect'));
    const isShown =
      dict.name('Subtype') !== 'Widget' && isVisible(document, { ref: undefined, dict });
    if (rect === undefined || !isShown) continue;
    if (coversLetters(readPageText(document, page), rect, document)) {
      warn('annotation-over-text', item instanceof PdfRef ? item.num : page.ref.num);
    }
  }
}
