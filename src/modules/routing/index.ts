export type { AssignmentNode } from './persistence/assignments.js';
export { type Assignee, type DirectiveReceipt, type NewDirective, Routing } from './routing.js';
export { RoutingModule } from './routing.module.js';
export { answersForUnit } from './routing.policy.js';
