export type { CredentialOwner, UnlockedKey } from './domain/credential-store.js';
export { type BatchItem, SigningBatches } from './domain/signing-batches.js';
export { type AppliedSignature, SigningDesk, type SignatureOrder } from './domain/signing-desk.js';
export { VerificationView, VerifiedSignature } from './domain/verification-view.js';
export { Verifier } from './domain/verifier.js';
export { type DemoSeal, type DemoSigner, SigningSetup } from './demo-ca/signing-setup.js';
export { SigningModule } from './signing.module.js';
