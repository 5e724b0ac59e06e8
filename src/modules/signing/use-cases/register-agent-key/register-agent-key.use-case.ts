import { X509Certificate } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { issuersOf } from '../../../../../libs/pdf-signature/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { newId } from '../../../../platform/database/new-id.js';
import { maybeRow, rows } from '../../../../platform/database/rows.js';
import {
  CredentialEnrolment,
  type EnrolledCredential,
  type EnrolmentOwner,
  type Replacement,
} from '../../enrolment/credential-enrolment.js';
import { aChallenge, requirePossession } from '../../enrolment/possession.js';
import { ChallengeEndedError } from './register-agent-key.errors.js';

export type EnrolmentChallenge = {
  readonly id: string;
  readonly challenge: string;
  readonly expiresAt: Date;
};

export type RegisterAgentKey = {
  readonly actor: Actor;
  readonly owner: EnrolmentOwner;
  readonly challengeId: string;
  /** Over the challenge with SHA-256: RSA PKCS#1 v1.5, or ECDSA in DER. */
  readonly signature: Uint8Array;
  readonly certificate: Uint8Array;
  /** Other certificates of the token, in no order; those that issued this one become its chain. */
  readonly others: readonly Uint8Array[];
  readonly place: {
    readonly tokenLabel: string;
    readonly tokenSerial: string;
    readonly keyId: string;
  };
  readonly image: Uint8Array | null;
} & Replacement;

const CHALLENGE_MS = 5 * 60_000;

/** A certificate on a token at the user's own PC becomes the one that he or his seal signs with. */
@Injectable()
export class RegisterAgentKeyUseCase {
  constructor(
    private readonly enrolment: CredentialEnrolment,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** What the device has to sign within five minutes. */
  async challenge(actor: Actor): Promise<EnrolmentChallenge> {
    const now = this.clock.now();
    const asked = {
      id: newId(),
      challenge: aChallenge(),
      expiresAt: new Date(now.getTime() + CHALLENGE_MS),
    };
    await rows(this.dataSource, 'DELETE FROM signing.enrolment_challenge WHERE expires_at < $1', [
      now,
    ]);
    await rows(
      this.dataSource,
      'INSERT INTO signing.enrolment_challenge (id, post_id, challenge, expires_at) VALUES ($1, $2, $3, $4)',
      [asked.id, actor.postId, asked.challenge, asked.expiresAt],
    );
    return asked;
  }

  /**
   * @throws {ChallengeEndedError} answered before, too late, or not this post's
   * @throws {PossessionNotProvenError} signed with another key
   * @throws {CertificateNotValidError} and what else `CredentialEnrolment.check` refuses
   */
  async execute(given: RegisterAgentKey): Promise<EnrolledCredential> {
    const { actor, owner, image, replaces } = given;
    await this.enrolment.requireSeen(actor, owner, given);
    const certificate = this.enrolment.check(given.certificate);
    const challenge = await this.take(actor, given.challengeId);
    requirePossession(challenge, certificate, given.signature);
    const pool = given.others.flatMap(readable);
    return this.enrolment.enrol({
      ...{ actor, owner, certificate, image, replaces },
      medium: 'agent',
      chain: issuersOf(new X509Certificate(certificate.der), pool).map(({ raw }) => raw),
      location: given.place,
      sealedKey: null,
    });
  }

  /** The first answer uses it up. */
  private async take(actor: Actor, id: string): Promise<string> {
    const now = this.clock.now();
    const found = await maybeRow<{ challenge: string }>(
      this.dataSource,
      `UPDATE signing.enrolment_challenge SET used_at = $3
        WHERE id = $1 AND post_id = $2 AND used_at IS NULL AND expires_at > $3 RETURNING challenge`,
      [id, actor.postId, now],
    );
    if (!found) throw new ChallengeEndedError();
    return found.challenge;
  }
}

function readable(der: Uint8Array): X509Certificate[] {
  try {
    return [new X509Certificate(der)];
  } catch {
    return [];
  }
}
