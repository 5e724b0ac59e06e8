import { X509Certificate } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import {
  CredentialEnrolment,
  type EnrolledCredential,
  type EnrolmentOwner,
  type Replacement,
} from '../../enrolment/credential-enrolment.js';
import { CertificateUnreadableError } from '../../enrolment/enrolment.errors.js';

export type EnrolVgca = {
  readonly actor: Actor;
  readonly owner: EnrolmentOwner;
  /** The .cer or .pem file that the token's program exports; the key stays on the token. */
  readonly file: Uint8Array;
  readonly image: Uint8Array | null;
} & Replacement;

/**
 * Says which certificate the signatures of a post are expected to bear. That its holder has the
 * key, every document shows that comes back signed.
 */
@Injectable()
export class EnrolVgcaUseCase {
  constructor(private readonly enrolment: CredentialEnrolment) {}

  async execute({ file, ...given }: EnrolVgca): Promise<EnrolledCredential> {
    this.enrolment.requireOwn(given.actor, given.owner);
    return this.enrolment.enrol({
      ...given,
      medium: 'vgca',
      certificate: this.enrolment.check(derOf(file)),
      chain: [],
      sealedKey: null,
      location: { program: 'vgca' },
    });
  }
}

function derOf(file: Uint8Array): Uint8Array {
  try {
    return new X509Certificate(file).raw;
  } catch {
    throw new CertificateUnreadableError();
  }
}
