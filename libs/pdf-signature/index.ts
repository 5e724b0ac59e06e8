export * as der from './cms/der.js';
export { completeSignature, digestToSign, signPrepared } from './signing/complete.js';
export {
  FieldRefusedError,
  PdfRefusedError,
  PdfSignatureError,
  SignatureRefusedError,
  type PdfRefusalCode,
  type PdfSignatureErrorCode,
} from './errors.js';
export { fillFields } from './form/fill-fields.js';
export { inspectPdf, type InspectedField, type PdfInspection } from './form/inspect.js';
export { layoutFields, type FieldLayout, type Rect } from './form/layout-fields.js';
export {
  prepareSignature,
  type PreparedSignature,
  type PrepareOptions,
} from './signing/prepare.js';
export type { SignatureAppearance } from './signing/signature-appearance.js';
export { readCertificate, type Certificate } from './pki/certificate.js';
export { visibleBoxes, type SignatureBlock } from './signing/visible-boxes.js';
export type {
  ModificationLevel,
  ReasonCode,
  SignatureReport,
  Verdict,
  VerificationReport,
  VerifyOptions,
} from './validation/report.js';
export { verifyPdf } from './validation/verify.js';
