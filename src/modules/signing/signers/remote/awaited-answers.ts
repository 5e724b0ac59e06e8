/** Who waits for which order in this process. */
export class AwaitedAnswers {
  private readonly waiting = new Map<string, () => void>();

  /** Resolves when the order is told of; never rejects. */
  of(id: string): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
    });
  }

  tell(id: string): void {
    this.waiting.get(id)?.();
  }

  forget(id: string): void {
    this.waiting.delete(id);
  }
}
