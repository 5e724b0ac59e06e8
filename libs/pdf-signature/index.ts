export {
  completeSignature,
  completeUpdate,
  dataToSign,
  digestToSign,
  fittingValue,
  signPrepared,
  type CompleteOptions,
} from './signing/complete.js';
export type { BaselineLevel } from './baseline-levels.js';
export type { Sentence } from './error-sentences.js';
export {
  FieldRefusedError,
  PdfRefusedError,
  PdfSignatureError,
  SignatureRefusedError,
  type PdfRefusalCode,
  type PdfSignatureErrorCode,
} from './errors.js';
export { DIGEST_OID, ECDSA_WITH, RSA_WITH, type DigestAlgorithm } from './cms/oids.js';
export { fillFields } from './form/fill-fields.js';
export { inspectPdf, type InspectedField, type PdfInspection } from './form/inspect.js';
export { layoutFields, type FieldLayout } from './form/layout-fields.js';
export type { Rect } from './form/rect.js';
export type { DocMdpLevel, FieldLock } from './form/locks.js';
export {
  rectOnPage,
  seenOnPage,
  seenSize,
  type PageShape,
  type SeenBox,
} from './form/page-boxes.js';
export {
  completeBatch,
  prepareBatch,
  reprepare,
  signBatch,
  type BatchOrder,
  type BatchResult,
  type BatchSigner,
  type BatchSources,
  type PreparedBatch,
} from './signing/batch.js';
export {
  completeDocumentTimeStamp,
  prepareDocumentTimeStamp,
  type TimeStampOptions,
} from './signing/document-time-stamp.js';
export {
  extendSignatures,
  lastTimeStamp,
  stampDocument,
  stampSignature,
  type ExtensionServices,
} from './signing/extend.js';
export {
  gatherEvidence,
  type GatheredEvidence,
  type GatherOptions,
} from './signing/gather-evidence.js';
export type {
  EvidenceRequest,
  EvidenceSource,
  TimeStamper,
  ValidationMaterial,
} from './signing/services.js';
export {
  evidenceClient,
  gatherRevocation,
  type EvidenceClientOptions,
} from './services/evidence-client.js';
export {
  allowedHostsFetcher,
  type Fetcher,
  type FetcherOptions,
  type FetchRequest,
  type FetchResponse,
} from './services/fetcher.js';
export {
  timeStampClient,
  type TimeStampAuthority,
  type TimeStampClientOptions,
} from './services/time-stamp-client.js';
export { prepareSignature, type PrepareOptions } from './signing/prepare.js';
export type { PreparedSignature, PreparedTimeStamp } from './signing/prepared.js';
export type { AppearanceText, SignatureAppearance } from './signing/signature-appearance.js';
export type { NewSignatureField } from './signing/signing-field.js';
export { visibleBoxes, type SignatureBlock } from './signing/visible-boxes.js';
export {
  describeReport,
  describeSignature,
  modificationSentence,
  verdictSentence,
} from './validation/describe-report.js';
export type { Indication, SubIndication } from './validation/indication-types.js';
export { findingSentence } from './validation/finding-sentences.js';
export { reasonSentence } from './validation/reason-sentences.js';
export type {
  Coverage,
  ModificationLevel,
  ReasonCode,
  RevocationReport,
  SignatureReport,
  TimeStampReport,
  Verdict,
  VerificationReport,
  VerifyOptions,
} from './validation/report.js';
export {
  checkReturnedPdf,
  type ReturnedPdfCheck,
  type ReturnedPdfExpectation,
  type ReturnedPdfProblem,
} from './validation/returned-pdf.js';
export { verifyPdf } from './validation/verify.js';
export {
  compareWithExpectation,
  expectationOf,
  type ExpectationCode,
  type ExpectedSignature,
  type SignedExpectation,
} from './validation/expectation.js';
export type { ModificationCode } from './difference/findings.js';
export {
  ALGORITHM_POLICY,
  endOfAlgorithm,
  judgeAlgorithm,
  type AlgorithmPolicy,
  type AlgorithmRule,
  type AlgorithmUse,
  type KeyRule,
} from './pki/algorithm-policy.js';
export { readCertificate, type Certificate } from './pki/certificate.js';
export { readCrl, type Crl, type CrlEntry } from './pki/crl.js';
export {
  ocspRequest,
  readOcspResponse,
  type OcspResponse,
  type RevocationReason,
} from './pki/ocsp.js';
export {
  findPath,
  type PathOptions,
  type PathProblem,
  type PathProblemCode,
  type PathResult,
} from './pki/path.js';
export {
  judgeRevocation,
  type RevocationEvidence,
  type RevocationOptions,
  type RevocationProblemCode,
  type RevocationStatus,
} from './pki/revocation.js';
export {
  checkTimeStampToken,
  readTimeStampResponse,
  readTimeStampToken,
  timeStampRequest,
  type TimeStampCheck,
  type TimeStampExpectation,
  type TimeStampProblemCode,
  type TimeStampToken,
} from './pki/time-stamp.js';
export {
  checkTrustListSignature,
  openTrustList,
  readTrustAnchors,
  readTrustList,
  type TrustAnchor,
  type TrustList,
  type TrustPurpose,
} from './pki/trust.js';
export { requireNoRollback } from './pki/trust-order.js';
export { issuersOf } from './credentials/issuers.js';
export {
  Pkcs12RefusedError,
  readPkcs12,
  type Pkcs12Contents,
  type Pkcs12Refusal,
} from './credentials/pkcs12.js';
export { lintBeforeSigning, type LintCode, type LintWarning } from './validation/lint.js';
