/** Parts of signing behind its door, for tests of modules above it. */
export { ImportCredentialUseCase } from '../../src/modules/signing/use-cases/import-credential/import-credential.use-case.js';
export { KeepVerifiableTask } from '../../src/modules/signing/verification/keep-verifiable.task.js';
