import {
  children,
  expectTag,
  malformed,
  readOid,
  readText,
  readWhole,
  sequenceOf,
  TAG,
  type DerNode,
} from '../cms/der.js';
import { OID } from '../cms/oids.js';
import { Recent } from '../recent.js';

/** What of a distinguished name is shown; the last value wins where one stands there twice. */
export type NameParts = {
  readonly commonName: string | null;
  readonly organisation: string | null;
  readonly organisationalUnit: string | null;
  readonly title: string | null;
  readonly email: string | null;
  readonly serialNumber: string | null;
};

export function readNameParts(name: DerNode): NameParts {
  const values = new Map<string, string>();
  for (const [type, value] of attributesOf(name).flat()) values.set(type, readText(value));
  return {
    commonName: values.get(OID.commonName) ?? null,
    organisation: values.get(OID.organisation) ?? null,
    organisationalUnit: values.get(OID.organisationalUnit) ?? null,
    title: values.get(OID.title) ?? null,
    email: values.get(OID.email) ?? null,
    serialNumber: values.get(OID.serialNumber) ?? null,
  };
}

const canonical = new Recent<readonly string[]>(512);

/**
 * Whether two Name elements name the same (RFC 5280, 7.1): the same bytes, or the same text but for
 * case, composition, outer and repeated spaces, letters nobody sees, and the type of string.
 */
export function isSameName(one: Buffer, other: Buffer): boolean {
  if (one.equals(other)) return true;
  const [first, second] = [canonicalName(one), canonicalName(other)];
  return first.length === second.length && first.every((part, index) => part === second[index]);
}

/** Whether a name lies in a subtree: the subtree's parts are its first ones (RFC 5280, 4.2.1.10). */
export function isNameWithin(name: Buffer, subtree: Buffer): boolean {
  const [parts, first] = [canonicalName(name), canonicalName(subtree)];
  return first.length <= parts.length && first.every((part, index) => part === parts[index]);
}

/** Every e-mail address in the name itself. */
export function emailsInName(name: Buffer): string[] {
  return attributesOf(readWhole(name))
    .flat()
    .flatMap(([type, value]) => (type === OID.email ? [readText(value)] : []));
}

/** A key under which equal names meet. */
export function nameKey(name: Buffer): string {
  return canonicalName(name).join('\n');
}

function canonicalName(name: Buffer): readonly string[] {
  return canonical.getOrMake(name.toString('latin1'), () =>
    attributesOf(readWhole(name)).map((relative) =>
      relative
        .map(([type, value]) => `${type}=${canonicalValue(value)}`)
        .sort()
        .join('+'),
    ),
  );
}

const FOLDED: ReadonlySet<number> = new Set([
  TAG.printableString,
  TAG.utf8String,
  TAG.ia5String,
  TAG.bmpString,
  TAG.teletexString,
]);

/** Soft hyphens, joiners and other marks without a look of their own (RFC 4518, 2.2). */
const MAPPED_TO_NOTHING = /(?!\s)[\p{Cc}\p{Cf}\u034f\u180b-\u180d\ufe00-\ufe0f\ufffc]/gu;

/** RFC 4518, 2.2, 2.3 and 2.6.1: an excluded name must not pass in full-width letters. */
function canonicalValue(value: DerNode): string {
  if (!FOLDED.has(value.tag)) return `#${value.bytes.toString('hex')}`;
  const text = readText(value)
    .replace(MAPPED_TO_NOTHING, '')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC');
  return JSON.stringify(text.trim().replace(/\s+/g, ' '));
}

function attributesOf(name: DerNode): (readonly [string, DerNode])[][] {
  return children(name).map((relative) =>
    children(expectTag(relative, TAG.set)).map((attribute) => {
      const [type, value] = sequenceOf(attribute);
      if (value === undefined) throw malformed('name');
      return [readOid(type), value] as const;
    }),
  );
}
