import { compareForm } from './difference-form.js';
import { comparePages } from './difference-pages.js';
import { Comparison } from './comparison.js';
import type { PdfDocument } from '../pdf/document.js';
import { changedKeys, isEqual, type Referrer } from '../pdf/equality.js';
import { PdfSignatureError } from '../errors.js';
import { isArray, PdfDict, PdfRef, type PdfObject } from '../pdf/objects.js';
import type { ModificationLevel } from './report.js';
import { forEachEntry, isSame, isWellFormedUpdate, type FileRevision } from './revisions.js';

/** What one revision did to the document before it. */
export type RevisionDifference = {
  readonly level: ModificationLevel;
  /** Fields that were filled, or whose appearance changed, or that were signed. */
  readonly changedFields: readonly string[];
  /** Signature fields that were not there before; document time-stamps left out. */
  readonly addedFields: readonly string[];
  readonly isMalformed: boolean;
};

export function compareRevisions(
  before: PdfDocument,
  after: PdfDocument,
  revision: FileRevision,
): RevisionDifference {
  if (!isWellFormedUpdate(before, after, revision)) {
    return { level: 'other', changedFields: [], addedFields: [], isMalformed: true };
  }
  const comparison = new Comparison(before, after, replacedObjects(before, revision));
  try {
    compareTrailer(comparison);
    compareCatalog(comparison);
    compareForm(comparison);
    comparePages(comparison);
    if (comparison.hasUnexplained()) comparison.raise('other');
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    comparison.raise('other');
  }
  return {
    level: comparison.level,
    changedFields: [...comparison.changedFields],
    addedFields: [...comparison.addedFields],
    isMalformed: false,
  };
}

function replacedObjects(before: PdfDocument, revision: FileRevision): Set<number> {
  const replaced = new Set<number>();
  for (const section of revision.sections) {
    forEachEntry(section, (num, entry) => {
      const earlier = before.entry(num);
      if (earlier === undefined || earlier.kind === 'free') return;
      if (!isSame(entry, earlier)) replaced.add(num);
    });
  }
  return replaced;
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

function compareTrailer(comparison: Comparison): void {
  const { before, after } = comparison;
  for (const key of changedKeys(before.trailer, after.trailer)) {
    if (STRUCTURE_KEYS.has(key)) continue;
    if (key === 'Info') comparison.raise('lta-updates');
    else if (after.trailer.entries.has(key)) comparison.raise('other');
  }
  const info = before.trailer.get('Info');
  const isKnown = ({ from, key }: Referrer): boolean => from === 0 && key === 'Info';
  if (comparison.explainIfOnlySeenBy(info, isKnown)) comparison.raise('lta-updates');
}

/** Catalog entries that long-term data and form filling may change. */
const CATALOG_KEYS: ReadonlySet<string> = new Set([
  'AcroForm',
  'DSS',
  'Extensions',
  'Metadata',
  'Version',
]);

function compareCatalog(comparison: Comparison): void {
  const { before, after } = comparison;
  if (!isEqual(before.rootRef, after.rootRef)) comparison.raise('other');
  for (const key of changedKeys(before.catalog, after.catalog)) {
    if (!CATALOG_KEYS.has(key)) comparison.raise('other');
    if (key !== 'AcroForm') comparison.raise('lta-updates');
  }
  comparison.explain(before.rootRef);
  const fromCatalog = ({ from, key }: Referrer, own: string): boolean =>
    from === before.rootRef.num && key === own;
  for (const own of ['Extensions', 'Metadata']) {
    const isExplained = comparison.explainIfOnlySeenBy(before.catalog.get(own), (referrer) =>
      fromCatalog(referrer, own),
    );
    if (isExplained) comparison.raise('lta-updates');
  }
  compareSecurityStore(comparison);
}

/** The document security store (ISO 32000-2, 12.8.4.3): evidence only, seen by nobody else. */
function compareSecurityStore(comparison: Comparison): void {
  const { before } = comparison;
  const members: PdfRef[] = [];
  const collect = (value: PdfObject, depth: number): void => {
    if (value instanceof PdfRef) members.push(value);
    if (depth > 0) for (const item of itemsOf(before.resolve(value))) collect(item, depth - 1);
  };
  collect(before.catalog.get('DSS') ?? null, 4);
  const isExplained = comparison.explainGroup(
    members,
    ({ from, key }) => from === before.rootRef.num && key === 'DSS',
  );
  if (isExplained) comparison.raise('lta-updates');
}

function itemsOf(value: PdfObject): readonly PdfObject[] {
  if (isArray(value)) return value;
  return value instanceof PdfDict ? [...value.entries.values()] : [];
}
