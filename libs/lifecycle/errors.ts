export type LifecycleErrorCode =
  'lifecycle.unknown-state' | 'lifecycle.unreachable-state' | 'lifecycle.terminal-mismatch';

/** A transition table that contradicts itself. Thrown while the program starts, never later. */
export class LifecycleError extends Error {
  override readonly name = 'LifecycleError';

  constructor(
    readonly code: LifecycleErrorCode,
    readonly lifecycle: string,
    readonly state: string,
    reason: string,
  ) {
    super(`Lifecycle "${lifecycle}": ${reason}`);
  }
}
