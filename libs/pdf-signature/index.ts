export * as der from './der.js';
export { completeSignature, digestToSign, signPrepared } from './complete.js';
export {
  FieldRefusedError,
  PdfRefusedError,
  PdfSignatureError,
  SignatureRefusedError,
  type PdfRefusalCode,
  type PdfSignatureErrorCode,
} from './errors.js';
export { fillFields } from './fill-fields.js';
export { inspectPdf, type InspectedField, type PdfInspection } from './inspect.js';
export { layoutFields, type FieldLayout, type Rect } from './layout-fields.js';
export { prepareSignature, type PreparedSignature, type PrepareOptions } from './prepare.js';
export type { SignatureAppearance } from './signature-appearance.js';
export { visibleBoxes, type SignatureBlock } from './visible-boxes.js';
export type {
  ModificationLevel,
  ReasonCode,
  SignatureReport,
  Verdict,
  VerificationReport,
  VerifyOptions,
} from './report.js';
export { verifyPdf } from './verify.js';
