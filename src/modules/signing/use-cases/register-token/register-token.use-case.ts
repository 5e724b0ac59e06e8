import { X509Certificate } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import {
  CredentialEnrolment,
  type EnrolledCredential,
  type EnrolmentOwner,
} from '../../enrolment/credential-enrolment.js';
import { issuersOf } from '../../../../../libs/pdf-signature/index.js';
import { aChallenge, digestOf, requirePossession } from '../../enrolment/possession.js';
import { type TokenLocation, translate } from '../../signers/pkcs11/pkcs11-key-provider.js';
import { ServerTokens } from '../../signers/pkcs11/server-tokens.js';
import { TokenKeyAbsentError } from '../../signers/pkcs11/token.errors.js';

export type RegisterToken = {
  readonly actor: Actor;
  readonly owner: EnrolmentOwner;
  readonly location: TokenLocation;
  readonly pin: string;
  readonly image: Uint8Array | null;
};

/** A certificate on an HSM or token at the server becomes the one that a post or a seal signs with. */
@Injectable()
export class RegisterTokenUseCase {
  constructor(
    private readonly enrolment: CredentialEnrolment,
    private readonly tokens: ServerTokens,
  ) {}

  /**
   * @throws {TokenPinWrongError} counted by the token itself
   * @throws {PossessionNotProvenError} certificate and key do not belong together
   * @throws {CertificateNotValidError} and what else `CredentialEnrolment.check` refuses
   */
  async execute({
    actor,
    owner,
    location,
    pin,
    image,
  }: RegisterToken): Promise<EnrolledCredential> {
    this.enrolment.requireOwn(actor, owner);
    const { library, ...place } = location;
    const token = this.tokens.by(library);
    const present = await token.certificates().catch(translate);
    const found = present.find(
      (one) =>
        one.keyId === place.keyId &&
        one.tokenSerial === place.tokenSerial &&
        one.tokenLabel === place.tokenLabel,
    );
    if (found === undefined) throw new TokenKeyAbsentError();
    const certificate = this.enrolment.check(Buffer.from(found.certificate, 'base64'));
    const challenge = aChallenge();
    const [value] = await token
      .sign(place, pin, [digestOf(challenge, certificate)])
      .catch(translate);
    requirePossession(challenge, certificate, Buffer.from(value ?? '', 'base64'));
    const pool = present.map((one) => new X509Certificate(Buffer.from(one.certificate, 'base64')));
    return this.enrolment.enrol({
      ...{ actor, owner, certificate, location, image },
      medium: 'pkcs11',
      chain: issuersOf(new X509Certificate(certificate.der), pool).map(({ raw }) => raw),
      sealedKey: null,
    });
  }
}
