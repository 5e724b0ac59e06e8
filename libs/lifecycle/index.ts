export { LifecycleError, type LifecycleErrorCode } from './errors.js';
export {
  actionsFrom,
  defineLifecycle,
  listMoves,
  listStates,
  nextState,
  type Lifecycle,
  type LifecycleDefinition,
  type Move,
} from './lifecycle.js';
