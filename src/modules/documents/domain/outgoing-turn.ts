import { actionsFrom } from '../../../../libs/lifecycle/index.js';
import { type Actor, hasRole } from '../../../platform/access/actor.js';
import type { OutgoingState } from '../contracts/index.js';
import { OUTGOING_LIFECYCLE, type OutgoingAction } from './outgoing.lifecycle.js';

/** What decides whose turn it is: columns of the document, nothing that must be looked up. */
export type OutgoingFacts = {
  readonly state: OutgoingState;
  readonly drafterPostId: string;
  readonly headPostId: string;
  readonly draftingUnitId: string;
  readonly officeAgencyId: string;
  readonly formChecker: 'office-chief' | 'clerk';
  readonly signerPostId: string;
  readonly issuingAgencyId: string;
  /** Whoever holds it now has looked at it. */
  readonly openedAt: Date | null;
};

type Who = (actor: Actor, document: OutgoingFacts) => boolean;

const isDrafter: Who = (actor, document) => actor.postId === document.drafterPostId;

const isHead: Who = (actor, document) =>
  actor.postId === document.headPostId ||
  (actor.unitId === document.draftingUnitId && hasRole(actor, 'unit-head'));

const isOffice: Who = (actor, document) =>
  document.formChecker === 'office-chief'
    ? hasRole(actor, 'office-chief') && actor.agencyId === document.officeAgencyId
    : isClerk(actor, document);

const isSigner: Who = (actor, document) => actor.postId === document.signerPostId;

const isClerk: Who = (actor, document) =>
  hasRole(actor, 'clerk') && actor.clerkOf.includes(document.issuingAgencyId);

const isDrafterOrHead: Who = (actor, document) =>
  isDrafter(actor, document) || isHead(actor, document);

const nobody: Who = () => false;

/** Whose turn each state is; a checked draft of another agency waits for its own Tờ trình. `numbering` is the system's own; the last three are nobody's. */
const HOLDER: Readonly<Record<OutgoingState, Who>> = {
  draft: isDrafterOrHead,
  collecting: isDrafterOrHead,
  'head-review': isHead,
  'content-checked': isHead,
  'form-check': isOffice,
  'awaiting-approval': isSigner,
  returned: isHead,
  'awaiting-signature': isSigner,
  signed: isClerk,
  numbering: nobody,
  numbered: isClerk,
  sealed: isClerk,
  released: nobody,
  cancelled: nobody,
  'number-voided': nobody,
};

/** Who is competent for an act at all, whatever the state. */
const COMPETENT: Readonly<Record<OutgoingAction, Who>> = {
  'ask-opinions': isDrafterOrHead,
  'close-opinions': isDrafterOrHead,
  submit: isDrafterOrHead,
  cancel: isDrafterOrHead,
  withdraw: isDrafterOrHead,
  'initial-content': isHead,
  'receive-submission': nobody,
  'initial-form': isOffice,
  approve: isSigner,
  return: (actor, document) =>
    isHead(actor, document) ||
    isOffice(actor, document) ||
    isSigner(actor, document) ||
    isClerk(actor, document),
  revise: isHead,
  sign: isSigner,
  'take-number': isClerk,
  'attach-number': nobody,
  seal: isClerk,
  release: isClerk,
  'void-number': isClerk,
};

export function isCompetent(
  actor: Actor,
  document: OutgoingFacts,
  action: OutgoingAction,
): boolean {
  return COMPETENT[action](actor, document);
}

export function holdsOutgoing(actor: Actor, document: OutgoingFacts): boolean {
  return HOLDER[document.state](actor, document);
}

/** Whether it is this actor's turn for the act in the state as it stands. */
export function isTurn(actor: Actor, document: OutgoingFacts, action: OutgoingAction): boolean {
  if (!actionsFrom(OUTGOING_LIFECYCLE, document.state).includes(action)) return false;
  if (!isCompetent(actor, document, action)) return false;
  if (action === 'withdraw') return mayWithdraw(actor, document);
  // Who wrote it may end it, whoever holds it; who numbered it may void it while the page is made.
  if (action === 'cancel' || action === 'void-number') return true;
  return holdsOutgoing(actor, document);
}

/** What this actor may do now: the buttons of the page and the guard of each use case. */
export function allowedOutgoingActions(
  actor: Actor,
  document: OutgoingFacts,
): readonly OutgoingAction[] {
  return actionsFrom(OUTGOING_LIFECYCLE, document.state).filter((action) =>
    isTurn(actor, document, action),
  );
}

/** Text, file and boxes may change while it lies with those who wrote it. */
export function mayEditOutgoing(actor: Actor, document: OutgoingFacts): boolean {
  if (document.state === 'draft') return isDrafterOrHead(actor, document);
  return document.state === 'returned' && isHead(actor, document);
}

/** The one before takes it back until the next one has opened it. */
function mayWithdraw(actor: Actor, document: OutgoingFacts): boolean {
  if (document.openedAt !== null) return false;
  return document.state === 'head-review' ? isDrafter(actor, document) : isHead(actor, document);
}
