import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/unit-of-work.js';
import type { AccountId } from './contracts/index.js';
import { Accounts } from './persistence/accounts.js';
import { PasswordHasher } from './persistence/password-hasher.js';

/** Opens accounts. Hashing takes long on purpose, so it is done before the transaction. */
@Injectable()
export class AccountSetup {
  constructor(
    private readonly accounts: Accounts,
    private readonly hasher: PasswordHasher,
  ) {}

  hashPassword(password: string): Promise<string> {
    return this.hasher.hash(password);
  }

  open(
    tx: Tx,
    account: { personId: string; username: string; passwordHash: string },
  ): Promise<AccountId> {
    return this.accounts.add(tx, account);
  }
}
