import { DomainError } from '../../platform/errors/domain-error.js';

export class TaskActionNotAllowedError extends DomainError {
  readonly code = 'tasks.action-not-allowed';
  readonly kind = 'conflict';

  constructor(action: string, state: string) {
    super(`Cannot ${action} a task that is ${state}`, { action, state });
  }
}

export class OpenChildTasksError extends DomainError {
  readonly code = 'tasks.open-child-tasks';
  readonly kind = 'conflict';

  constructor(open: number) {
    super(`${open} child tasks are not done yet`, { open });
  }
}

/** A row with product "Kế hoạch" is completed only by linking a released document of that type. */
export class ProofDocumentRequiredError extends DomainError {
  readonly code = 'tasks.proof-document-required';
  readonly kind = 'invalid';

  constructor(typeCodes: readonly string[]) {
    super(`Needs a released document of type ${typeCodes.join(' or ')}`, {
      types: typeCodes.join(', '),
    });
  }
}

export class ChildDueAfterParentError extends DomainError {
  readonly code = 'tasks.child-due-after-parent';
  readonly kind = 'invalid';

  constructor(childDueOn: string, parentDueOn: string) {
    super('A child task ends no later than its parent', { childDueOn, parentDueOn });
  }
}

export class UnitOutsideAgencyError extends DomainError {
  readonly code = 'tasks.unit-outside-agency';
  readonly kind = 'invalid';

  constructor() {
    super('The unit or post does not belong to the agency of the task');
  }
}

export class AlreadyAssignedError extends DomainError {
  readonly code = 'tasks.already-assigned';
  readonly kind = 'conflict';

  constructor(unitName: string) {
    super(`Already assigned to ${unitName}`, { unitName });
  }
}
