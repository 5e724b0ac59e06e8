import type { DomainEvent } from '../../../platform/jobs/event.js';

export type PlanId = string;
export type PeriodCloseId = string;
/** A month written `YYYY-MM`; its data run from the 15th of the month before to the 14th. */
export type PeriodCode = string;

export type PlanState = 'draft' | 'submitted' | 'in-force' | 'replaced';
export type UnitReportState = 'open' | 'submitted' | 'approved' | 'sent' | 'returned';

/** A plan was released: its targets are measured from now on. */
export type PlanCameIntoForce = DomainEvent<
  'plans.plan-came-into-force.v1',
  { readonly agencyId: string; readonly symbol: string; readonly issuedOn: string }
>;

/** The figures of a period were frozen by an agency. */
export type PeriodClosed = DomainEvent<
  'plans.period-closed.v1',
  {
    readonly planId: PlanId;
    readonly agencyId: string;
    readonly period: PeriodCode;
    readonly sha256: string;
  }
>;
