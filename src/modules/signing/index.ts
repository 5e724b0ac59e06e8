export { BatchStart, type StartedBatch } from './batch-start.js';
export type { BatchItem } from './batch-rows.js';
export type { CredentialOwner } from './credential-store.js';
export { DeviceBatches } from './device-batches.js';
export { SIGNER_DEVICES, type UnlockedKey } from './signers/key-provider.js';
export { SigningBatches } from './signing-batches.js';
export { type Completion, SigningDesk, type SigningTask } from './signing-desk.js';
export { BaseMovedOnError } from './signing.errors.js';
export {
  type AppliedOrder,
  type SignatureContext,
  type SignatureOrder,
  type SignatureWish,
  type SigningSubject,
  SigningSubjects,
} from './signing-subjects.js';
export { Pin } from './domain/new-pin.js';
export { printedCode } from './domain/public-code.js';
export { PublicCodes } from './verification/public-codes.js';
export {
  type HeldFile,
  type PublishedVersion,
  type SignedFileKeeper,
  SignedFiles,
} from './verification/signed-files.js';
export { Verifier } from './verifier.js';
export { type DemoSeal, type DemoSigner, SigningSetup } from './demo-ca/signing-setup.js';
export { SigningModule } from './signing.module.js';
