/** Parts of signing behind its door, for tests of modules above it. */
export { ImportCredentialUseCase } from '../../src/modules/signing/use-cases/import-credential/import-credential.use-case.js';
export { KeepVerifiableTask } from '../../src/modules/signing/verification/keep-verifiable.task.js';
export type {
  CertificateDetail,
  CertificateLine,
} from '../../src/modules/signing/certificates/certificate.views.js';
export {
  type CredentialOwner,
  CredentialStore,
} from '../../src/modules/signing/credential-store.js';
