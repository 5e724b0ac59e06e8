/** A small cache of what was used last; keys are contents, never places in memory. */
export class Recent<V> {
  private readonly values = new Map<string, V>();

  constructor(private readonly limit: number) {}

  getOrMake(key: string, make: () => V): V {
    const known = this.values.get(key);
    const value = known ?? make();
    if (known !== undefined) this.values.delete(key);
    this.values.set(key, value);
    if (this.values.size > this.limit) {
      const [oldest] = this.values.keys();
      if (oldest !== undefined) this.values.delete(oldest);
    }
    return value;
  }
}
