import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../../platform/access/actor.js';
import { maybeRow } from '../../../../platform/database/rows.js';
import { AccountLimit } from '../../signers/remote/account-limit.js';
import { RemoteLocationShape } from '../../signers/remote/remote-key-provider.js';
import {
  REMOTE_MEDIA,
  type RemoteLocation,
  type RemoteMedium,
} from '../../signers/remote/remote-signing-service.js';
import { RemoteSigning } from '../../signers/remote/remote-signing.js';
import { NoCredentialError } from '../../signing.errors.js';

type Found = { readonly medium: RemoteMedium; readonly location: unknown };

/** Before a holder signs with a code that his service sends him by message. */
@Injectable()
export class SendOneTimeCodeUseCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly remote: RemoteSigning,
    private readonly limit: AccountLimit,
  ) {}

  /** @throws {NoCredentialError} the post has no certificate at a remote service */
  async execute(actor: Actor, agencyId: string | null): Promise<void> {
    this.limit.count(actor.accountId, 'code');
    const found = await maybeRow<Found>(
      this.dataSource,
      `SELECT medium, location FROM signing.credential
        WHERE post_id = $1 AND agency_id IS NOT DISTINCT FROM $2 AND medium = ANY ($3) AND revoked_at IS NULL`,
      [actor.postId, agencyId, REMOTE_MEDIA],
    );
    if (!found) throw new NoCredentialError();
    await this.remote
      .service(found.medium)
      .sendOneTimeCode?.(RemoteLocationShape.parse(found.location));
  }

  /** For a certificate that is about to be registered. */
  async executeBefore(
    actor: Actor,
    { medium, ...location }: RemoteLocation & { readonly medium: RemoteMedium },
  ): Promise<void> {
    this.limit.count(actor.accountId, 'code');
    await this.remote.service(medium).sendOneTimeCode?.(location);
  }
}
