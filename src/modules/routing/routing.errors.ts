import { DomainError } from '../../platform/errors/domain-error.js';
import { stateName } from './domain/state-names.js';
import type { AssignmentState } from './contracts/index.js';

export class AssignmentMovedOnError extends DomainError {
  readonly code = 'routing.assignment-moved-on';
  readonly kind = 'conflict';

  constructor(action: string, state: AssignmentState) {
    super(`Cannot ${action} an assignment that is ${state}`, {
      action,
      state,
      stateName: stateName(state),
    });
  }
}

export class ChildDueTooLateError extends DomainError {
  readonly code = 'routing.child-due-too-late';
  readonly kind = 'invalid';

  constructor(given: string, parent: string) {
    super(`${given} is after ${parent}`, { given, parent, fields: ['/dueOn'] });
  }
}

export class OpenChildrenError extends DomainError {
  readonly code = 'routing.open-children';
  readonly kind = 'conflict';

  constructor(units: readonly string[]) {
    super(`Still open: ${units.join(', ')}`, { count: units.length, units: units.join('; ') });
  }
}

export class UnitOutsideAgencyError extends DomainError {
  readonly code = 'routing.unit-outside-agency';
  readonly kind = 'invalid';

  constructor(unit: string) {
    super(`${unit} belongs to another agency`, { unit, fields: ['/lead'] });
  }
}

export class UnitNamedTwiceError extends DomainError {
  readonly code = 'routing.unit-named-twice';
  readonly kind = 'invalid';

  constructor(unit: string) {
    super(`${unit} is named twice`, { unit, fields: ['/coordinators'] });
  }
}
