import type { PdfDocument } from '../pdf/document.js';
import { isEqual, type Referrer } from '../pdf/equality.js';
import { isArray, PdfDict, PdfRef, PdfStream, type PdfObject } from '../pdf/objects.js';
import type { Comparison } from './comparison.js';
import { decodeStream } from './streams.js';

const LISTS = ['Certs', 'OCSPs', 'CRLs'] as const;
const VRI_LISTS: ReadonlySet<string> = new Set(['Cert', 'OCSP', 'CRL']);
const STORE_KEYS: ReadonlySet<string> = new Set([...LISTS, 'VRI', 'Type']);

/**
 * The document security store (ISO 32000-2, 12.8.4.3): evidence only, seen by nobody else. It may
 * grow; evidence that an earlier signature's proof leans on may not disappear.
 */
export function compareSecurityStore(comparison: Comparison): void {
  const { before, after } = comparison;
  const old = before.catalog.get('DSS');
  const now = after.catalog.get('DSS');
  const members: PdfRef[] = [];
  const collect = (value: PdfObject, depth: number): void => {
    if (value instanceof PdfRef) members.push(value);
    if (depth > 0) for (const item of itemsOf(before.resolve(value))) collect(item, depth - 1);
  };
  collect(old ?? null, 4);
  const isStore = ({ from, key }: Referrer): boolean =>
    from === before.rootRef.num && key === 'DSS';
  const isTouched = comparison.explainGroup(members, isStore);
  if (!isTouched && isEqual(old, now)) return;
  comparison.raise('lta-updates');
  if (!isStoreOfEvidence(after, now)) comparison.find('evidence-malformed');
  if (hasLost(comparison, old, now)) comparison.find('evidence-removed');
}

function itemsOf(value: PdfObject): readonly PdfObject[] {
  if (isArray(value)) return value;
  return value instanceof PdfDict ? [...value.entries.values()] : [];
}

/** Lists of streams and nothing else, so that nothing can be smuggled in as evidence. */
function isStoreOfEvidence(document: PdfDocument, value: PdfObject | undefined): boolean {
  if (value === undefined) return true;
  const store = document.dict(value);
  if (store === undefined || store.hasDuplicateKey) return false;
  if ([...store.entries.keys()].some((key) => !STORE_KEYS.has(key))) return false;
  if (!LISTS.every((key) => isListOfStreams(document, store.get(key)))) return false;
  if (!store.entries.has('VRI')) return true;
  const related = document.dict(store.get('VRI'));
  return (
    related !== undefined &&
    [...related.entries].every(
      ([key, entry]) => key === 'Type' || isRelatedEvidence(document, entry),
    )
  );
}

function isRelatedEvidence(document: PdfDocument, value: PdfObject): boolean {
  const entry = document.dict(value);
  if (entry === undefined || entry.hasDuplicateKey) return false;
  return [...entry.entries].every(([key, item]) => {
    if (key === 'TS') return document.resolve(item) instanceof PdfStream;
    if (key === 'TU' || key === 'Type') return true;
    return VRI_LISTS.has(key) && isListOfStreams(document, item);
  });
}

function isListOfStreams(document: PdfDocument, value: PdfObject | undefined): boolean {
  if (value === undefined) return true;
  return (
    document.array(value)?.every((item) => document.resolve(item) instanceof PdfStream) === true
  );
}

/** Whether evidence that was there is there no more; a list may be written anew in any order. */
function hasLost(
  comparison: Comparison,
  old: PdfObject | undefined,
  now: PdfObject | undefined,
): boolean {
  const { before, after } = comparison;
  const earlier = before.dict(old);
  const later = after.dict(now);
  if (earlier === undefined) return false;
  if (later === undefined) return true;
  const lists = LISTS.map((key) => [earlier.get(key), later.get(key)] as const);
  const was = before.dict(earlier.get('VRI')) ?? new PdfDict();
  const is = after.dict(later.get('VRI')) ?? new PdfDict();
  const isShort = ([first, second]: readonly [PdfObject | undefined, PdfObject | undefined]) =>
    !holdsAll(comparison, before.array(first) ?? [], after.array(second) ?? []);
  return (
    lists.some(isShort) ||
    [...was.entries.keys()].some((key) => after.dict(is.get(key)) === undefined && key !== 'Type')
  );
}

/** What stayed where it was needs no reading; a store of a hundred signers is compared a hundred times. */
function holdsAll(
  comparison: Comparison,
  old: readonly PdfObject[],
  now: readonly PdfObject[],
): boolean {
  const { before, after } = comparison;
  const kept = new Set(now.flatMap((item) => (item instanceof PdfRef ? [item.num] : [])));
  const isKept = (item: PdfObject): boolean =>
    item instanceof PdfRef && kept.has(item.num) && !comparison.isReplaced(item);
  const moved = old.filter((item) => !isKept(item));
  if (moved.length === 0) return true;
  const known = new Set(streams(after, now));
  return streams(before, moved).every((item) => known.has(item));
}

function streams(document: PdfDocument, items: readonly PdfObject[]): string[] {
  return items.flatMap((item) => {
    const stream = document.resolve(item);
    if (!(stream instanceof PdfStream)) return [];
    return [(decodeStream(document, stream) ?? stream.raw).toString('latin1')];
  });
}
