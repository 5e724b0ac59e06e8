export * from './contracts/index.js';
export { OfficeCalendar } from './office-calendar.js';
export { type TaskHistory, TaskImport } from './task-import.js';
export { type LeadAssignment, type TaskOutcome, Tasks } from './tasks.js';
export { TasksModule } from './tasks.module.js';
export type { Duty } from './use-cases/open-tasks/open-tasks.js';
