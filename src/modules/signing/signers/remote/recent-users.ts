/** What is kept for users of a service: anybody may ask for anybody, so only the last ones are kept. */
export class RecentUsers<V> {
  private readonly values = new Map<string, V>();

  constructor(private readonly most: number) {}

  get(user: string): V | undefined {
    const known = this.values.get(user);
    if (known !== undefined) this.set(user, known);
    return known;
  }

  set(user: string, value: V): void {
    this.values.delete(user);
    this.values.set(user, value);
    if (this.values.size <= this.most) return;
    const [oldest] = this.values.keys();
    if (oldest !== undefined) this.values.delete(oldest);
  }

  delete(user: string): void {
    this.values.delete(user);
  }
}
