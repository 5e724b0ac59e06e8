import { Injectable } from '@nestjs/common';
import type { Certificate } from '../../../../../libs/pdf-signature/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { newId } from '../../../../platform/database/new-id.js';
import {
  CredentialEnrolment,
  type EnrolledCredential,
  type EnrolmentOwner,
  type Replacement,
} from '../../enrolment/credential-enrolment.js';
import { aChallenge, digestOf, requirePossession } from '../../enrolment/possession.js';
import {
  ifReadable,
  shownCertificate,
  type ShownCertificate,
} from '../../enrolment/shown-certificate.js';
import { AccountLimit } from '../../signers/remote/account-limit.js';
import {
  RemoteCertificateNotFoundError,
  RemoteCredentialDisabledError,
  RemoteNeedsBrowserError,
} from '../../signers/remote/remote-signing.errors.js';
import type {
  RemoteMedium,
  RemoteSecretPart,
} from '../../signers/remote/remote-signing-service.js';
import { RemoteSigning } from '../../signers/remote/remote-signing.js';

export type RemoteUser = { readonly medium: RemoteMedium; readonly user: string };

export type OfferedCertificate = ShownCertificate & {
  readonly credentialId: string;
  readonly isUsable: boolean;
  readonly asksFor: readonly RemoteSecretPart[];
  readonly inBrowser: boolean;
};

export type EnrolRemote = RemoteUser &
  Replacement & {
    readonly actor: Actor;
    readonly owner: EnrolmentOwner;
    readonly credentialId: string;
    /** PIN and one-time code as far as the certificate asks for them; used once, never kept. */
    readonly secret: string;
    readonly image: Uint8Array | null;
  };

/** A certificate at a remote signing service becomes the one a post, or its agency's seal, signs with. */
@Injectable()
export class EnrolRemoteUseCase {
  constructor(
    private readonly remote: RemoteSigning,
    private readonly enrolment: CredentialEnrolment,
    private readonly limit: AccountLimit,
  ) {}

  /** @throws {RemoteAskedTooOftenError} users are not to be found out by trying */
  async offered(
    actor: Actor,
    { medium, user }: RemoteUser,
  ): Promise<readonly OfferedCertificate[]> {
    this.limit.count(actor.accountId, 'list');
    const found = await this.remote.service(medium).listCertificates(user);
    return found.flatMap(({ credentialId, certificate, isUsable, asksFor, inBrowser = false }) => {
      const read = ifReadable(certificate);
      return read
        ? [{ ...shownCertificate(read), credentialId, isUsable, asksFor, inBrowser }]
        : [];
    });
  }

  /**
   * The service is asked again: what the page was shown a minute ago is no proof. Its user's name is
   * no secret either: the holder must authorise there that this post registers his certificate.
   *
   * @throws {RemoteCertificateNotFoundError} this user has no such key there
   * @throws {RemoteCredentialDisabledError} it cannot sign now
   * @throws {CertificateOfAnotherError} before anybody's phone rings
   * @throws {PossessionNotProvenError} and what the service says when nobody confirms
   */
  async execute({
    medium,
    user,
    credentialId,
    secret,
    ...given
  }: EnrolRemote): Promise<EnrolledCredential> {
    await this.enrolment.requireSeen(given.actor, given.owner, given);
    this.limit.count(given.actor.accountId, 'enrol');
    const service = this.remote.service(medium);
    const listed = await service.listCertificates(user);
    const found = listed.find((one) => one.credentialId === credentialId);
    if (!found) throw new RemoteCertificateNotFoundError(service.name);
    if (!found.isUsable) throw new RemoteCredentialDisabledError(service.name);
    if (found.inBrowser === true) throw new RemoteNeedsBrowserError(service.name);
    const certificate = this.enrolment.check(found.certificate);
    await this.enrolment.requireNamed(given.actor, given.owner, certificate);
    await this.prove(certificate, { ...given, medium, user, credentialId, secret });
    return this.enrolment.enrol({
      ...given,
      medium,
      certificate,
      chain: found.chain,
      sealedKey: null,
      location: { user, credentialId },
    });
  }

  private async prove(
    certificate: Certificate,
    { actor, medium, user, credentialId, secret }: EnrolRemote,
  ): Promise<void> {
    const challenge = aChallenge();
    const value = await this.remote.signOne(medium, {
      transactionId: newId(),
      location: { user, credentialId },
      certificate: certificate.der,
      digests: [Buffer.from(digestOf(challenge, certificate).digest, 'base64')],
      digestAlgorithm: 'sha256',
      displayText: `Đăng ký chứng thư số cho ${actor.personName}, ${actor.postTitle} (không ký văn bản)`,
      secret,
    });
    requirePossession(challenge, certificate, value);
  }
}
