export type Sized = { readonly value: number; readonly size: number };

/**
 * A number of one byte or two, as charstrings and dictionaries of CFF write it (Adobe Technical Note
 * 5176, table 3).
 *
 * @param first its first byte, 32 to 254; the other is read at `at`
 * @returns the number, and how many bytes followed the first
 */
export function shortNumber(data: Buffer, at: number, first: number): Sized {
  if (first <= 246) return { value: first - 139, size: 0 };
  const next = data.readUInt8(at);
  const value = first <= 250 ? (first - 247) * 256 + next + 108 : (251 - first) * 256 - next - 108;
  return { value, size: 1 };
}
