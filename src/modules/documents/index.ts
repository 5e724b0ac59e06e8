export type { FieldBox } from './domain/field-box.js';
export {
  Documents,
  type OutgoingSummary,
  type RenderedFile,
  type SystemDraft,
} from './documents.js';
export { type ImportedArrival, IncomingImport } from './incoming-import.js';
export { DocumentsModule } from './documents.module.js';
export { ApproveDraftUseCase } from './use-cases/approve-draft/approve-draft.use-case.js';
export { CreateDraftUseCase } from './use-cases/create-draft/create-draft.use-case.js';
export { InitialContentUseCase } from './use-cases/initial-content/initial-content.use-case.js';
export { InitialFormUseCase } from './use-cases/initial-form/initial-form.use-case.js';
export { PlaceFieldsUseCase } from './use-cases/place-fields/place-fields.use-case.js';
export { ReturnDraftUseCase } from './use-cases/return-draft/return-draft.use-case.js';
export { SubmitDraftUseCase } from './use-cases/submit-draft/submit-draft.use-case.js';
export type { RecipientInput } from './persistence/recipients.js';
