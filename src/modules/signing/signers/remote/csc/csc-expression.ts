/** Whether what is in hand is enough. */
type Holds = (has: (id: string) => boolean) => boolean;

/** The loosest first, as logic reads them; the standard leaves it to parentheses. */
const OPERATORS: readonly {
  readonly word: string;
  readonly join: (one: boolean, other: boolean) => boolean;
}[] = [
  { word: 'OR', join: (one, other) => one || other },
  { word: 'XOR', join: (one, other) => one !== other },
  { word: 'AND', join: (one, other) => one && other },
];
/** Every combination is looked at; a holder has a handful of means. */
const MOST_PARTS = 8;
const LONGEST = 500;

/**
 * What of the authentication objects is asked for (CSC API v2, `auth/expression`: AND, OR, XOR and
 * parentheses; without one, all of them). As little as is enough, of that what is listed first.
 *
 * @param canAsk whether this combination can be asked for
 * @returns null: none of what would be enough can be asked for, or nobody understands what is wanted
 */
export function chosenParts<Part extends { readonly id: string }>(
  expression: string,
  parts: readonly Part[],
  canAsk: (chosen: readonly Part[]) => boolean,
): readonly Part[] | null {
  if (expression.trim() === '') return canAsk(parts) ? parts : null;
  if (parts.length > MOST_PARTS || expression.length > LONGEST) return null;
  const holds = read(expression);
  if (!holds) return null;
  const enough = combinations(parts).find(
    (chosen) => holds((id) => chosen.some((part) => part.id === id)) && canAsk(chosen),
  );
  return enough ?? null;
}

function combinations<Part>(parts: readonly Part[]): readonly (readonly Part[])[] {
  const all = Array.from({ length: 2 ** parts.length }, (_, which) =>
    parts.filter((_part, index) => (which & (2 ** index)) !== 0),
  );
  return all.toSorted((one, other) => one.length - other.length);
}

function read(expression: string): Holds | null {
  const words = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const operand = (): Holds | null => {
    const word = words[at++] ?? ')';
    if (word === '(') {
      const inner = chain(0);
      return words[at++] === ')' ? inner : null;
    }
    const isName = word !== ')' && OPERATORS.every((operator) => operator.word !== word);
    return isName ? (has) => has(word) : null;
  };
  const chain = (tightness: number): Holds | null => {
    const operator = OPERATORS[tightness];
    if (!operator) return operand();
    let left = chain(tightness + 1);
    while (left && words[at] === operator.word) {
      at += 1;
      const [one, other] = [left, chain(tightness + 1)];
      left = other && ((has) => operator.join(one(has), other(has)));
    }
    return left;
  };
  const whole = chain(0);
  return at === words.length ? whole : null;
}
