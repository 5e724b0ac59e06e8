export type ScoringErrorCode =
  | 'scoring.count-invalid'
  | 'scoring.decimal-invalid'
  | 'scoring.denominator-missing'
  | 'scoring.division-by-zero'
  | 'scoring.no-condition-for-level';

/** A figure or a target that cannot be computed. `input` is what was given. */
export class ScoringError extends Error {
  override readonly name = 'ScoringError';

  constructor(
    readonly code: ScoringErrorCode,
    readonly input: string,
    reason: string,
  ) {
    super(`${reason}: "${input}"`);
  }
}
