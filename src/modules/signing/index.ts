export type { CredentialOwner } from './credential-store.js';
export type { UnlockedKey } from './signers/key-provider.js';
export { type BatchItem, SigningBatches } from './signing-batches.js';
export { type AppliedSignature, SigningDesk, type SignatureOrder } from './signing-desk.js';
export { Verifier } from './verifier.js';
export { type DemoSeal, type DemoSigner, SigningSetup } from './demo-ca/signing-setup.js';
export { SigningModule } from './signing.module.js';
