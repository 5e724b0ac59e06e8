/** One incarnation of a unit; a successor has an id of its own. */
export type UnitId = string;
/** A unit that issues: own registers and, as a rule, own seal. */
export type AgencyId = UnitId;
export type PersonId = string;
/** A person in a seat, from-to. One person may hold several. */
export type PostId = string;

/** `acting-head` prints Q.; `deputy-in-charge` leads but signs KT. */
export type PostKind = 'head' | 'acting-head' | 'deputy-in-charge' | 'deputy' | 'staff';
/** Collective bodies sign TM. (Party: T/M); one-man rule signs with no prefix. */
export type Regime = 'collective' | 'head';
