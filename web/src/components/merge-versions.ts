/** Where a value stands: names of fields, and of a listed thing its own name (`identityOf`). */
export type Path = readonly string[];
export type Conflict = { readonly path: Path; readonly stored: unknown; readonly mine: unknown };
export type Merged<T> = {
  /** What both have changed to different values is as it was typed here. */
  readonly value: T;
  readonly conflicts: readonly Conflict[];
};

type Fields = Readonly<Record<string, unknown>>;

/**
 * What somebody else has stored since `base`, joined with what was typed here since then. A value
 * that only one of the two has changed is taken from that one, so that nobody's work is lost;
 * `undefined` in a conflict says that this side has taken the thing out.
 */
export function mergeVersions<T>(base: T, stored: T, mine: T): Merged<T> {
  const conflicts: Conflict[] = [];
  const value = merged({ base, stored, mine }, [], conflicts) as T;
  return { value, conflicts };
}

/** The same value with another at this place; `undefined` takes a listed thing out. */
export function withValueAt<T>(whole: T, path: Path, value: unknown): T {
  return placed(whole, path, value) as T;
}

export function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

type Versions = { readonly base: unknown; readonly stored: unknown; readonly mine: unknown };

function merged(versions: Versions, path: Path, conflicts: Conflict[]): unknown {
  const { base, stored, mine } = versions;
  if (same(mine, stored) || same(mine, base)) return stored;
  if (same(stored, base)) return mine;
  if (isFields(base) && isFields(stored) && isFields(mine))
    return mergedFields({ base, stored, mine }, path, conflicts);
  if (isNamed(base) && isNamed(stored) && isNamed(mine))
    return mergedList({ base, stored, mine }, path, conflicts);
  conflicts.push({ path, stored, mine });
  return mine;
}

function mergedFields(
  { base, stored, mine }: Readonly<Record<keyof Versions, Fields>>,
  path: Path,
  conflicts: Conflict[],
): Fields {
  const names = [...new Set([...Object.keys(stored), ...Object.keys(mine)])];
  const values = names.map((name): [string, unknown] => [
    name,
    merged(
      { base: base[name], stored: stored[name], mine: mine[name] },
      [...path, name],
      conflicts,
    ),
  ]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** In the order of the side that has moved things; what only the other has added comes last. */
function mergedList(
  lists: Readonly<Record<keyof Versions, readonly Fields[]>>,
  path: Path,
  conflicts: Conflict[],
): readonly unknown[] {
  const [base, stored, mine] = [named(lists.base), named(lists.stored), named(lists.mine)];
  const isMineMoved = !same([...mine.keys()], [...base.keys()]);
  const names = isMineMoved
    ? [...mine.keys(), ...stored.keys()]
    : [...stored.keys(), ...mine.keys()];
  return [...new Set(names)]
    .map((name) =>
      merged(
        { base: base.get(name), stored: stored.get(name), mine: mine.get(name) },
        [...path, name],
        conflicts,
      ),
    )
    .filter((item) => item !== undefined);
}

function placed(whole: unknown, path: Path, value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(whole)) {
    const items = whole as readonly Fields[];
    const known = items.find((item) => identityOf(item) === name);
    const next = placed(known, rest, value);
    if (known === undefined) return next === undefined ? items : [...items, next];
    return items.flatMap((item) => (item === known ? (next === undefined ? [] : [next]) : [item]));
  }
  const fields = isFields(whole) ? whole : {};
  return { ...fields, [name]: placed(fields[name], rest, value) };
}

/** Not by a running number: what stands behind it changes when something before it is taken out. */
const NAMES = ['id', 'key', 'code', 'unitId', 'groupCode', 'name', 'text'];

/** By what a thing in a list is known, wherever it was moved to. */
function identityOf(item: unknown): string | undefined {
  if (!isFields(item)) return undefined;
  const name = NAMES.map((field) => item[field]).find((value) => value !== undefined);
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function named(items: readonly Fields[]): ReadonlyMap<string, Fields> {
  return new Map(items.map((item) => [identityOf(item) ?? '', item]));
}

function isNamed(value: unknown): value is readonly Fields[] {
  if (!Array.isArray(value)) return false;
  const names = value.map(identityOf);
  return !names.includes(undefined) && new Set(names).size === names.length;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
