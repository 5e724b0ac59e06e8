type Signed = {
  readonly kind: string;
  readonly madeByName: string | null;
  readonly voidedAt: string | null;
};

/** Who has signed in one of these ways, by signatures that still stand. */
export function signedBy(revisions: readonly Signed[], kinds: readonly string[]): string {
  return revisions
    .filter(({ kind, voidedAt }) => kinds.includes(kind) && voidedAt === null)
    .map(({ madeByName }) => madeByName ?? '')
    .join(', ');
}
