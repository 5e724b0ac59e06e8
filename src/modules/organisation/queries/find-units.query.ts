import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../../libs/working-calendar/index.js';
import type { Space } from '../../../platform/access/actor.js';
import { maybeRow, type Queryable, rows } from '../../../platform/database/rows.js';
import type { AgencyId, UnitId } from '../contracts/index.js';
import type {
  AgencyView,
  GroupMemberView,
  GroupView,
  SuccessionView,
  UnitView,
} from '../organisation.views.js';
import { standsOn, UNIT_COLUMNS } from './units.sql.js';

/** Units, agencies, their successors and the groups of recipients. */
@Injectable()
export class FindUnitsQuery {
  byId(db: Queryable, id: UnitId): Promise<UnitView | null> {
    return maybeRow(db, `SELECT ${UNIT_COLUMNS} FROM organisation.unit WHERE unit.id = $1`, [id]);
  }

  agencyOf(db: Queryable, unitId: UnitId): Promise<AgencyView | null> {
    return maybeRow(
      db,
      `SELECT ${UNIT_COLUMNS} FROM organisation.unit inner_unit
       JOIN organisation.unit ON unit.id = inner_unit.agency_id WHERE inner_unit.id = $1`,
      [unitId],
    );
  }

  /** The incarnation that stands on the day, else the latest one. */
  byCode(db: Queryable, code: string, on: LocalDate): Promise<UnitView | null> {
    return maybeRow(
      db,
      `SELECT ${UNIT_COLUMNS} FROM organisation.unit WHERE unit.code = $1
       ORDER BY ${standsOn('unit', '$2')} DESC, unit.valid_from DESC LIMIT 1`,
      [code, on],
    );
  }

  agencies(db: Queryable, on: LocalDate, space: Space | null): Promise<AgencyView[]> {
    return rows(
      db,
      `SELECT ${UNIT_COLUMNS} FROM organisation.unit
       WHERE unit.is_agency AND ${standsOn('unit', '$1')} AND ($2::text IS NULL OR unit.space = $2)
       ORDER BY unit.space, unit.is_external, unit.position, unit.code`,
      [on, space],
    );
  }

  divisions(db: Queryable, agencyId: AgencyId, on: LocalDate): Promise<UnitView[]> {
    return rows(
      db,
      `SELECT ${UNIT_COLUMNS} FROM organisation.unit
       WHERE unit.agency_id = $1 AND NOT unit.is_agency AND ${standsOn('unit', '$2')}
       ORDER BY unit.position, unit.code`,
      [agencyId, on],
    );
  }

  /** Agencies whose superior this is: departments of a province, wards of a city. */
  subordinates(db: Queryable, agencyId: AgencyId, on: LocalDate): Promise<AgencyView[]> {
    return rows(
      db,
      `SELECT ${UNIT_COLUMNS} FROM organisation.unit
       WHERE unit.parent_id = $1 AND unit.is_agency AND ${standsOn('unit', '$2')}
       ORDER BY unit.position, unit.code`,
      [agencyId, on],
    );
  }

  successors(db: Queryable, unitId: UnitId): Promise<SuccessionView[]> {
    return rows(
      db,
      `SELECT unit.id AS "unitId", unit.code, unit.short_name AS "shortName", succession.kind,
              succession.effective_on::text AS "effectiveOn"
       FROM organisation.unit_succession succession
       JOIN organisation.unit ON unit.id = succession.successor_id
       WHERE succession.predecessor_id = $1 ORDER BY unit.position, unit.code`,
      [unitId],
    );
  }

  predecessors(db: Queryable, unitId: UnitId): Promise<SuccessionView[]> {
    return rows(
      db,
      `SELECT unit.id AS "unitId", unit.code, unit.short_name AS "shortName", succession.kind,
              succession.effective_on::text AS "effectiveOn"
       FROM organisation.unit_succession succession
       JOIN organisation.unit ON unit.id = succession.predecessor_id
       WHERE succession.successor_id = $1 ORDER BY unit.position, unit.code`,
      [unitId],
    );
  }

  group(db: Queryable, code: string, on: LocalDate): Promise<GroupMemberView[]> {
    return rows(
      db,
      `SELECT ${UNIT_COLUMNS}, member.printed_name AS "printedName"
       FROM organisation.recipient_group
       JOIN organisation.recipient_group_member member ON member.group_id = recipient_group.id
       JOIN organisation.unit ON unit.id = member.agency_id
       WHERE recipient_group.code = $1 AND ${standsOn('unit', '$2')}
       ORDER BY member.position`,
      [code, on],
    );
  }

  groups(db: Queryable, on: LocalDate): Promise<GroupView[]> {
    return rows(
      db,
      `SELECT recipient_group.id, recipient_group.code, recipient_group.name,
              recipient_group.owner_agency_id AS "ownerAgencyId",
              array_agg(unit.id ORDER BY member.position) AS "memberIds"
       FROM organisation.recipient_group
       JOIN organisation.recipient_group_member member ON member.group_id = recipient_group.id
       JOIN organisation.unit ON unit.id = member.agency_id
       WHERE ${standsOn('unit', '$1')}
       GROUP BY recipient_group.id ORDER BY recipient_group.code`,
      [on],
    );
  }
}
