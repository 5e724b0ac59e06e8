export { abbreviation, isAbbreviation } from './abbreviations.js';
export {
  CAPACITY_STACKS,
  type AuthorityKind,
  type CapacityCode,
  type CapacityStack,
  type SignerRank,
  type SigningPrefix,
} from './capacity-stacks.js';
export { dateLine, dateParts, placeAndDateLine, shortDate, type DateParts } from './date-lines.js';
export {
  COPY_TYPES,
  DOCUMENT_TYPES,
  documentType,
  findDocumentTypes,
  isDocumentTypeCode,
  retrievalWords,
  withoutMarks,
  type CopyTypeCode,
  type DocumentType,
  type DocumentTypeCode,
} from './document-types.js';
export {
  NotationError,
  UnlawfulCapacityError,
  type CapacityRule,
  type NotationErrorCode,
} from './errors.js';
export { parseSymbol, type ParsedSymbol } from './parse-symbol.js';
export {
  isPartyTypeCode,
  PARTY_DOCUMENT_TYPES,
  partyDocumentType,
  partyTypeSymbol,
  type PartyDocumentType,
  type PartyRuleSet,
  type PartyTypeCode,
} from './party-types.js';
export { chooseRuleSet, type EffectiveDated } from './rule-sets.js';
export {
  isLawfulCapacity,
  listCapacities,
  printedUpperCase,
  signatureBlock,
  type AuthorityNames,
  type SignatureBlock,
  type Signer,
  type SigningCapacity,
  type SigningStep,
} from './signing-capacity.js';
export {
  citation,
  compareSymbols,
  formatNumber,
  governmentNotation,
  governmentSymbol,
  numberLine,
  partyNotation,
  partySymbol,
  sameSymbol,
  symbolKey,
  type Citation,
  type DocumentForm,
  type GovernmentNotation,
  type PartyNotation,
} from './symbols.js';
