/** As many as the server takes at one press. */
export const MOST_AT_ONCE = 200;

type OnePress<Document, Copy> = {
  readonly documents: readonly Document[];
  readonly copies: readonly Copy[];
  /** How many of those chosen wait for the next press. */
  readonly left: number;
};

/** Of what was chosen: the documents first, in their order, then copies. */
export function onePress<Document, Copy>(
  documents: readonly Document[],
  copies: readonly Copy[],
): OnePress<Document, Copy> {
  const first = documents.slice(0, MOST_AT_ONCE);
  return {
    documents: first,
    copies: copies.slice(0, MOST_AT_ONCE - first.length),
    left: Math.max(0, documents.length + copies.length - MOST_AT_ONCE),
  };
}
