/** A small cache of what was used last; keys are contents, never places in memory. */
export class Recent<V> {
  private newer = new Map<string, V>();
  private older = new Map<string, V>();

  constructor(private readonly limit: number) {}

  getOrMake(key: string, make: () => V): V {
    const known = this.newer.get(key);
    if (known !== undefined) return known;
    const value = this.older.get(key) ?? make();
    if (this.newer.size >= this.limit / 2) {
      this.older = this.newer;
      this.newer = new Map();
    }
    this.newer.set(key, value);
    return value;
  }
}

type Remembered<V> = { readonly bytes: Buffer; readonly value: V };

/**
 * The same for keys of many bytes: found by some of them, then compared whole, which costs a tenth
 * of a text or a hash of them all.
 */
export class RecentBytes<V> {
  private newer = new Map<number, Remembered<V>>();
  private older = new Map<number, Remembered<V>>();

  constructor(private readonly limit: number) {}

  /** @param make is given a copy that nobody else holds */
  getOrMake(bytes: Uint8Array, make: (own: Buffer) => V): V {
    const mark = markOf(bytes);
    const newer = this.newer.get(mark);
    if (newer?.bytes.equals(bytes) === true) return newer.value;
    const older = this.older.get(mark);
    const known = older?.bytes.equals(bytes) === true ? older : remember(bytes, make);
    if (this.newer.size >= this.limit / 2) {
      this.older = this.newer;
      this.newer = new Map();
    }
    this.newer.set(mark, known);
    return known.value;
  }
}

function remember<V>(bytes: Uint8Array, make: (own: Buffer) => V): Remembered<V> {
  const own = Buffer.from(bytes);
  return { bytes: own, value: make(own) };
}

/** Some bytes, spread over all of them; of certificates and pictures most are as good as random. */
function markOf(bytes: Uint8Array): number {
  let mark = bytes.length;
  const step = (bytes.length >> 4) + 1;
  for (let at = bytes.length - 1; at >= 0; at -= step) {
    mark = (Math.imul(mark, 31) + (bytes[at] ?? 0)) | 0;
  }
  return mark;
}
