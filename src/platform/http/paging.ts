import { z } from 'zod';
import { InvalidInputError, TooManyForFileError } from '../errors/platform.errors.js';

/** Query fields of every list. `after` is the opaque cursor that the previous page answered. */
export const pageRequest = {
  after: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export function pageOf<Item extends z.ZodType>(
  item: Item,
): z.ZodObject<{ items: z.ZodArray<Item>; next: z.ZodNullable<z.ZodString> }> {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

export type Page<Item> = { readonly items: readonly Item[]; readonly next: string | null };

/** Keyset cursor: the sort values of the last row, not an offset, so that a page costs the same anywhere. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @throws {InvalidInputError} the cursor was not made by {@link encodeCursor} */
export function decodeCursor(
  after: string | undefined,
  width: number,
): readonly (string | number | null)[] | null {
  if (after === undefined) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(after, 'base64url').toString());
    if (Array.isArray(values) && values.length === width)
      return values as (string | number | null)[];
  } catch {
    // Falls through to the one refusal below.
  }
  throw new InvalidInputError([{ pointer: '/after', code: 'custom' }]);
}

/** Cuts `limit + 1` fetched rows to a page. */
export function toPage<Row>(
  fetched: readonly Row[],
  limit: number,
  cursor: (row: Row) => readonly (string | number | null)[],
): Page<Row> {
  const items = fetched.slice(0, limit);
  const last = items.at(-1);
  return { items, next: fetched.length > limit && last ? encodeCursor(cursor(last)) : null };
}

/**
 * The `most + 1` fetched rows of a file.
 *
 * @throws {TooManyForFileError} there are more than `most`
 */
export function toFile<Row>(fetched: readonly Row[], most: number): readonly Row[] {
  if (fetched.length > most) throw new TooManyForFileError(most);
  return fetched;
}
