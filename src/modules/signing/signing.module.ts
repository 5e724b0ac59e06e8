import { Module } from '@nestjs/common';
import { FilesModule } from '../files/index.js';
import { OrganisationModule } from '../organisation/index.js';
import { SigningSetup } from './demo-ca/signing-setup.js';
import { BatchLeases } from './batch-leases.js';
import { BatchRows } from './batch-rows.js';
import { BatchStart } from './batch-start.js';
import { AskRevocationUseCase } from './certificates/ask-revocation.use-case.js';
import { CertificateRegister } from './certificates/certificate-register.js';
import { CertificatesController } from './certificates/certificates.controller.js';
import { GetCertificateQuery } from './certificates/get-certificate.query.js';
import { GiveWarningsTask } from './certificates/give-warnings.task.js';
import { ReinstateCertificateUseCase } from './certificates/reinstate-certificate.use-case.js';
import { KeepCertificateUseCase } from './certificates/keep-certificate.use-case.js';
import { ListCertificatesQuery } from './certificates/list-certificates.query.js';
import { RevocationInquiry } from './certificates/revocation-inquiry.js';
import { StandingCheck } from './certificates/standing-check.js';
import { DeviceBatches } from './device-batches.js';
import { CredentialStore } from './credential-store.js';
import { PinAttempts } from './pin-attempts.js';
import { CredentialEnrolment } from './enrolment/credential-enrolment.js';
import { SignatureEffects } from './signature-effects.js';
import { SignatureLayout } from './signature-layout.js';
import { SigningBatches } from './signing-batches.js';
import { SigningDesk } from './signing-desk.js';
import { SigningRequests } from './signing-requests.js';
import { SigningRuns } from './signing-runs.js';
import { SigningSubjects } from './signing-subjects.js';
import { TrustAnchors } from './trust-anchors.js';
import { JudgingGrounds } from './verification/judging-grounds.js';
import { JudgingThread } from './verification/judging-thread.js';
import { OutsideThread } from './verification/outside-thread.js';
import { KeptEvidence } from './verification/kept-evidence.js';
import { ExtendedVersion } from './verification/extended-version.js';
import { KeepVerifiableTask } from './verification/keep-verifiable.task.js';
import { LongTermServices } from './verification/long-term-services.js';
import { TrustListTask } from './verification/trust-list.task.js';
import { UpkeepRows } from './verification/upkeep-rows.js';
import { EndingFiles } from './queries/ending-files.js';
import { ListEndingQuery } from './queries/list-ending.query.js';
import { TrustSourcesQuery } from './queries/trust-sources.query.js';
import { PublicCodes } from './verification/public-codes.js';
import { PublicLimit } from './verification/public-limit.js';
import { SignedFiles } from './verification/signed-files.js';
import { VersionComparison } from './verification/version-comparison.js';
import { SignedCheck } from './verification/signed-check.js';
import { SignedMemory } from './verification/signed-memory.js';
import { UploadJudgement } from './verification/upload-judgement.js';
import { Verifier } from './verifier.js';
import { AuthorisationController } from './http/authorisation.controller.js';
import { RemoteAnswersController } from './http/remote-answers.controller.js';
import { AgentKeysController } from './http/agent-keys.controller.js';
import { CredentialsController } from './http/credentials.controller.js';
import { DeskController } from './http/desk.controller.js';
import { RemoteSigningController } from './http/remote-signing.controller.js';
import { SigningController } from './http/signing.controller.js';
import { TokensController } from './http/tokens.controller.js';
import { PublicVerificationController } from './http/public-verification.controller.js';
import { VerificationController } from './http/verification.controller.js';
import { VgcaController } from './http/vgca.controller.js';
import { GetBatchQuery } from './queries/get-batch.query.js';
import { ListCredentialsQuery } from './queries/list-credentials.query.js';
import { KEY_PROVIDERS, type KeyProvider } from './signers/key-provider.js';
import { AccountLimit } from './signers/remote/account-limit.js';
import { Authorisations } from './signers/remote/browser/authorisations.js';
import { BrowserSigning } from './signers/remote/browser/browser-signing.js';
import { EnrolInBrowserUseCase } from './use-cases/enrol-remote/enrol-in-browser.use-case.js';
import { RemoteSigning } from './signers/remote/remote-signing.js';
import { Pkcs11KeyProvider } from './signers/pkcs11/pkcs11-key-provider.js';
import { ServerTokens } from './signers/pkcs11/server-tokens.js';
import { SoftwareKeyProvider } from './signers/software/software-key-provider.js';
import { VgcaSigning } from './signers/vgca/vgca-signing.js';
import { VgcaTickets } from './signers/vgca/vgca-tickets.js';
import { ChangeImageUseCase } from './use-cases/change-image/change-image.use-case.js';
import { ChangePinUseCase } from './use-cases/change-pin/change-pin.use-case.js';
import { ImportCredentialUseCase } from './use-cases/import-credential/import-credential.use-case.js';
import { EnrolRemoteUseCase } from './use-cases/enrol-remote/enrol-remote.use-case.js';
import { EnrolVgcaUseCase } from './use-cases/enrol-remote/enrol-vgca.use-case.js';
import { SendOneTimeCodeUseCase } from './use-cases/enrol-remote/send-one-time-code.use-case.js';
import { RegisterAgentKeyUseCase } from './use-cases/register-agent-key/register-agent-key.use-case.js';
import { RegisterTokenUseCase } from './use-cases/register-token/register-token.use-case.js';
import './certificates/certificates.texts.js';
import './enrolment/enrolment.texts.js';
import './http/credentials.texts.js';
import './signers/remote/remote-signing.texts.js';
import './signers/pkcs11/token.texts.js';
import './signers/vgca/vgca.texts.js';
import './signing.texts.js';
import './use-cases/import-credential/import-credential.texts.js';
import './use-cases/register-agent-key/register-agent-key.texts.js';

/** One a medium whose key a server can reach. */
const PROVIDERS = [SoftwareKeyProvider, Pkcs11KeyProvider];

@Module({
  imports: [FilesModule, OrganisationModule],
  controllers: [
    AgentKeysController,
    AuthorisationController,
    RemoteAnswersController,
    CertificatesController,
    CredentialsController,
    DeskController,
    PublicVerificationController,
    RemoteSigningController,
    SigningController,
    TokensController,
    VerificationController,
    VgcaController,
  ],
  providers: [
    AccountLimit,
    Authorisations,
    BrowserSigning,
    EnrolInBrowserUseCase,
    AskRevocationUseCase,
    CertificateRegister,
    GetCertificateQuery,
    GiveWarningsTask,
    KeepCertificateUseCase,
    ReinstateCertificateUseCase,
    ListCertificatesQuery,
    RevocationInquiry,
    StandingCheck,
    ChangeImageUseCase,
    ChangePinUseCase,
    CredentialEnrolment,
    CredentialStore,
    PinAttempts,
    EnrolRemoteUseCase,
    EnrolVgcaUseCase,
    GetBatchQuery,
    ImportCredentialUseCase,
    ListCredentialsQuery,
    RemoteSigning,
    SendOneTimeCodeUseCase,
    BatchLeases,
    BatchRows,
    BatchStart,
    DeviceBatches,
    RegisterAgentKeyUseCase,
    RegisterTokenUseCase,
    ServerTokens,
    SignatureEffects,
    SignatureLayout,
    SigningBatches,
    SigningDesk,
    SigningRequests,
    SigningRuns,
    SigningSetup,
    SigningSubjects,
    JudgingThread,
    OutsideThread,
    JudgingGrounds,
    KeptEvidence,
    ExtendedVersion,
    KeepVerifiableTask,
    EndingFiles,
    ListEndingQuery,
    TrustSourcesQuery,
    LongTermServices,
    TrustListTask,
    UpkeepRows,
    PublicCodes,
    PublicLimit,
    SignedCheck,
    SignedFiles,
    SignedMemory,
    VersionComparison,
    TrustAnchors,
    UploadJudgement,
    Verifier,
    VgcaSigning,
    VgcaTickets,
    ...PROVIDERS,
    {
      provide: KEY_PROVIDERS,
      useFactory: (remote: RemoteSigning, ...providers: KeyProvider[]): readonly KeyProvider[] => [
        ...providers,
        ...remote.keyProviders,
      ],
      inject: [RemoteSigning, ...PROVIDERS],
    },
  ],
  exports: [
    BatchStart,
    SigningBatches,
    SigningDesk,
    SigningSetup,
    SigningSubjects,
    PublicCodes,
    SignedFiles,
    Verifier,
  ],
})
export class SigningModule {}
