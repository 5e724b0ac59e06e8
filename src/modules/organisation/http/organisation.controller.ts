import { Controller, Get, Param, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { type Page, pageOf, pageRequest } from '../../../platform/http/paging.js';
import { OrganisationDirectory } from '../organisation-directory.js';
import { LIST_AGENCIES, LIST_GROUPS, SEE_AGENCY } from '../organisation.policy.js';
import {
  AgencyItem,
  GroupItem,
  ListDirectoryQuery,
  PostItem,
  UnitItem,
} from '../queries/list-directory.query.js';

const AgencyPath = z.strictObject({ id: z.uuid() });
const AgenciesRequest = z.strictObject({
  ...pageRequest,
  space: z.enum(['government', 'party']).optional(),
});
const PageRequest = z.strictObject(pageRequest);
const PostsRequest = z.strictObject({ ...pageRequest, unitId: z.uuid().optional() });
const SignersRequest = z.strictObject({ typeCode: z.string().min(1).max(60) });

const Signer = z
  .object({
    postId: z.uuid(),
    personName: z.string(),
    postTitle: z.string(),
    authorityLines: z.array(z.string()),
    positionBelow: z.string().nullable(),
    scope: z.string(),
    basis: z.string(),
  })
  .meta({ id: 'Signer' });
const Signers = z.object({ items: z.array(Signer) }).meta({ id: 'Signers' });
type Signers = z.infer<typeof Signers>;

@Controller('api/v1/organisation')
export class OrganisationController {
  constructor(
    private readonly list: ListDirectoryQuery,
    private readonly directory: OrganisationDirectory,
    private readonly dataSource: DataSource,
  ) {}

  @Get('agencies')
  @Access(LIST_AGENCIES)
  @Answers(200, pageOf(AgencyItem))
  agencies(
    @Query({ schema: AgenciesRequest }) query: z.infer<typeof AgenciesRequest>,
  ): Promise<Page<AgencyItem>> {
    return this.list.agencies(query);
  }

  @Get('agencies/:id/units')
  @Access(SEE_AGENCY)
  @Answers(200, pageOf(UnitItem))
  units(
    @Param({ schema: AgencyPath }) { id }: z.infer<typeof AgencyPath>,
    @Query({ schema: PageRequest }) query: z.infer<typeof PageRequest>,
  ): Promise<Page<UnitItem>> {
    return this.list.units(id, query);
  }

  @Get('agencies/:id/posts')
  @Access(SEE_AGENCY)
  @Answers(200, pageOf(PostItem))
  posts(
    @Param({ schema: AgencyPath }) { id }: z.infer<typeof AgencyPath>,
    @Query({ schema: PostsRequest }) query: z.infer<typeof PostsRequest>,
  ): Promise<Page<PostItem>> {
    return this.list.posts(id, query);
  }

  /** Who may sign this type, first the one to propose; with the block as it will be printed. */
  @Get('agencies/:id/signers')
  @Access(SEE_AGENCY)
  @Answers(200, Signers)
  async signers(
    @Param({ schema: AgencyPath }) { id }: z.infer<typeof AgencyPath>,
    @Query({ schema: SignersRequest }) { typeCode }: z.infer<typeof SignersRequest>,
  ): Promise<Signers> {
    const found = await this.directory.mandatesFor(this.dataSource, { agencyId: id, typeCode });
    return {
      items: found.map(({ postId, personName, postTitle, scope, basis, ...rest }) => ({
        postId,
        personName,
        postTitle,
        authorityLines: [...rest.authorityLines],
        positionBelow: rest.positionBelow ?? null,
        scope,
        basis,
      })),
    };
  }

  @Get('groups')
  @Access(LIST_GROUPS)
  @Answers(200, pageOf(GroupItem))
  groups(
    @CurrentActor() actor: Actor,
    @Query({ schema: PageRequest }) query: z.infer<typeof PageRequest>,
  ): Promise<Page<GroupItem>> {
    return this.list.groups(actor.space, query);
  }
}
