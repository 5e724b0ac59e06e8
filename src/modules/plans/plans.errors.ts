import { DomainError } from '../../platform/errors/domain-error.js';

export class PlanActionNotAllowedError extends DomainError {
  readonly code = 'plans.action-not-allowed';
  readonly kind = 'conflict';

  constructor(action: string, state: string) {
    super(`Cannot ${action} a plan that is ${state}`, { action, state });
  }
}

export class PlanDocumentUnderWayError extends DomainError {
  readonly code = 'plans.document-under-way';
  readonly kind = 'conflict';

  constructor(state: string) {
    super(`The document of the plan is ${state}`, { state });
  }
}

export class MayNotIssueForError extends DomainError {
  readonly code = 'plans.may-not-issue-for';
  readonly kind = 'forbidden';

  constructor() {
    super('Neither the own agency nor the one above it');
  }
}

export class SignerNotCompetentError extends DomainError {
  readonly code = 'plans.signer-not-competent';
  readonly kind = 'invalid';

  constructor() {
    super('This post may not sign this type of document for the agency');
  }
}

export class EmptyPlanError extends DomainError {
  readonly code = 'plans.empty-plan';
  readonly kind = 'invalid';

  constructor() {
    super('A plan has a target or a task, and somebody who receives it');
  }
}

export class UnitReportActionNotAllowedError extends DomainError {
  readonly code = 'plans.report-action-not-allowed';
  readonly kind = 'conflict';

  constructor(action: string, state: string) {
    super(`Cannot ${action} a report that is ${state}`, { action, state });
  }
}

export class FiguresMissingError extends DomainError {
  readonly code = 'plans.figures-missing';
  readonly kind = 'invalid';

  constructor(labels: readonly string[]) {
    super('Figures are missing', { labels: labels.join('; ') });
  }
}

export class ZeroNotConfirmedError extends DomainError {
  readonly code = 'plans.zero-not-confirmed';
  readonly kind = 'invalid';

  constructor(labels: readonly string[]) {
    super('A zero has to be confirmed', { labels: labels.join('; ') });
  }
}

/** A numerator above its denominator: one of the two counts is wrong. */
export class CountsContradictError extends DomainError {
  readonly code = 'plans.counts-contradict';
  readonly kind = 'invalid';

  constructor(labels: readonly string[]) {
    super('A part is larger than its whole', { labels: labels.join('; ') });
  }
}

export class LateTaskUnexplainedError extends DomainError {
  readonly code = 'plans.late-task-unexplained';
  readonly kind = 'invalid';

  constructor(numbers: readonly string[]) {
    super('Late tasks want an explanation', { numbers: numbers.join(', ') });
  }
}

export class PeriodNotOpenError extends DomainError {
  readonly code = 'plans.period-not-open';
  readonly kind = 'conflict';

  constructor(period: string) {
    super(`Nothing is reported for ${period} yet`, { period });
  }
}

export class PeriodClosedError extends DomainError {
  readonly code = 'plans.period-closed';
  readonly kind = 'conflict';

  constructor(period: string) {
    super(`The figures of ${period} are frozen`, { period });
  }
}

export class PeriodStillOpenError extends DomainError {
  readonly code = 'plans.period-still-open';
  readonly kind = 'conflict';

  constructor(period: string) {
    super(`The figures of ${period} are not frozen: edit the report instead`, { period });
  }
}

export class PeriodNotOverError extends DomainError {
  readonly code = 'plans.period-not-over';
  readonly kind = 'conflict';

  constructor(period: string, lastDay: string) {
    super(`${period} runs until ${lastDay}`, { period, lastDay });
  }
}

export class OwnReportNotApprovedError extends DomainError {
  readonly code = 'plans.own-report-not-approved';
  readonly kind = 'conflict';

  constructor(units: readonly string[]) {
    super('The figures of the own units are not approved', { units: units.join('; ') });
  }
}
