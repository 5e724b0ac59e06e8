import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../../libs/working-calendar/index.js';
import { type Queryable, rows } from '../../../platform/database/rows.js';
import type { AgencyId, PostId } from '../contracts/index.js';
import type { MandateView, SignerView } from '../organisation.views.js';
import { standsOn } from './units.sql.js';

type Row = {
  readonly id: string;
  readonly agencyId: AgencyId;
  readonly postId: PostId;
  readonly typeCodes: readonly string[] | null;
  readonly capacity: MandateView['capacity'];
  readonly authorityLines: readonly string[];
  readonly positionBelow: string | null;
  readonly issuerLines: readonly string[] | null;
  readonly basis: string;
  readonly scope: string;
  readonly personName: string;
  readonly postTitle: string;
};

/** Competence to sign. A mandate that names the type goes before one for all types. */
@Injectable()
export class FindMandatesQuery {
  async list(
    db: Queryable,
    wanted: { agencyId: AgencyId; typeCode: string; postId: PostId | null },
    on: LocalDate,
  ): Promise<SignerView[]> {
    const found = await rows<Row>(
      db,
      `SELECT mandate.id, mandate.agency_id AS "agencyId", mandate.post_id AS "postId",
              mandate.type_codes AS "typeCodes", mandate.capacity,
              mandate.authority_lines AS "authorityLines",
              mandate.position_below AS "positionBelow", mandate.issuer_lines AS "issuerLines",
              mandate.basis, mandate.scope,
              person.full_name AS "personName", post.title AS "postTitle"
       FROM organisation.signing_mandate mandate
       JOIN organisation.post ON post.id = mandate.post_id
       JOIN organisation.person ON person.id = post.person_id
       WHERE mandate.agency_id = $1 AND ($2::uuid IS NULL OR mandate.post_id = $2)
         AND (mandate.type_codes IS NULL OR $3 = ANY (mandate.type_codes))
         AND ${standsOn('mandate', '$4')} AND ${standsOn('post', '$4')}
       ORDER BY mandate.preference, mandate.type_codes IS NULL, post.position, mandate.id`,
      [wanted.agencyId, wanted.postId, wanted.typeCode, on],
    );
    return found.map(({ positionBelow, issuerLines, ...rest }) => ({
      ...rest,
      ...(positionBelow === null ? {} : { positionBelow }),
      ...(issuerLines === null ? {} : { issuerLines }),
    }));
  }
}
