import {
  type AuthorityKind,
  CAPACITY_STACKS,
  type CapacityCode,
  type CapacityStack,
  type Refusal,
  REFUSALS,
  type SignerRank,
  type SigningPrefix,
} from './capacity-stacks.js';
import { type CapacityRule, UnlawfulCapacityError } from './errors.js';
import type { DocumentForm } from './symbols.js';

export type SigningStep = {
  readonly prefix: SigningPrefix;
  readonly of: { readonly kind: AuthorityKind; readonly name: string };
};

export type Signer = {
  /** Official position without `Q.` and without a degree: `Phó Chủ tịch`. */
  readonly title: string;
  readonly rank: SignerRank;
  /** Appointed acting head: printed `Q.` before the title. */
  readonly acting?: boolean;
};

/** In whose name and by what right a person signs; plain data, stored with the document. */
export type SigningCapacity = {
  readonly form: DocumentForm;
  readonly steps: readonly SigningStep[];
  readonly signer: Signer;
  /**
   * Position in the home agency, printed under the signature above the name when a council or
   * steering committee issues (PL I.II.7c).
   */
  readonly homePosition?: string;
};

export type SignatureBlock = {
  readonly code: CapacityCode;
  /** Upper-case lines above the signature, in order. */
  readonly lines: readonly string[];
  /** Upper-case line between signature and name, if any. */
  readonly homePosition: string | null;
};

/** The names that fill a stack; a stack asks only for those that it prints. */
export type AuthorityNames = Readonly<Partial<Record<AuthorityKind, string>>>;

/**
 * The lines that are printed above the signature.
 *
 * @throws UnlawfulCapacityError naming the rule that refuses the stack.
 */
export function signatureBlock(capacity: SigningCapacity): SignatureBlock {
  const stack = CAPACITY_STACKS.find((candidate) => matches(candidate, capacity));
  if (stack === undefined || (capacity.signer.acting === true && !isHead(capacity.signer.rank))) {
    throw refusalOf(capacity);
  }
  return {
    code: stack.code,
    lines: printedLines(capacity),
    homePosition:
      capacity.homePosition === undefined ? null : printedUpperCase(capacity.homePosition),
  };
}

/** Whether the block may be printed; the screen offers only such capacities. */
export function isLawfulCapacity(capacity: SigningCapacity): boolean {
  try {
    signatureBlock(capacity);
    return true;
  } catch (error) {
    if (error instanceof UnlawfulCapacityError) return false;
    throw error;
  }
}

/**
 * Every capacity in which this signer may sign when the given names are available: with
 * `{ collective: 'Ủy ban nhân dân', head: 'Chủ tịch' }` a deputy is offered TM. KT. and KT.
 */
export function listCapacities(
  form: DocumentForm,
  signer: Signer,
  names: AuthorityNames,
): readonly SigningCapacity[] {
  return CAPACITY_STACKS.filter(
    (stack) => stack.form === form && stack.ranks.includes(signer.rank),
  ).flatMap((stack) => {
    const steps = stack.steps.flatMap(({ prefix, of }) => {
      const name = names[of];
      return name === undefined ? [] : [{ prefix, of: { kind: of, name } }];
    });
    const capacity: SigningCapacity = { form, steps, signer };
    return steps.length === stack.steps.length && isLawfulCapacity(capacity) ? [capacity] : [];
  });
}

/** Upper case as printed, with the one spelling `ỦY` for `UỶ`. */
export function printedUpperCase(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/gu, ' ').toUpperCase().replaceAll('UỶ', 'ỦY');
}

function printedLines({ steps, signer }: SigningCapacity): readonly string[] {
  const authority = steps.map(({ prefix, of }) => `${prefix} ${printedUpperCase(of.name)}`);
  const title = printedUpperCase(signer.title);
  return [...authority, signer.acting === true ? `Q. ${title}` : title];
}

function matches(stack: CapacityStack, { form, steps, signer }: SigningCapacity): boolean {
  return (
    stack.form === form &&
    stack.ranks.includes(signer.rank) &&
    stack.steps.length === steps.length &&
    stack.steps.every(
      ({ prefix, of }, index) => steps[index]?.prefix === prefix && steps[index].of.kind === of,
    )
  );
}

type Check = readonly [CapacityRule, (capacity: SigningCapacity) => boolean];

const PARTY_PREFIXES: readonly SigningPrefix[] = ['T/M', 'K/T', 'T/L'];

/** In this order: the first rule that is broken names the refusal. */
const CHECKS: readonly Check[] = [
  ['party-knows-no-delegation', ({ form, steps }) => form === 'party' && has(steps, 'TUQ.')],
  [
    'prefix-of-the-other-form',
    ({ form, steps }) =>
      steps.some(({ prefix }) => PARTY_PREFIXES.includes(prefix) !== (form === 'party')),
  ],
  [
    'for-head-not-collective',
    ({ form, steps }) =>
      steps.some(({ prefix, of }) => isForHead(prefix) && of.kind === 'collective') ||
      (form === 'party' && has(steps, 'T/M') && has(steps, 'K/T')),
  ],
  [
    'no-redelegation',
    ({ steps, signer }) =>
      has(steps, 'TUQ.') && (steps.length > 1 || signer.rank === 'unit-deputy'),
  ],
  [
    'on-behalf-of-collective',
    ({ steps }) =>
      steps.some(
        ({ prefix, of }, index) =>
          (prefix === 'TM.' || prefix === 'T/M') && (index > 0 || of.kind !== 'collective'),
      ),
  ],
  [
    'delegation-to-own-head',
    ({ steps, signer }) =>
      has(steps, 'TUQ.') && (steps[0]?.of.kind !== 'head' || signer.rank !== 'unit-head'),
  ],
  ['by-order-of-head', isWrongOrder],
  ['acting-is-for-heads', ({ signer }) => signer.acting === true && !isHead(signer.rank)],
  [
    'deputy-signs-for-head',
    ({ form, steps, signer }) =>
      isDeputy(signer.rank) && !has(steps, form === 'party' ? 'K/T' : 'KT.'),
  ],
  ['own-right-is-for-heads', ({ steps, signer }) => steps.length === 0 && signer.rank !== 'head'],
];

function refusalOf(capacity: SigningCapacity): UnlawfulCapacityError {
  const rule = CHECKS.find(([, isBroken]) => isBroken(capacity))?.[0] ?? 'unlisted-stack';
  const { basis, reason }: Refusal = REFUSALS[rule];
  return new UnlawfulCapacityError(rule, basis, printedLines(capacity).join(' / '), reason);
}

function isWrongOrder({ form, steps, signer }: SigningCapacity): boolean {
  const index = steps.findIndex(({ prefix }) => prefix === 'TL.' || prefix === 'T/L');
  if (index === -1) return false;
  const isUnit = signer.rank === 'unit-head' || signer.rank === 'unit-deputy';
  const kind = steps[index]?.of.kind;
  return index > 0 || !isUnit || (form === 'government' && kind !== 'head');
}

function has(steps: readonly SigningStep[], prefix: SigningPrefix): boolean {
  return steps.some((step) => step.prefix === prefix);
}

function isForHead(prefix: SigningPrefix): boolean {
  return prefix === 'KT.' || prefix === 'K/T';
}

function isHead(rank: SignerRank): boolean {
  return rank === 'head' || rank === 'unit-head';
}

function isDeputy(rank: SignerRank): boolean {
  return rank === 'deputy' || rank === 'unit-deputy';
}
