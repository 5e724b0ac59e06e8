export * from './contracts/index.js';
export type { BoardCell } from './domain/board.js';
export type { PlanTarget } from './domain/plan-content.js';
export type { PeriodSnapshot, SnapshotConclusion, SnapshotUnit } from './domain/snapshot.js';
export { BoardCellSchema, SnapshotSchema } from './http/board.schemas.js';
export { PeriodCloses } from './period-closes.js';
export {
  type ImportedFigures,
  type ImportedPlan,
  type ImportedTaskState,
  PlanImport,
} from './plan-import.js';
export { PlansModule } from './plans.module.js';
export { SystemDrafts } from './system-drafts.js';
