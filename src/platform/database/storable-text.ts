/**
 * PostgreSQL keeps neither NUL nor half of a surrogate pair in a text, and no name or sentence has
 * them; a file or a request that somebody made may.
 */
export function isStorable(value: unknown): boolean {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === 'string' && clean(next) !== next) return false;
    if (typeof next !== 'object' || next === null || ArrayBuffer.isView(next)) continue;
    for (const [name, inner] of Object.entries(next)) left.push(name, inner);
  }
  return true;
}

/** The same with U+FFFD in the place of what cannot be kept, in whatever text of it. */
export function storable<Value>(value: Value): Value {
  return isStorable(value) ? value : (cleaned(value) as Value);
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map(cleaned);
  const isPlain = typeof value === 'object' && value?.constructor === Object;
  if (!isPlain) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cleaned(inner)]));
}

function clean(text: string): string {
  return text.replaceAll('\0', '\ufffd').replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
