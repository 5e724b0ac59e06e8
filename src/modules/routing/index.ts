export type { AssignmentNode } from './persistence/assignments.js';
export { type Assignee, type DirectiveReceipt, type NewDirective, Routing } from './routing.js';
export {
  type ImportedAssignment,
  type ImportedDirective,
  RoutingImport,
} from './routing-import.js';
export { RoutingModule } from './routing.module.js';
