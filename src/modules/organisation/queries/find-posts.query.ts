import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../../libs/working-calendar/index.js';
import type { Role } from '../../../platform/access/actor.js';
import { maybeRow, type Queryable, rows } from '../../../platform/database/rows.js';
import type { AgencyId, PersonId, PostId, UnitId } from '../contracts/index.js';
import type { AbsenceView, PostView } from '../organisation.views.js';
import { POST_ORDER, postSelect, standsOn } from './units.sql.js';

export type PostFilter = {
  readonly unitId?: UnitId;
  readonly agencyId?: AgencyId;
  readonly personId?: PersonId;
  readonly role?: Role;
};

/** People in their posts, as of a day. */
@Injectable()
export class FindPostsQuery {
  byId(db: Queryable, postId: PostId, on: LocalDate): Promise<PostView | null> {
    return maybeRow(db, `${postSelect('$2')} WHERE post.id = $1`, [postId, on]);
  }

  byCode(db: Queryable, code: string, on: LocalDate): Promise<PostView | null> {
    return maybeRow(db, `${postSelect('$2')} WHERE post.code = $1`, [code, on]);
  }

  list(db: Queryable, filter: PostFilter, on: LocalDate): Promise<PostView[]> {
    return rows(
      db,
      `${postSelect('$1')}
       WHERE ${standsOn('post', '$1')} AND ${standsOn('unit', '$1')}
         AND ($2::uuid IS NULL OR post.unit_id = $2)
         AND ($3::uuid IS NULL OR unit.agency_id = $3)
         AND ($4::uuid IS NULL OR post.person_id = $4)
         AND ($5::text IS NULL OR $5 = ANY (post.roles))
       ORDER BY ${POST_ORDER}`,
      [
        on,
        filter.unitId ?? null,
        filter.agencyId ?? null,
        filter.personId ?? null,
        filter.role ?? null,
      ],
    );
  }

  headOf(db: Queryable, unitId: UnitId, on: LocalDate): Promise<PostView | null> {
    return maybeRow(
      db,
      `${postSelect('$2')} WHERE post.unit_id = $1 AND post.seat = 'head' AND ${standsOn('post', '$2')}`,
      [unitId, on],
    );
  }

  clerksOf(db: Queryable, agencyId: AgencyId, on: LocalDate): Promise<PostView[]> {
    return rows(
      db,
      `${postSelect('$2')}
       JOIN organisation.clerk_service service ON service.post_id = post.id
       WHERE service.agency_id = $1 AND ${standsOn('post', '$2')}
       ORDER BY ${POST_ORDER}`,
      [agencyId, on],
    );
  }

  async agenciesServedBy(db: Queryable, postId: PostId): Promise<AgencyId[]> {
    const served = await rows<{ id: string }>(
      db,
      `SELECT agency_id AS id FROM organisation.clerk_service WHERE post_id = $1 ORDER BY agency_id`,
      [postId],
    );
    return served.map(({ id }) => id);
  }

  absences(db: Queryable, agencyId: AgencyId, on: LocalDate): Promise<AbsenceView[]> {
    return rows(
      db,
      `SELECT absence.post_id AS "postId", absence.substitute_post_id AS "substitutePostId",
              absence.scope, absence.may_direct AS "mayDirect", absence.may_sign AS "maySign",
              absence.valid_from::text AS "validFrom", absence.valid_to::text AS "validTo"
       FROM organisation.absence
       JOIN organisation.post ON post.id = absence.post_id
       JOIN organisation.unit ON unit.id = post.unit_id
       WHERE unit.agency_id = $1 AND ${standsOn('absence', '$2')}`,
      [agencyId, on],
    );
  }
}
