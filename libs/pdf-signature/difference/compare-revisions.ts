import { PdfSignatureError } from '../errors.js';
import { readFields } from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { changedKeys, isEqual, type Referrer } from '../pdf/equality.js';
import { PdfName, PdfString, type PdfObject } from '../pdf/objects.js';
import { Comparison, type TouchedObjects } from './comparison.js';
import type { ModificationCode } from './findings.js';
import { compareForm } from './form.js';
import { isOfItsKind } from './kinds.js';
import { compareInformation, compareMetadata } from './metadata.js';
import { isMovedOut } from './moved.js';
import { comparePages } from './pages.js';
import { compareSecurityStore } from './store.js';
import type { ModificationLevel } from '../validation/report.js';
import type { FileRevision } from '../pdf/revisions.js';
import { forEachEntry, isSameEntry } from '../pdf/xref.js';
import { isWellFormedUpdate } from './update-structure.js';

/** What one revision did to the document before it. */
export type RevisionDifference = {
  readonly level: ModificationLevel;
  /** Fields that were filled, or whose appearance changed, or that were signed. */
  readonly changedFields: readonly string[];
  /** Signature fields that were not there before; document time-stamps left out. */
  readonly addedFields: readonly string[];
  /** Those of the added fields that readers show. */
  readonly shownFields: readonly string[];
  /** What was found that is, or may be, more than the level allows. */
  readonly findings: readonly ModificationCode[];
};

/**
 * Compares two neighbouring revisions as graphs of objects. Only what the update's own
 * cross-reference names can differ, so only that is looked at; each of these objects must be
 * explained by a rule for the place it is seen from.
 */
export function compareRevisions(
  before: PdfDocument,
  after: PdfDocument,
  revision: FileRevision,
): RevisionDifference {
  if (!isWellFormedUpdate(before, after, revision)) {
    return {
      level: 'other',
      changedFields: [],
      addedFields: [],
      shownFields: [],
      findings: ['update-malformed'],
    };
  }
  const comparison = new Comparison(before, after, touchedObjects(before, revision));
  try {
    compareTrailer(comparison);
    compareCatalog(comparison);
    const added = compareForm(comparison);
    comparePages(comparison, added);
    comparison.findUnexplained();
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    comparison.find('update-malformed');
  }
  return {
    level: comparison.level,
    changedFields: [...comparison.changedFields],
    addedFields: [...comparison.addedFields],
    shownFields: [...comparison.shownFields],
    findings: [...comparison.findings],
  };
}

function touchedObjects(before: PdfDocument, revision: FileRevision): TouchedObjects {
  const replaced = new Set<number>();
  const supplied = new Set<number>();
  for (const section of revision.sections) {
    forEachEntry(section, (num, entry) => {
      const earlier = before.entry(num);
      if (earlier === undefined || earlier.kind === 'free') {
        if (entry.kind !== 'free') supplied.add(num);
      } else if (!isSameEntry(entry, earlier)) {
        replaced.add(num);
      }
    });
    // Whether it is listed or not: some readers find it by its number.
    if (section.num !== undefined && !replaced.has(section.num)) supplied.add(section.num);
  }
  return { replaced, supplied };
}

/** Keys of the file's own structure, which differ from update to update. */
const STRUCTURE_KEYS: ReadonlySet<string> = new Set([
  'Size',
  'Prev',
  'ID',
  'XRefStm',
  'Type',
  'W',
  'Index',
  'Filter',
  'DecodeParms',
  'Length',
]);

function isWord(value: PdfObject | undefined): boolean {
  return value === undefined || value instanceof PdfName || value instanceof PdfString;
}

function compareTrailer(comparison: Comparison): void {
  const { before, after } = comparison;
  for (const key of changedKeys(before.trailer, after.trailer)) {
    if (STRUCTURE_KEYS.has(key) || key === 'Info') continue;
    // A writer may drop a private key, or keep one that leads nowhere (LibreOffice's checksum).
    if (key === 'Encrypt' || !isWord(after.trailer.get(key))) comparison.find('trailer-changed');
  }
  compareInformation(comparison);
}

/** Catalog entries that long-term data and form filling may change. */
const CATALOG_KEYS: ReadonlySet<string> = new Set([
  'AcroForm',
  'DSS',
  'Extensions',
  // Whether the file is tagged: a claim about its structure, which itself must stay.
  'MarkInfo',
  'Metadata',
  'Version',
]);

function compareCatalog(comparison: Comparison): void {
  const { before, after } = comparison;
  if (!isEqual(before.rootRef, after.rootRef)) comparison.find('catalog-changed');
  for (const key of changedKeys(before.catalog, after.catalog)) {
    if (key === 'Perms' && isFirstCertification(comparison)) comparison.raise('form-filling');
    else if (!CATALOG_KEYS.has(key) && isRewritten(comparison, key))
      comparison.raise('lta-updates');
    else if (!CATALOG_KEYS.has(key) || !isOfItsKind(after, key, after.catalog.get(key)))
      comparison.find('catalog-changed');
    else if (key !== 'AcroForm') comparison.raise('lta-updates');
  }
  comparison.explain(before.rootRef);
  compareExtensions(comparison);
  compareMetadata(comparison);
  compareSecurityStore(comparison);
}

function isRewritten(comparison: Comparison, key: string): boolean {
  const [old, now] = [comparison.before.catalog.get(key), comparison.after.catalog.get(key)];
  return !isEqual(old, now) && isMovedOut(comparison, old, now);
}

/**
 * The catalog names the signature that certifies (12.8.6): it may begin to, when that signature is
 * the very first and comes with the same update.
 */
function isFirstCertification({ before, after }: Comparison): boolean {
  const permissions = after.dict(after.catalog.get('Perms'));
  const named = permissions?.get('DocMDP');
  if (before.catalog.entries.has('Perms') || permissions?.entries.size !== 1) return false;
  const isUnsigned = readFields(before).every(
    ({ type, value }) => type !== 'Sig' || value === null,
  );
  return (
    isUnsigned &&
    readFields(after).some(({ type, dict }) => type === 'Sig' && isEqual(dict.get('V'), named))
  );
}

/** Extensions name dialects of the standard (ISO 32000-2, 7.12); nothing is drawn from them. */
function compareExtensions(comparison: Comparison): void {
  const { before } = comparison;
  const isKnown = ({ from, key }: Referrer): boolean =>
    from === before.rootRef.num && key === 'Extensions';
  if (comparison.explainIfOnlySeenBy(before.catalog.get('Extensions'), isKnown)) {
    comparison.raise('lta-updates');
  }
}
