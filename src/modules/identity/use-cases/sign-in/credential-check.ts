import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { type Account, Accounts } from '../../persistence/accounts.js';
import { PasswordHasher } from '../../persistence/password-hasher.js';
import { SignInAttempts } from '../../persistence/sign-in-attempts.js';

export type CheckedCredentials =
  | { readonly account: Account }
  | { readonly refused: 'wrong'; readonly accountId: string | null }
  | { readonly refused: 'locked'; readonly until: Date; readonly accountId: string | null };

/** Compares name and password; a name that nobody has takes the same path and the same time. */
@Injectable()
export class CredentialCheck {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: Accounts,
    private readonly attempts: SignInAttempts,
    private readonly hasher: PasswordHasher,
  ) {}

  async run(name: string, password: string): Promise<CheckedCredentials> {
    const username = name.trim().toLowerCase();
    const lockedUntil = await this.attempts.begin(this.dataSource, username);
    const account = await this.accounts.findByUsername(this.dataSource, username);
    const accountId = account?.id ?? null;
    if (lockedUntil) return { refused: 'locked', until: lockedUntil, accountId };

    const matches = await this.hasher.matches(account?.passwordHash ?? null, password);
    if (!account || !matches) {
      const until = await this.attempts.failed(this.dataSource, username);
      return until ? { refused: 'locked', until, accountId } : { refused: 'wrong', accountId };
    }
    await this.attempts.succeeded(this.dataSource, username);
    if (this.hasher.isOutdated(account.passwordHash)) {
      const hash = await this.hasher.hash(password);
      await this.unitOfWork.run((tx) => this.accounts.changeHash(tx, account.id, hash));
    }
    return { account };
  }
}
