import { type Actor, hasRole } from '../../../platform/access/actor.js';

type Owned = { readonly agencyId: string; readonly draftingAgencyId: string };

/** The builder is open to the agency that issues the plan and to the one that drafts it. */
export function mayDraft(actor: Actor, plan: Owned): boolean {
  return actor.agencyId === plan.agencyId || actor.agencyId === plan.draftingAgencyId;
}

/** Whoever enters figures for a unit: its own people, and those who steer its agency's reports. */
export function mayEnter(
  actor: Actor,
  report: { readonly agencyId: string; readonly unitId: string },
): boolean {
  if (actor.agencyId !== report.agencyId) return false;
  return actor.unitId === report.unitId || hasRole(actor, 'par-officer', 'office-chief', 'leader');
}
