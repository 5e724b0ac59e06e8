/**
 * PostgreSQL keeps neither NUL nor half of a surrogate pair in a text, and no name or sentence has
 * them: whoever sends one hears so, wherever in his request it stands, and however deep.
 */
export function isStorable(value: unknown): boolean {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === 'string' && (next.includes('\0') || /\p{Surrogate}/u.test(next)))
      return false;
    if (typeof next !== 'object' || next === null) continue;
    for (const [name, inner] of Object.entries(next)) left.push(name, inner);
  }
  return true;
}
