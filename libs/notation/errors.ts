export type NotationErrorCode =
  | 'notation.abbreviation-invalid'
  | 'notation.capacity-unlawful'
  | 'notation.date-invalid'
  | 'notation.document-type-unknown'
  | 'notation.drafting-unit-missing'
  | 'notation.number-invalid'
  | 'notation.rule-set-missing'
  | 'notation.rule-sets-overlap'
  | 'notation.type-not-in-rule-set';

/** A number, symbol or rule set that cannot be. `input` is what was given. */
export class NotationError extends Error {
  override readonly name: string = 'NotationError';

  constructor(
    readonly code: NotationErrorCode,
    readonly input: string,
    reason: string,
  ) {
    super(`${reason}: "${input}"`);
  }
}

export type CapacityRule =
  | 'acting-is-for-heads'
  | 'by-order-of-head'
  | 'delegation-to-own-head'
  | 'deputy-signs-for-head'
  | 'for-head-not-collective'
  | 'no-redelegation'
  | 'on-behalf-of-collective'
  | 'own-right-is-for-heads'
  | 'party-knows-no-delegation'
  | 'prefix-of-the-other-form'
  | 'unlisted-stack';

/** A signature block that no rule allows; `rule` and `basis` say which one refuses it. */
export class UnlawfulCapacityError extends NotationError {
  override readonly name = 'UnlawfulCapacityError';

  constructor(
    readonly rule: CapacityRule,
    readonly basis: string,
    printed: string,
    reason: string,
  ) {
    super('notation.capacity-unlawful', printed, `${reason} (${basis})`);
  }
}
