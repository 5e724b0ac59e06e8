import { NotationError } from './errors.js';

/** Anything that the law replaces from a date on. Dates are `YYYY-MM-DD`; both ends included. */
export type EffectiveDated = {
  readonly code: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
};

/**
 * The rule set in force on the document's date. Give it the sets of one subject only.
 *
 * @throws NotationError when none or more than one is in force: the data contradict each other.
 */
export function chooseRuleSet<RuleSet extends EffectiveDated>(
  ruleSets: readonly RuleSet[],
  date: string,
): RuleSet {
  const inForce = ruleSets.filter(
    ({ effectiveFrom, effectiveTo }) =>
      effectiveFrom <= date && (effectiveTo === null || date <= effectiveTo),
  );
  const [only, other] = inForce;
  if (only === undefined) {
    throw new NotationError(
      'notation.rule-set-missing',
      date,
      'No rule set is in force on the day',
    );
  }
  if (other !== undefined) {
    throw new NotationError(
      'notation.rule-sets-overlap',
      date,
      `Both ${only.code} and ${other.code} are in force on the day`,
    );
  }
  return only;
}
