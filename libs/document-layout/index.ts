export { DocumentLayoutError } from './errors.js';
export { type CopyBlock, withCopyBlock } from './copy-block.js';
export { DEFAULT_SEAL_DIAMETER_MM, FIELD, signerAndSealBoxes, type FieldBox } from './fields.js';
export type {
  Annex,
  Block,
  DocumentForm,
  OfficialDocument,
  RenderedDocument,
  TableColumn,
  TableContent,
  TableRow,
} from './official-document.js';
export { renderOfficialDocument } from './render-official-document.js';
export { demoSealPng, demoSignaturePng } from './images.js';
export { renderRegister, type Register } from './render-register.js';
export { locateFields, type FieldHints } from './locate-fields.js';
export { checkPartyForm } from './party-form.js';
