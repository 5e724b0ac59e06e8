import { X509Certificate } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../../platform/access/actor.js';
import { rows } from '../../../../platform/database/rows.js';
import {
  CredentialEnrolment,
  type EnrolledCredential,
  type EnrolmentOwner,
  type Replacement,
} from '../../enrolment/credential-enrolment.js';
import { type Certificate, issuersOf } from '../../../../../libs/pdf-signature/index.js';
import { aChallenge, digestOf, requirePossession } from '../../enrolment/possession.js';
import { PinAttempts } from '../../pin-attempts.js';
import {
  nullForWrongPin,
  tokenSubject,
  type TokenLocation,
  translate,
} from '../../signers/pkcs11/pkcs11-key-provider.js';
import { serialOf, ServerTokens } from '../../signers/pkcs11/server-tokens.js';
import { TokenKeyAbsentError, TokenKeyOfAnotherError } from '../../signers/pkcs11/token.errors.js';

export type RegisterToken = {
  readonly actor: Actor;
  readonly owner: EnrolmentOwner;
  readonly location: TokenLocation;
  readonly pin: string;
  /** Of the certificate, where several lie in one place; without it the newest. */
  readonly serial?: string | undefined;
  readonly image: Uint8Array | null;
} & Replacement;

/** A certificate on an HSM or token at the server becomes the one that a post or a seal signs with. */
@Injectable()
export class RegisterTokenUseCase {
  constructor(
    private readonly enrolment: CredentialEnrolment,
    private readonly tokens: ServerTokens,
    private readonly attempts: PinAttempts,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * @throws {WrongPinError} counted here, as the token counts for itself
   * @throws {PinLockedError} for a quarter of an hour
   * @throws {TokenKeyOfAnotherError} another post signs with it: its PIN is not tried
   * @throws {PossessionNotProvenError} certificate and key do not belong together
   * @throws {CertificateNotValidError} and what else `CredentialEnrolment.check` refuses
   */
  async execute({
    actor,
    owner,
    location,
    pin,
    serial,
    image,
    replaces,
  }: RegisterToken): Promise<EnrolledCredential> {
    await this.enrolment.requireSeen(actor, owner, { replaces });
    const { library, ...place } = location;
    const token = this.tokens.by(library);
    const present = await token.certificates().catch(translate);
    const found = present.find(
      (one) =>
        one.keyId === place.keyId &&
        one.tokenSerial === place.tokenSerial &&
        one.tokenLabel === place.tokenLabel &&
        (serial === undefined || serialOf(one) === serial),
    );
    if (found === undefined) throw new TokenKeyAbsentError();
    const certificate = this.enrolment.check(Buffer.from(found.certificate, 'base64'));
    await this.requireFree(actor, owner, certificate);
    const challenge = aChallenge();
    const [value] = await this.attempts.counted(
      [['account', actor.accountId], tokenSubject(place)],
      () => token.sign(found, pin, [digestOf(challenge, certificate)]).catch(nullForWrongPin),
    );
    requirePossession(challenge, certificate, Buffer.from(value ?? '', 'base64'));
    const pool = present.map((one) => new X509Certificate(Buffer.from(one.certificate, 'base64')));
    return this.enrolment.enrol({
      ...{ actor, owner, certificate, location, image, replaces },
      medium: 'pkcs11',
      chain: issuersOf(new X509Certificate(certificate.der), pool).map(({ raw }) => raw),
      sealedKey: null,
    });
  }

  /**
   * A seal's key serves all clerks of its agency; every other key serves one post. Where it lies
   * does not tell it: a token may hold several under one id.
   */
  private async requireFree(
    actor: Actor,
    owner: EnrolmentOwner,
    { der }: Certificate,
  ): Promise<void> {
    const agencyId = owner.kind === 'agency' ? owner.agencyId : null;
    const others = await rows<{ certificate: Buffer }>(
      this.dataSource,
      `SELECT certificate FROM signing.credential
        WHERE medium = 'pkcs11' AND revoked_at IS NULL AND post_id <> $1
          AND ($2::uuid IS NULL OR agency_id IS DISTINCT FROM $2)`,
      [actor.postId, agencyId],
    );
    const { publicKey } = new X509Certificate(der);
    if (others.some((other) => new X509Certificate(other.certificate).publicKey.equals(publicKey)))
      throw new TokenKeyOfAnotherError();
  }
}
