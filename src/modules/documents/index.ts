export type { FieldBox } from './domain/field-box.js';
export {
  Documents,
  type OutgoingSummary,
  type RenderedFile,
  type SystemDraft,
} from './documents.js';
export { type ImportedArrival, IncomingImport } from './incoming-import.js';
export { DocumentsModule } from './documents.module.js';
export type { RecipientInput } from './persistence/recipients.js';
