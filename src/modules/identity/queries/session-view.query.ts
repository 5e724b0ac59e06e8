import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ROLES } from '../../../platform/access/actor.js';
import { ActorSource } from '../../../platform/access/actor-source.js';
import { rows } from '../../../platform/database/rows.js';
import { NotSignedInError } from '../../../platform/errors/platform.errors.js';
import { OrganisationDirectory, type PostView } from '../../organisation/index.js';

const Post = z
  .object({
    id: z.uuid(),
    code: z.string(),
    title: z.string(),
    unitId: z.uuid(),
    unitName: z.string(),
    agencyId: z.uuid(),
    agencyName: z.string(),
    space: z.enum(['government', 'party']),
    roles: z.array(z.enum(ROLES)),
  })
  .meta({ id: 'OwnPost' });

export const SessionView = z
  .object({
    person: z.object({ id: z.uuid(), name: z.string() }),
    posts: z.array(Post),
    acting: Post.extend({
      clerkOf: z.array(z.object({ id: z.uuid(), name: z.string() })),
    }).meta({ id: 'ActingPost' }),
    csrfToken: z.string(),
    demo: z.boolean(),
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof SessionView>;

/** What the page needs to know about who has signed in. */
@Injectable()
export class SessionViewQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly actors: ActorSource,
    private readonly organisation: OrganisationDirectory,
  ) {}

  async execute(accountId: string, postId: string, csrfToken: string): Promise<SessionView> {
    const actor = await this.actors.find(accountId, postId);
    if (!actor) throw new NotSignedInError();
    const posts = await this.organisation.postsOfPerson(this.dataSource, actor.personId);
    const acting = posts.find(({ id }) => id === actor.postId);
    if (!acting) throw new NotSignedInError();
    const served = await Promise.all(
      actor.clerkOf.map((id) => this.organisation.getUnit(this.dataSource, id)),
    );
    return {
      person: { id: actor.personId, name: actor.personName },
      posts: posts.map(postOf),
      acting: {
        ...postOf(acting),
        clerkOf: served.map(({ id, shortName }) => ({ id, name: shortName })),
      },
      csrfToken,
      demo: await this.isDemo(),
    };
  }

  private async isDemo(): Promise<boolean> {
    const found = await rows(
      this.dataSource,
      `SELECT 1 FROM platform.setting WHERE name = 'demo-office'`,
    );
    return found.length > 0;
  }
}

function postOf(post: PostView): z.infer<typeof Post> {
  const { id, code, title, unitId, unitName, agencyId, agencyName, space, roles } = post;
  return { id, code, title, unitId, unitName, agencyId, agencyName, space, roles: [...roles] };
}
