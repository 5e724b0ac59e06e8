import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ROLES, type Space } from '../../../platform/access/actor.js';
import { rows } from '../../../platform/database/rows.js';
import { decodeCursor, type Page, toPage } from '../../../platform/http/paging.js';
import { OrganisationDirectory } from '../organisation-directory.js';
import { postSelect, standsOn } from './units.sql.js';

const space = z.enum(['government', 'party']);

export const AgencyItem = z
  .object({
    id: z.uuid(),
    code: z.string(),
    name: z.string(),
    legalName: z.string(),
    abbreviation: z.string(),
    space,
    kind: z.string(),
    level: z.string(),
    isExternal: z.boolean(),
  })
  .meta({ id: 'AgencyItem' });
export type AgencyItem = z.infer<typeof AgencyItem>;

export const UnitItem = z
  .object({
    id: z.uuid(),
    code: z.string(),
    name: z.string(),
    abbreviation: z.string(),
    parentId: z.uuid().nullable(),
    headName: z.string().nullable(),
  })
  .meta({ id: 'UnitItem' });
export type UnitItem = z.infer<typeof UnitItem>;

export const PostItem = z
  .object({
    id: z.uuid(),
    code: z.string(),
    personId: z.uuid(),
    personName: z.string(),
    title: z.string(),
    unitId: z.uuid(),
    unitName: z.string(),
    roles: z.array(z.enum(ROLES)),
  })
  .meta({ id: 'PostItem' });
export type PostItem = z.infer<typeof PostItem>;

export const GroupItem = z
  .object({
    code: z.string(),
    name: z.string(),
    members: z.array(z.object({ id: z.uuid(), name: z.string() })),
  })
  .meta({ id: 'GroupItem' });
export type GroupItem = z.infer<typeof GroupItem>;

type Paged = { readonly after?: string | undefined; readonly limit: number };
type Positioned<Item> = Item & { readonly position: number };

/** The directory on screen: one statement a page. */
@Injectable()
export class ListDirectoryQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly directory: OrganisationDirectory,
  ) {}

  async agencies(filter: Paged & { space?: Space | undefined }): Promise<Page<AgencyItem>> {
    const cursor = decodeCursor(filter.after, 2);
    const found = await rows<Positioned<AgencyItem>>(
      this.dataSource,
      `SELECT id, code, short_name AS name, legal_name AS "legalName", abbreviation, space, kind,
              level, is_external AS "isExternal", position
       FROM organisation.unit
       WHERE is_agency AND ${standsOn('unit', '$1')} AND ($2::text IS NULL OR space = $2)
         AND ($3::int IS NULL OR (position, code) > ($3, $4))
       ORDER BY position, code LIMIT $5`,
      [
        this.directory.today(),
        filter.space ?? null,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        filter.limit + 1,
      ],
    );
    return toPage(found, filter.limit, ({ position, code }) => [position, code]);
  }

  async units(agencyId: string, page: Paged): Promise<Page<UnitItem>> {
    const cursor = decodeCursor(page.after, 2);
    const found = await rows<Positioned<UnitItem>>(
      this.dataSource,
      `SELECT unit.id, unit.code, unit.short_name AS name, unit.abbreviation,
              unit.parent_id AS "parentId", person.full_name AS "headName", unit.position
       FROM organisation.unit
       LEFT JOIN organisation.post ON post.unit_id = unit.id AND post.seat = 'head'
         AND ${standsOn('post', '$2')}
       LEFT JOIN organisation.person ON person.id = post.person_id
       WHERE unit.agency_id = $1 AND NOT unit.is_agency AND ${standsOn('unit', '$2')}
         AND ($3::int IS NULL OR (unit.position, unit.code) > ($3, $4))
       ORDER BY unit.position, unit.code LIMIT $5`,
      [agencyId, this.directory.today(), cursor?.[0] ?? null, cursor?.[1] ?? null, page.limit + 1],
    );
    return toPage(found, page.limit, ({ position, code }) => [position, code]);
  }

  async posts(
    agencyId: string,
    filter: Paged & { unitId?: string | undefined },
  ): Promise<Page<PostItem>> {
    const cursor = decodeCursor(filter.after, 2);
    const found = await rows<PostItem & { readonly position: number }>(
      this.dataSource,
      `SELECT view.*, seat.position FROM (${postSelect('$2')} WHERE unit.agency_id = $1
         AND ${standsOn('post', '$2')} AND ($6::uuid IS NULL OR post.unit_id = $6)) view
       JOIN organisation.post seat ON seat.id = view.id
       WHERE $3::int IS NULL OR (seat.position, view.code) > ($3, $4)
       ORDER BY seat.position, view.code LIMIT $5`,
      [
        agencyId,
        this.directory.today(),
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        filter.limit + 1,
        filter.unitId ?? null,
      ],
    );
    return toPage(found, filter.limit, ({ position, code }) => [position, code]);
  }

  async groups(actorSpace: Space, page: Paged): Promise<Page<GroupItem>> {
    const cursor = decodeCursor(page.after, 1);
    const found = await rows<GroupItem>(
      this.dataSource,
      `SELECT recipient_group.code, recipient_group.name,
              jsonb_agg(jsonb_build_object('id', unit.id,
                'name', coalesce(member.printed_name, unit.short_name))
                ORDER BY member.position) AS members
       FROM organisation.recipient_group
       JOIN organisation.unit owner ON owner.id = recipient_group.owner_agency_id
       JOIN organisation.recipient_group_member member ON member.group_id = recipient_group.id
       JOIN organisation.unit ON unit.id = member.agency_id AND ${standsOn('unit', '$1')}
       WHERE owner.space = $2 AND ($3::text IS NULL OR recipient_group.code > $3)
       GROUP BY recipient_group.id ORDER BY recipient_group.code LIMIT $4`,
      [this.directory.today(), actorSpace, cursor?.[0] ?? null, page.limit + 1],
    );
    return toPage(found, page.limit, ({ code }) => [code]);
  }
}
