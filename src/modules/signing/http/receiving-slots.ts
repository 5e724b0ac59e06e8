/** How many bodies are received at once, in all and from each: a slow one holds only its own place. */
export class ReceivingSlots {
  private readonly held = new Map<string, number>();
  private all = 0;

  constructor(private readonly most: Readonly<{ inAll: number; each: number }>) {}

  /** @param refusal what is thrown when no place is free: nobody queues with a file in memory */
  async hold<T>(from: string, refusal: () => Error, receive: () => Promise<T>): Promise<T> {
    const own = this.held.get(from) ?? 0;
    if (this.all >= this.most.inAll || own >= this.most.each) throw refusal();
    this.all += 1;
    this.held.set(from, own + 1);
    try {
      return await receive();
    } finally {
      this.all -= 1;
      const left = (this.held.get(from) ?? 1) - 1;
      if (left === 0) this.held.delete(from);
      else this.held.set(from, left);
    }
  }
}
