import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../platform/access/actor.js';
import { ActorSource } from '../../../platform/access/actor-source.js';
import { OrganisationDirectory, type PostView } from '../../organisation/index.js';
import { Accounts } from '../persistence/accounts.js';

/** Asked on every request and kept nowhere: a post that ends, or a role that goes, is gone at once. */
@Injectable()
export class CurrentActorSource extends ActorSource {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: Accounts,
    private readonly organisation: OrganisationDirectory,
  ) {
    super();
  }

  async find(accountId: string, postId: string): Promise<Actor | null> {
    const [account, post] = await Promise.all([
      this.accounts.findById(this.dataSource, accountId),
      this.organisation.findPost(this.dataSource, postId),
    ]);
    if (!account || !post?.active || post.personId !== account.personId) return null;
    return this.actor(accountId, post);
  }

  private async actor(accountId: string, post: PostView): Promise<Actor> {
    const clerkOf = post.roles.includes('clerk')
      ? await this.organisation.agenciesServedBy(this.dataSource, post.id)
      : [];
    return {
      accountId,
      personId: post.personId,
      personName: post.personName,
      postId: post.id,
      postTitle: post.title,
      space: post.space,
      unitId: post.unitId,
      agencyId: post.agencyId,
      roles: post.roles,
      clerkOf,
    };
  }
}
