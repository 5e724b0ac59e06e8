import { Injectable } from '@nestjs/common';
import { readCertificate } from '../../../../../libs/pdf-signature/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import {
  CredentialEnrolment,
  type EnrolledCredential,
  type EnrolmentOwner,
} from '../../enrolment/credential-enrolment.js';
import {
  RemoteCertificateNotFoundError,
  RemoteCredentialDisabledError,
} from '../../signers/remote/remote-signing.errors.js';
import type {
  RemoteMedium,
  RemoteSecretPart,
} from '../../signers/remote/remote-signing-service.js';
import { RemoteSigning } from '../../signers/remote/remote-signing.js';

export type RemoteUser = { readonly medium: RemoteMedium; readonly user: string };

export type OfferedCertificate = {
  readonly credentialId: string;
  readonly commonName: string;
  readonly issuerName: string;
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly isUsable: boolean;
  readonly asksFor: readonly RemoteSecretPart[];
};

export type EnrolRemote = RemoteUser & {
  readonly actor: Actor;
  readonly owner: EnrolmentOwner;
  readonly credentialId: string;
  readonly image: Uint8Array | null;
};

/** A certificate at a remote signing service becomes the one a post, or its agency's seal, signs with. */
@Injectable()
export class EnrolRemoteUseCase {
  constructor(
    private readonly remote: RemoteSigning,
    private readonly enrolment: CredentialEnrolment,
  ) {}

  async offered({ medium, user }: RemoteUser): Promise<readonly OfferedCertificate[]> {
    const found = await this.remote.service(medium).listCertificates(user);
    return found.map(({ credentialId, certificate, isUsable, asksFor }) => {
      const { subject, issuer, serial, notBefore, notAfter } = readCertificate(certificate);
      return {
        ...{ credentialId, isUsable, asksFor, serial, notBefore, notAfter },
        commonName: subject.commonName ?? subject.organisation ?? '',
        issuerName: issuer.commonName ?? issuer.organisation ?? '',
      };
    });
  }

  /**
   * The service is asked again: what the page was shown a minute ago is no proof.
   *
   * @throws {RemoteCertificateNotFoundError} this user has no such key there
   * @throws {RemoteCredentialDisabledError} it cannot sign now
   */
  async execute({
    medium,
    user,
    credentialId,
    ...given
  }: EnrolRemote): Promise<EnrolledCredential> {
    this.enrolment.requireOwn(given.actor, given.owner);
    const service = this.remote.service(medium);
    const listed = await service.listCertificates(user);
    const found = listed.find((one) => one.credentialId === credentialId);
    if (!found) throw new RemoteCertificateNotFoundError(service.name);
    if (!found.isUsable) throw new RemoteCredentialDisabledError(service.name);
    return this.enrolment.enrol({
      ...given,
      medium,
      certificate: this.enrolment.check(found.certificate),
      chain: found.chain,
      sealedKey: null,
      location: { user, credentialId },
    });
  }
}
