import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import {
  CredentialEnrolment,
  type EnrolledCredential,
  type EnrolmentOwner,
  type Replacement,
} from '../../enrolment/credential-enrolment.js';
import { aChallenge, digestOf, requirePossession } from '../../enrolment/possession.js';
import { AccountLimit } from '../../signers/remote/account-limit.js';
import {
  type Authorisation,
  Authorisations,
  type AuthorisedAct,
} from '../../signers/remote/browser/authorisations.js';
import type { Return } from '../../signers/remote/browser/browser-signing.js';
import {
  RemoteCertificateNotFoundError,
  RemoteCredentialDisabledError,
  RemoteRejectedError,
} from '../../signers/remote/remote-signing.errors.js';
import { RemoteSigning } from '../../signers/remote/remote-signing.js';
import {
  newVerifier,
  type RemoteCertificate,
  type RemoteMedium,
} from '../../signers/remote/remote-signing-service.js';

type EnrolAct = Extract<AuthorisedAct, { kind: 'enrol' }>;

export type EnrolInBrowser = {
  readonly owner: EnrolmentOwner;
  readonly medium: RemoteMedium;
  readonly user: string;
  readonly credentialId: string;
  readonly image: Uint8Array | null;
} & Replacement;

/** A certificate that is authorised on the page of its service: its holder goes there to prove that it is his. */
@Injectable()
export class EnrolInBrowserUseCase {
  constructor(
    private readonly remote: RemoteSigning,
    private readonly enrolment: CredentialEnrolment,
    private readonly authorisations: Authorisations,
    private readonly limit: AccountLimit,
  ) {}

  /**
   * @returns where the holder authorises
   * @throws {CertificateOfAnotherError} before anybody is sent anywhere
   */
  async begin(
    actor: Actor,
    { owner, medium, user, credentialId, image, replaces }: EnrolInBrowser,
    redirectUri: string,
  ): Promise<string> {
    await this.enrolment.requireSeen(actor, owner, { replaces });
    this.limit.count(actor.accountId, 'enrol');
    const found = await this.find(medium, user, credentialId);
    const certificate = this.enrolment.check(found.certificate);
    await this.enrolment.requireNamed(actor, owner, certificate);
    const challenge = aChallenge();
    const location = { user, credentialId };
    const verifier = newVerifier();
    const act: EnrolAct = {
      kind: 'enrol',
      ...{ location, challenge, replaces },
      agencyId: owner.kind === 'agency' ? owner.agencyId : null,
      image: image === null ? null : Buffer.from(image).toString('base64'),
    };
    const state = await this.authorisations.keep(actor, { medium, verifier, redirectUri, act });
    const order = {
      ...{ location, certificate: certificate.der, digestAlgorithm: 'sha256' as const },
      digests: [Buffer.from(digestOf(challenge, certificate).digest, 'base64')],
      displayText: `Đăng ký chứng thư số cho ${actor.personName}, ${actor.postTitle} (không ký văn bản)`,
    };
    return this.remote.browser(medium).address(order, { redirectUri, state, verifier });
  }

  /**
   * @throws {RemoteRejectedError} the holder said no there
   * @throws {PossessionNotProvenError} another key signed
   * @throws {EnrolmentNotConfirmedError} another certificate came into use while he was there
   */
  async finish(
    actor: Actor,
    { act, medium, verifier, redirectUri }: Authorisation & { readonly act: EnrolAct },
    back: Return,
  ): Promise<EnrolledCredential> {
    if ('error' in back) throw new RemoteRejectedError(this.remote.service(medium).name);
    const { user, credentialId } = act.location;
    const found = await this.find(medium, user, credentialId);
    const certificate = this.enrolment.check(found.certificate);
    const order = {
      ...{ location: act.location, certificate: certificate.der, displayText: '' },
      digestAlgorithm: 'sha256' as const,
      digests: [Buffer.from(digestOf(act.challenge, certificate).digest, 'base64')],
    };
    const way = { redirectUri, verifier };
    const [value] = await this.remote.browser(medium).sign(order, back.code, way);
    requirePossession(act.challenge, certificate, value ?? new Uint8Array());
    return this.enrolment.enrol({
      ...{ actor, medium, certificate, chain: found.chain, sealedKey: null },
      replaces: act.replaces,
      owner: act.agencyId === null ? { kind: 'post' } : { kind: 'agency', agencyId: act.agencyId },
      location: { user, credentialId, inBrowser: true },
      image: act.image === null ? null : Buffer.from(act.image, 'base64'),
    });
  }

  private async find(
    medium: RemoteMedium,
    user: string,
    credentialId: string,
  ): Promise<RemoteCertificate> {
    const service = this.remote.service(medium);
    const listed = await service.listCertificates(user);
    const found = listed.find((one) => one.credentialId === credentialId);
    if (!found) throw new RemoteCertificateNotFoundError(service.name);
    if (!found.isUsable) throw new RemoteCredentialDisabledError(service.name);
    return found;
  }
}
