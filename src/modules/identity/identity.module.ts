import { Module } from '@nestjs/common';
import { ActorSource } from '../../platform/access/actor-source.js';
import { SessionStorePort } from '../../platform/http/session-store.js';
import { OrganisationModule } from '../organisation/index.js';
import { AccountSetup } from './account-setup.js';
import { SessionController } from './http/session.controller.js';
import './identity.texts.js';
import { Accounts } from './persistence/accounts.js';
import { DatabaseSessionStore } from './persistence/database-session-store.js';
import { PasswordHasher } from './persistence/password-hasher.js';
import { PurgeSessionsTask } from './persistence/purge-sessions.task.js';
import { SignInAttempts } from './persistence/sign-in-attempts.js';
import { CurrentActorSource } from './queries/current-actor-source.js';
import { SessionViewQuery } from './queries/session-view.query.js';
import { ChoosePostUseCase } from './use-cases/choose-post/choose-post.use-case.js';
import { CredentialCheck } from './use-cases/sign-in/credential-check.js';
import { SignInUseCase } from './use-cases/sign-in/sign-in.use-case.js';

@Module({
  imports: [OrganisationModule],
  controllers: [SessionController],
  providers: [
    Accounts,
    PasswordHasher,
    PurgeSessionsTask,
    SignInAttempts,
    CredentialCheck,
    SignInUseCase,
    ChoosePostUseCase,
    SessionViewQuery,
    AccountSetup,
    { provide: ActorSource, useClass: CurrentActorSource },
    { provide: SessionStorePort, useClass: DatabaseSessionStore },
  ],
  exports: [ActorSource, SessionStorePort, AccountSetup],
})
export class IdentityModule {}
