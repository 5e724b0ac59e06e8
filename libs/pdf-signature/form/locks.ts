import type { PdfDocument } from '../pdf/document.js';
import { readFields, type FormField } from './form.js';
import { isInteger, name, PdfDict, PdfString, type PdfObject } from '../pdf/objects.js';

/** What a certification permits: 1 nothing, 2 to fill and sign, 3 to annotate too (12.8.2.2). */
export type DocMdpLevel = 1 | 2 | 3;

/** What a signature forbids to change after it (ISO 32000-2, 12.8.2). */
export type SignatureRestrictions = {
  /** Level of DocMDP when the signature certifies. */
  readonly certifies: DocMdpLevel | null;
  /** The strictest of that and of /P beside what is locked, which an approval may state (Table 236). */
  readonly permits: DocMdpLevel | null;
  readonly locks: (fieldName: string) => boolean;
};

/** Which fields a signature locks; `'all'` is short for `{ action: 'all' }` (12.8.2.4). */
export type FieldLock =
  | 'all'
  | { readonly action: 'all' }
  | { readonly action: 'include' | 'exclude'; readonly fields: readonly string[] };

const ACTIONS = { all: 'All', include: 'Include', exclude: 'Exclude' } as const;

/** /Action and /Fields as a field's /Lock and a FieldMDP transform both hold them. */
export function lockParameters(lock: FieldLock): PdfDict {
  if (lock === 'all' || lock.action === 'all') return PdfDict.of({ Action: name(ACTIONS.all) });
  return PdfDict.of({
    Action: name(ACTIONS[lock.action]),
    Fields: lock.fields.map((field) => PdfString.text(field)),
  });
}

/** Steps of asking whether a signature locks a field. */
const LOCK_STEPS = 50;
/** Bytes of memory of one name. */
const NAME_SIZE = 100;
const NONE = (): boolean => false;

export function signatureDict(field: FormField): PdfDict | undefined {
  return field.type === 'Sig' && field.value instanceof PdfDict ? field.value : undefined;
}

/** Signature fields that are not empty; what stands in one need not be a signature. */
export function filledSignatureFields(document: PdfDocument): FormField[] {
  return readFields(document).filter(({ type, value }) => type === 'Sig' && value !== null);
}

export function readRestrictions(document: PdfDocument, field: FormField): SignatureRestrictions {
  let certifies: DocMdpLevel | null = null;
  let locks: (fieldName: string) => boolean = NONE;
  const signature = signatureDict(field);
  if (signature === undefined) return { certifies, permits: null, locks };
  const stated = [lockLevel(document, document.dict(field.dict.get('Lock')))];
  for (const item of document.array(signature.get('Reference')) ?? []) {
    const reference = document.dict(item);
    const parameters = document.dict(reference?.get('TransformParams')) ?? new PdfDict();
    if (reference?.name('TransformMethod') === 'DocMDP')
      certifies = docMdpLevel(document, parameters);
    if (reference?.name('TransformMethod') !== 'FieldMDP') continue;
    locks = fieldLock(document, parameters);
    stated.push(lockLevel(document, parameters));
  }
  const levels = [certifies, ...stated].filter((level) => level !== null);
  return { certifies, permits: [...levels].sort()[0] ?? null, locks };
}

/** /P of a lock: without it, a lock says nothing of the rest of the document. */
function lockLevel(document: PdfDocument, lock: PdfDict | undefined): DocMdpLevel | null {
  return lock?.entries.has('P') === true ? docMdpLevel(document, lock) : null;
}

function docMdpLevel(document: PdfDocument, parameters: PdfDict): DocMdpLevel {
  const level = document.resolve(parameters.get('P'));
  if (level === 1 || level === 3) return level;
  return isInteger(level) && level !== 2 ? 1 : 2;
}

/** Reads /Action and /Fields of a FieldMDP transform or a /Lock dictionary. */
function fieldLock(document: PdfDocument, parameters: PdfDict): (fieldName: string) => boolean {
  const stated = document.array(parameters.get('Fields')) ?? [];
  const names = new Set(fieldNames(stated.map((item) => document.resolve(item))));
  document.budget.spend(LOCK_STEPS * names.size);
  document.budget.hold(NAME_SIZE * names.size);
  // A name stands for its descendants, too.
  const listed = (field: string): boolean => {
    const parts = field.split('.');
    document.budget.spend(LOCK_STEPS + parts.length * field.length);
    return parts.some((_, index) => names.has(parts.slice(0, index + 1).join('.')));
  };
  switch (parameters.name('Action') ?? 'All') {
    case 'Include':
      return listed;
    case 'Exclude':
      return (field) => !listed(field);
    default:
      return () => true;
  }
}

function fieldNames(items: readonly PdfObject[]): string[] {
  return items.flatMap((item) => (item instanceof PdfString ? [item.toText()] : []));
}

/** The restrictions of every signature the document holds now. */
export function documentRestrictions(
  document: PdfDocument,
  fields: readonly FormField[],
): SignatureRestrictions[] {
  return fields
    .filter((field) => signatureDict(field) !== undefined)
    .map((field) => readRestrictions(document, field));
}

export function isFieldLocked(
  restrictions: readonly SignatureRestrictions[],
  fieldName: string,
): boolean {
  return restrictions.some(({ permits, locks }) => permits === 1 || locks(fieldName));
}
