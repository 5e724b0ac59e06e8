import { Injectable } from '@nestjs/common';
import { Settings } from '../../../../../config/settings.js';
import type { Certificate, Pkcs12Contents } from '../../../../../libs/pdf-signature/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { pinCost } from '../../domain/pin-cost.js';
import { sealKey } from '../../domain/sealed-key.js';
import {
  CredentialEnrolment,
  type EnrolledCredential,
  type EnrolmentOutlook,
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
  /** Of the outlook on this very file: nothing is replaced that its owner has not looked at. */
  readonly confirms: string;
};
type KeyFile = Pick<ImportCredential, 'actor' | 'owner' | 'file' | 'password'>;

@Injectable()
export class ImportCredentialUseCase {
  constructor(
    private readonly enrolment: CredentialEnrolment,
    private readonly settings: Settings,
  ) {}

  /**
   * What the file holds and what it would replace; nothing of it is kept.
   *
   * @throws what {@link execute} throws, but for the confirmation
   */
  async look(given: KeyFile): Promise<EnrolmentOutlook> {
    const { certificate, contents } = await this.open(given);
    contents.pkcs8.fill(0);
    const { actor, owner } = given;
    return this.enrolment.outlook({ actor, owner, certificate, chain: contents.chain });
  }

  /**
   * @throws {Pkcs12NotOpenedError} with what is wrong with file or password
   * @throws {CertificateNotValidError} and what else `CredentialEnrolment.check` refuses
   * @throws {EnrolmentNotConfirmedError}
   */
  async execute(given: ImportCredential): Promise<EnrolledCredential> {
    const { actor, owner, confirms } = given;
    const { certificate, contents } = await this.open(given);
    const cost = pinCost(this.settings.office.passwordMemoryKib);
    const pkcs8 = Buffer.from(contents.pkcs8);
    const sealedKey = await sealKey(pkcs8, given.pin, cost);
    pkcs8.fill(0);
    return this.enrolment.enrol({
      ...{ actor, owner, certificate, sealedKey, confirms },
      medium: 'software',
      chain: contents.chain,
      location: null,
      image: given.image,
    });
  }

  private async open({
    actor,
    owner,
    file,
    password,
  }: KeyFile): Promise<{ contents: Pkcs12Contents; certificate: Certificate }> {
    this.enrolment.requireOwn(actor, owner);
    const opened = await openPkcs12(file, password);
    if ('refusal' in opened) throw new Pkcs12NotOpenedError(opened.refusal);
    const { contents } = opened;
    return { contents, certificate: this.enrolment.check(contents.certificate) };
  }
}
