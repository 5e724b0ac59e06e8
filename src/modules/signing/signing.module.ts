import { Module } from '@nestjs/common';
import { FilesModule } from '../files/index.js';
import { SigningSetup } from './demo-ca/signing-setup.js';
import { CredentialStore } from './credential-store.js';
import { SigningBatches } from './signing-batches.js';
import { SigningDesk } from './signing-desk.js';
import { TrustAnchors } from './trust-anchors.js';
import { Verifier } from './verifier.js';
import { SigningController } from './http/signing.controller.js';
import { VerificationController } from './http/verification.controller.js';
import { GetBatchQuery } from './queries/get-batch.query.js';
import { ListCredentialsQuery } from './queries/list-credentials.query.js';
import { KEY_PROVIDERS, type KeyProvider } from './signers/key-provider.js';
import { SoftwareKeyProvider } from './signers/software/software-key-provider.js';
import './signing.texts.js';

/** One a medium whose key a server can reach. */
const PROVIDERS = [SoftwareKeyProvider];

@Module({
  imports: [FilesModule],
  controllers: [SigningController, VerificationController],
  providers: [
    CredentialStore,
    GetBatchQuery,
    ListCredentialsQuery,
    SigningBatches,
    SigningDesk,
    SigningSetup,
    TrustAnchors,
    Verifier,
    ...PROVIDERS,
    {
      provide: KEY_PROVIDERS,
      useFactory: (...providers: KeyProvider[]): readonly KeyProvider[] => providers,
      inject: PROVIDERS,
    },
  ],
  exports: [SigningBatches, SigningDesk, SigningSetup, Verifier],
})
export class SigningModule {}
