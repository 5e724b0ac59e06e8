import { randomBytes } from 'node:crypto';

export type Activation = {
  readonly sad: string;
  readonly credentialId: string;
  /** What it covers; empty under SCAL1. */
  readonly hashes: readonly string[];
  remaining: number;
  isUsed: boolean;
  readonly endsAt: number;
};

/** Signature activation data: bound to a key, to hashes, to a number and to a time. */
export class MockActivations {
  private readonly living = new Map<string, Activation>();

  constructor(private readonly now: () => Date) {}

  issue(credentialId: string, hashes: readonly string[], count: number, seconds: number): string {
    const sad = randomBytes(24).toString('base64url');
    const endsAt = this.now().getTime() + seconds * 1000;
    this.living.set(sad, { sad, credentialId, hashes, remaining: count, isUsed: false, endsAt });
    return sad;
  }

  /** @returns why it does not cover these hashes, in the words of the specification, or null */
  spend(
    sad: string,
    credentialId: string,
    hashes: readonly string[],
    /** What is left of it comes with the next. */
    once: boolean,
  ): string | null {
    const problem = this.problem(sad, credentialId);
    if (problem !== null) return problem;
    const found = this.living.get(sad);
    if (!found) return 'Invalid parameter SAD';
    if (found.isUsed) return 'Invalid parameter SAD';
    const isBound = found.hashes.length > 0;
    if (isBound && hashes.some((hash) => !found.hashes.includes(hash))) {
      return 'Hash is not authorized by the SAD';
    }
    if (hashes.length > found.remaining) return 'Invalid parameter SAD';
    found.remaining -= hashes.length;
    found.isUsed = once;
    if (found.remaining === 0) this.living.delete(sad);
    return null;
  }

  /** The new one covers what is left, bound to the hashes that follow. */
  extend(
    sad: string,
    credentialId: string,
    hashes: readonly string[],
    seconds: number,
  ): { readonly sad: string } | { readonly problem: string } {
    const problem = this.problem(sad, credentialId);
    const found = this.living.get(sad);
    if (problem !== null || !found) return { problem: problem ?? 'Invalid parameter SAD' };
    this.living.delete(sad);
    return { sad: this.issue(credentialId, hashes, found.remaining, seconds) };
  }

  private problem(sad: string, credentialId: string): string | null {
    const found = this.living.get(sad);
    if (found?.credentialId !== credentialId) return 'Invalid parameter SAD';
    return found.endsAt <= this.now().getTime() ? 'SAD expired' : null;
  }
}
