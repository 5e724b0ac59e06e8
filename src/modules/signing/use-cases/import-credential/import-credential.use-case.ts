import { Injectable } from '@nestjs/common';
import { Settings } from '../../../../../config/settings.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { pinCost } from '../../domain/pin-cost.js';
import { sealKey } from '../../domain/sealed-key.js';
import {
  CredentialEnrolment,
  type EnrolledCredential,
  type EnrolmentOwner,
} from '../../enrolment/credential-enrolment.js';
import { Pkcs12NotOpenedError } from './import-credential.errors.js';
import { openPkcs12 } from './open-pkcs12.js';

export type ImportCredential = {
  readonly actor: Actor;
  readonly owner: EnrolmentOwner;
  readonly file: Uint8Array;
  readonly password: string;
  /** The PIN that opens the key from now on; the file's password is forgotten. */
  readonly pin: string;
  readonly image: Uint8Array | null;
};

@Injectable()
export class ImportCredentialUseCase {
  constructor(
    private readonly enrolment: CredentialEnrolment,
    private readonly settings: Settings,
  ) {}

  /**
   * @throws {Pkcs12NotOpenedError} with what is wrong with file or password
   * @throws {CertificateNotValidError} and what else `CredentialEnrolment.check` refuses
   */
  async execute(given: ImportCredential): Promise<EnrolledCredential> {
    const { actor, owner } = given;
    this.enrolment.requireOwn(actor, owner);
    const opened = await openPkcs12(given.file, given.password);
    if ('refusal' in opened) throw new Pkcs12NotOpenedError(opened.refusal);
    const { contents } = opened;
    const certificate = this.enrolment.check(contents.certificate);
    const cost = pinCost(this.settings.office.passwordMemoryKib);
    const pkcs8 = Buffer.from(contents.pkcs8);
    const sealedKey = await sealKey(pkcs8, given.pin, cost);
    pkcs8.fill(0);
    return this.enrolment.enrol({
      ...{ actor, owner, certificate, sealedKey },
      medium: 'software',
      chain: contents.chain,
      location: null,
      image: given.image,
    });
  }
}
