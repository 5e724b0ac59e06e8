import { Injectable } from '@nestjs/common';
import passport from 'passport';
import { Strategy as LocalStrategy } from 'passport-local';
import { DataSource } from 'typeorm';
import {
  formatShortDate,
  legalTimeOf,
  localDateOf,
} from '../../../../../libs/working-calendar/index.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import type { AccountId } from '../../contracts/index.js';
import { NoPostError, SignInLockedError, WrongCredentialsError } from '../../identity.errors.js';
import { type CheckedCredentials, CredentialCheck } from './credential-check.js';

export type SignIn = { readonly username: string; readonly password: string };
export type SignedIn = { readonly accountId: AccountId; readonly postId: string };

/** Passport's own instance, without its session part: the reason of a refusal comes back as data. */
@Injectable()
export class SignInUseCase {
  private readonly passport = new passport.Passport();

  constructor(
    check: CredentialCheck,
    private readonly organisation: OrganisationDirectory,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly dataSource: DataSource,
  ) {
    this.passport.use(
      new LocalStrategy((username, password, done) => {
        check.run(username, password).then(
          (checked) => {
            done(null, checked);
          },
          (error: unknown) => {
            done(error);
          },
        );
      }),
    );
  }

  /**
   * @throws {WrongCredentialsError} @throws {SignInLockedError} @throws {NoPostError}
   */
  async execute(request: SignIn): Promise<SignedIn> {
    const checked = await this.authenticate(request);
    if ('refused' in checked) return this.refuse(checked);

    const { account } = checked;
    const [post] = await this.organisation.postsOfPerson(this.dataSource, account.personId);
    if (!post) throw new NoPostError();
    await this.unitOfWork.run((tx) =>
      this.audit.record(tx, {
        actor: null,
        action: 'identity.sign-in',
        subjectType: 'account',
        subjectId: account.id,
        details: { postId: post.id },
      }),
    );
    return { accountId: account.id, postId: post.id };
  }

  private authenticate(request: SignIn): Promise<CheckedCredentials> {
    return new Promise((resolve, reject) => {
      const settle = (error: unknown, checked: CheckedCredentials | false): void => {
        if (error)
          reject(error instanceof Error ? error : new Error('Sign-in failed', { cause: error }));
        else resolve(checked === false ? { refused: 'wrong', accountId: null } : checked);
      };
      const run = this.passport.authenticate('local', { session: false }, settle) as (
        ...request: unknown[]
      ) => void;
      run({ body: request }, {}, reject);
    });
  }

  private async refuse(refusal: Exclude<CheckedCredentials, { account: unknown }>): Promise<never> {
    await this.unitOfWork.run((tx) =>
      this.audit.record(tx, {
        actor: null,
        action: 'identity.sign-in-refused',
        subjectType: 'account',
        subjectId: refusal.accountId ?? 'unknown',
        details: { reason: refusal.refused },
      }),
    );
    if (refusal.refused === 'wrong') throw new WrongCredentialsError();
    throw new SignInLockedError(moment(refusal.until));
  }
}

/** `09 giờ 12 ngày 24/8/2026` */
function moment(instant: Date): string {
  const [hour, minute] = legalTimeOf(instant).split(':');
  return `${hour} giờ ${minute} ngày ${formatShortDate(localDateOf(instant))}`;
}
