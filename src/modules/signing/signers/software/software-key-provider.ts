import { Injectable } from '@nestjs/common';
import { signPrepared } from '../../../../../libs/pdf-signature/index.js';
import { openKey } from '../../domain/sealed-key.js';
import type { KeyProvider, SignWithKey, StoredCredential } from '../key-provider.js';

/** The key lies in the database, sealed under its holder's PIN. */
@Injectable()
export class SoftwareKeyProvider implements KeyProvider {
  readonly medium = 'software';
  readonly needsPin = true;

  async open({ sealedKey }: StoredCredential, pin: string): Promise<SignWithKey | null> {
    if (!sealedKey) throw new Error('A software credential without its key');
    const key = await openKey(sealedKey, pin);
    return key && ((prepared) => Promise.all(prepared.map((one) => signPrepared(one, key))));
  }
}
