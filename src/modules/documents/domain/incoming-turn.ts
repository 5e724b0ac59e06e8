import { actionsFrom } from '../../../../libs/lifecycle/index.js';
import { type Actor, hasRole } from '../../../platform/access/actor.js';
import type { IncomingState } from '../contracts/index.js';
import { INCOMING_LIFECYCLE, type IncomingAction } from './incoming.lifecycle.js';

export type IncomingFacts = {
  readonly state: IncomingState;
  readonly agencyId: string;
  readonly verdict: 'valid' | 'invalid' | 'unknown' | 'unsigned' | null;
  /** Who answers for the work: the lead of the directive in force. */
  readonly lead: { readonly unitId: string; readonly postId: string | null } | null;
};

type Who = (actor: Actor, document: IncomingFacts) => boolean;

const isClerk: Who = (actor, document) =>
  hasRole(actor, 'clerk') && actor.clerkOf.includes(document.agencyId);
const isOffice: Who = (actor, document) =>
  hasRole(actor, 'office-chief') && actor.agencyId === document.agencyId;
const isLeader: Who = (actor, document) =>
  hasRole(actor, 'leader') && actor.agencyId === document.agencyId;
const isLead: Who = (actor, { lead }) => {
  if (lead === null) return false;
  if (lead.postId !== null && lead.postId === actor.postId) return true;
  return lead.unitId === actor.unitId && hasRole(actor, 'unit-head', 'leader', 'office-chief');
};
const nobody: Who = () => false;

const COMPETENT: Readonly<Record<IncomingAction, Who>> = {
  receive: isClerk,
  return: isClerk,
  register: isClerk,
  submit: (actor, document) => isClerk(actor, document) || isOffice(actor, document),
  propose: isOffice,
  direct: isLeader,
  start: nobody,
  complete: (actor, document) =>
    isLead(actor, document) || isLeader(actor, document) || isOffice(actor, document),
};

export function isCompetentForIncoming(
  actor: Actor,
  document: IncomingFacts,
  action: IncomingAction,
): boolean {
  return COMPETENT[action](actor, document);
}

export function isIncomingTurn(
  actor: Actor,
  document: IncomingFacts,
  action: IncomingAction,
): boolean {
  if (!actionsFrom(INCOMING_LIFECYCLE, document.state).includes(action)) return false;
  // NĐ 30/2020, article 21.2b: what fails the check of its signature can only go back.
  if (document.verdict === 'invalid' && action !== 'return') return false;
  return isCompetentForIncoming(actor, document, action);
}

/** What this actor may do now: the buttons of the page and the guard of each use case. */
export function allowedIncomingActions(
  actor: Actor,
  document: IncomingFacts,
): readonly IncomingAction[] {
  return actionsFrom(INCOMING_LIFECYCLE, document.state).filter((action) =>
    isIncomingTurn(actor, document, action),
  );
}
