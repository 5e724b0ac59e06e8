import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { maybeRow } from '../../platform/database/rows.js';
import { StandingCheck } from './certificates/standing-check.js';
import { KeyNotOnServerError, NoCredentialError, PinRequiredError } from './signing.errors.js';
import { PinAttempts } from './pin-attempts.js';
import { drawSample, type SampleImage } from './domain/sample-image.js';
import type { SealedKey } from './domain/sealed-key.js';
import { RemoteLocationShape } from './signers/remote/remote-key-provider.js';
import {
  REMOTE_MEDIA,
  type RemoteLocation,
  type RemoteMedium,
} from './signers/remote/remote-signing-service.js';
import {
  type CredentialMedium,
  deviceOf,
  KEY_PROVIDERS,
  type KeyProvider,
  type SignerDevice,
  type SignWithKey,
  type UnlockedKey,
} from './signers/key-provider.js';

/** Whose certificate: that of a post's holder, or an agency's seal in the hand of one of its clerks. */
export type CredentialOwner =
  | { readonly kind: 'post'; readonly postId: string }
  | { readonly kind: 'agency'; readonly agencyId: string; readonly clerkPostId: string };

type CredentialRow = {
  id: string;
  post_id: string;
  common_name: string;
  certificate: Buffer;
  chain: Buffer[];
  image: Buffer | null;
  sample_image: SampleImage | null;
  medium: CredentialMedium;
  location: unknown;
  sealed_key: SealedKey | null;
};

/** What may be known of a certificate without its key. */
export type SignerCertificate = Pick<
  UnlockedKey,
  'credentialId' | 'medium' | 'certificate' | 'chain' | 'image' | 'commonName'
> & { readonly device: SignerDevice | null };

const COLUMNS =
  'id, post_id, common_name, certificate, chain, image, sample_image, medium, location, sealed_key';
/** Ids tell the order of registration; the day of a revocation may lie before a replacement. */
const LATEST = 'ORDER BY (revoked_at IS NULL) DESC, id DESC LIMIT 1';

@Injectable()
export class CredentialStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly attempts: PinAttempts,
    private readonly standing: StandingCheck,
    @Inject(KEY_PROVIDERS) private readonly providers: readonly KeyProvider[],
  ) {}

  /**
   * @throws {NoCredentialError} nothing was issued to this owner
   * @throws what {@link StandingCheck.requireInForce} says: before a PIN is spent on it
   * @throws {PinRequiredError} it is opened by a PIN, and none was given
   * @throws {WrongPinError} with what remains of five attempts
   * @throws {PinLockedError} for a quarter of an hour after the fifth
   * @throws {KeyNotOnServerError} the key is on its holder's PC: prepare and complete instead
   */
  async unlock(owner: CredentialOwner, pin: string | undefined): Promise<UnlockedKey> {
    const found = await this.usable(owner);
    const sign = await this.open(found, pin);
    return { ...(await toCertificate(found)), postId: found.post_id, sign };
  }

  /**
   * The certificate without its key, for a key that is elsewhere.
   *
   * @throws {NoCredentialError} and what {@link StandingCheck.requireInForce} says
   */
  async describe(owner: CredentialOwner): Promise<SignerCertificate> {
    return toCertificate(await this.usable(owner));
  }

  /** Where a remote service finds the key of this owner. */
  async locate(
    owner: CredentialOwner,
  ): Promise<{ medium: RemoteMedium; certificate: Uint8Array; location: RemoteLocation }> {
    const { medium, certificate, location } = await this.usable(owner);
    const remote = REMOTE_MEDIA.find((one) => one === medium);
    if (!remote) throw new KeyNotOnServerError();
    const { user, credentialId } = RemoteLocationShape.parse(location);
    return { medium: remote, certificate, location: { user, credentialId } };
  }

  /** As {@link describeById}, for a value that is about to become a signature. */
  async describeInForce(credentialId: string): Promise<SignerCertificate> {
    await this.standing.requireInForce(credentialId);
    return this.describeById(credentialId);
  }

  async describeById(credentialId: string): Promise<SignerCertificate> {
    const found = await maybeRow<CredentialRow>(
      this.dataSource,
      `SELECT ${COLUMNS} FROM signing.credential WHERE id = $1`,
      [credentialId],
    );
    if (!found) throw new NoCredentialError();
    return toCertificate(found);
  }

  private async usable(owner: CredentialOwner): Promise<CredentialRow> {
    const found = await this.find(owner);
    if (!found) throw new NoCredentialError();
    await this.standing.requireInForce(found.id);
    return found;
  }

  private async open(found: CredentialRow, pin: string | undefined): Promise<SignWithKey> {
    const provider = this.providers.find(({ medium }) => medium === found.medium);
    if (!provider) throw new KeyNotOnServerError();
    if (provider.needsPin && pin === undefined) throw new PinRequiredError();
    const credential = { ...found, commonName: found.common_name, sealedKey: found.sealed_key };
    return this.attempts.counted([['credential', found.id]], () =>
      provider.open(credential, pin ?? ''),
    );
  }

  /** The present one, else the last that ended: then the gate can say why it does. */
  private find(owner: CredentialOwner): Promise<CredentialRow | null> {
    return owner.kind === 'post'
      ? maybeRow<CredentialRow>(
          this.dataSource,
          `SELECT ${COLUMNS} FROM signing.credential WHERE owner_kind = 'post' AND post_id = $1 ${LATEST}`,
          [owner.postId],
        )
      : maybeRow<CredentialRow>(
          this.dataSource,
          `SELECT ${COLUMNS} FROM signing.credential WHERE owner_kind = 'agency' AND post_id = $1 AND agency_id = $2 ${LATEST}`,
          [owner.clerkPostId, owner.agencyId],
        );
  }
}

async function toCertificate(found: CredentialRow): Promise<SignerCertificate> {
  return {
    credentialId: found.id,
    medium: found.medium,
    device: deviceOf(found.medium, found.location),
    certificate: found.certificate,
    chain: found.chain,
    image: found.image ?? (await drawSample(found.sample_image)),
    commonName: found.common_name,
  };
}
