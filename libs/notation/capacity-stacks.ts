import type { CapacityRule } from './errors.js';
import type { DocumentForm } from './symbols.js';

export type SigningPrefix = 'TM.' | 'KT.' | 'TL.' | 'TUQ.' | 'T/M' | 'K/T' | 'T/L';

/** Whose name stands behind a prefix. A unit head is the head of a unit inside the agency. */
export type AuthorityKind = 'collective' | 'head' | 'unit-head';

/** What the signer is in the place he signs from. A deputy in charge is still a deputy. */
export type SignerRank = 'head' | 'deputy' | 'member' | 'unit-head' | 'unit-deputy';

export type CapacityCode =
  | 'own-right'
  | 'on-behalf'
  | 'on-behalf-for-head'
  | 'for-head'
  | 'by-order'
  | 'by-order-for-unit-head'
  | 'by-delegation';

/** One lawful stack: which prefixes stand in which order above the title of which signer. */
export type CapacityStack = {
  readonly code: CapacityCode;
  readonly form: DocumentForm;
  readonly steps: readonly { readonly prefix: SigningPrefix; readonly of: AuthorityKind }[];
  readonly ranks: readonly SignerRank[];
  readonly basis: string;
};

const N30 = 'NĐ 30/2020/NĐ-CP, Điều 13';
const PARTY_RULES = 'Hướng dẫn 36-HD/VPTW; Hướng dẫn 05-HD/VPTW';

const behalf = { prefix: 'TM.', of: 'collective' } as const;
const forHead = { prefix: 'KT.', of: 'head' } as const;
const order = { prefix: 'TL.', of: 'head' } as const;
const partyBehalf = { prefix: 'T/M', of: 'collective' } as const;
const partyForUnitHead = { prefix: 'K/T', of: 'unit-head' } as const;

/** Every stack that may be printed. What is not here is refused. */
export const CAPACITY_STACKS: readonly CapacityStack[] = [
  government('own-right', [], ['head'], '1'),
  government('on-behalf', [behalf], ['head'], '2'),
  government('on-behalf-for-head', [behalf, forHead], ['deputy'], '2'),
  government('for-head', [forHead], ['deputy'], '1'),
  government('by-order', [order], ['unit-head'], '4'),
  government(
    'by-order-for-unit-head',
    [order, { prefix: 'KT.', of: 'unit-head' }],
    ['unit-deputy'],
    '4',
  ),
  government('by-delegation', [{ prefix: 'TUQ.', of: 'head' }], ['unit-head'], '3'),
  party('own-right', [], ['head']),
  party('on-behalf', [partyBehalf], ['head', 'deputy', 'member']),
  party('for-head', [{ prefix: 'K/T', of: 'head' }], ['deputy']),
  party('by-order', [{ prefix: 'T/L', of: 'collective' }], ['unit-head']),
  party('by-order', [{ prefix: 'T/L', of: 'head' }], ['unit-head']),
  party(
    'by-order-for-unit-head',
    [{ prefix: 'T/L', of: 'collective' }, partyForUnitHead],
    ['unit-deputy'],
  ),
  party(
    'by-order-for-unit-head',
    [{ prefix: 'T/L', of: 'head' }, partyForUnitHead],
    ['unit-deputy'],
  ),
];

function government(
  code: CapacityCode,
  steps: CapacityStack['steps'],
  ranks: readonly SignerRank[],
  clause: string,
): CapacityStack {
  return { code, form: 'government', steps, ranks, basis: `${N30}.${clause}` };
}

function party(
  code: CapacityCode,
  steps: CapacityStack['steps'],
  ranks: readonly SignerRank[],
): CapacityStack {
  return { code, form: 'party', steps, ranks, basis: PARTY_RULES };
}

/** What is wrong with a stack that is not in the table, from the most telling rule to the least. */
export type Refusal = {
  readonly rule: CapacityRule;
  readonly basis: string;
  readonly reason: string;
};

export const REFUSALS: Readonly<Record<CapacityRule, Refusal>> = {
  'prefix-of-the-other-form': {
    rule: 'prefix-of-the-other-form',
    basis: `${N30}; ${PARTY_RULES}`,
    reason: 'Government writes TM. KT. TL. TUQ., the Party T/M K/T T/L',
  },
  'party-knows-no-delegation': {
    rule: 'party-knows-no-delegation',
    basis: PARTY_RULES,
    reason: 'Party documents are signed by order (T/L), never by delegation',
  },
  'for-head-not-collective': {
    rule: 'for-head-not-collective',
    basis: `${N30}.2; ${PARTY_RULES}`,
    reason:
      'KT. names a head, never a collective; in a Party collective the deputy signs T/M himself',
  },
  'no-redelegation': {
    rule: 'no-redelegation',
    basis: `${N30}.3`,
    reason: 'Whoever signs by delegation may not pass it on',
  },
  'on-behalf-of-collective': {
    rule: 'on-behalf-of-collective',
    basis: `${N30}.2`,
    reason: 'TM. stands first and names a collective',
  },
  'by-order-of-head': {
    rule: 'by-order-of-head',
    basis: `${N30}.4`,
    reason: 'TL. names the head of the agency and is signed by the head of one of its units',
  },
  'delegation-to-own-head': {
    rule: 'delegation-to-own-head',
    basis: `${N30}.3`,
    reason: 'TUQ. names the head of the agency and goes to the head of a unit within it',
  },
  'deputy-signs-for-head': {
    rule: 'deputy-signs-for-head',
    basis: `${N30}.1`,
    reason: 'A deputy, one in charge included, signs KT. for the head',
  },
  'acting-is-for-heads': {
    rule: 'acting-is-for-heads',
    basis: 'NĐ 30/2020/NĐ-CP, PL I.II.7b',
    reason: 'Q. stands before the title of a head',
  },
  'own-right-is-for-heads': {
    rule: 'own-right-is-for-heads',
    basis: `${N30}.1`,
    reason: 'Only the head signs in his own right',
  },
  'unlisted-stack': {
    rule: 'unlisted-stack',
    basis: `${N30}; ${PARTY_RULES}`,
    reason: 'No rule knows this order of prefixes',
  },
};
