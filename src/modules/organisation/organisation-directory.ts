import { Injectable } from '@nestjs/common';
import { type LocalDate, localDateOf } from '../../../libs/working-calendar/index.js';
import type { Role, Space } from '../../platform/access/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Queryable } from '../../platform/database/rows.js';
import { NotFoundError } from '../../platform/errors/platform.errors.js';
import type { AgencyId, PersonId, PostId, UnitId } from './contracts/index.js';
import { UnitEndedError, UnknownOrganisationCodeError } from './organisation.errors.js';
import type {
  AbsenceView,
  AgencyView,
  GroupMemberView,
  GroupView,
  MandateView,
  PostView,
  SignerView,
  SuccessionView,
  UnitView,
} from './organisation.views.js';
import { FindMandatesQuery } from './queries/find-mandates.query.js';
import { FindPostsQuery } from './queries/find-posts.query.js';
import { FindUnitsQuery } from './queries/find-units.query.js';

/**
 * Who and what the office consists of, as of a day (`on`; without it today in legal time).
 * `get...` throws not-found, `find...` answers null. Never ask it for a right that it was asked for
 * before: posts end and mandates change between two requests.
 */
@Injectable()
export class OrganisationDirectory {
  constructor(
    private readonly units: FindUnitsQuery,
    private readonly posts: FindPostsQuery,
    private readonly mandates: FindMandatesQuery,
    private readonly clock: Clock,
  ) {}

  today(): LocalDate {
    return localDateOf(this.clock.now());
  }

  async getUnit(db: Queryable, id: UnitId): Promise<UnitView> {
    return present(await this.units.byId(db, id), 'unit');
  }

  /** @throws {NotFoundError} also for a division, which issues nothing */
  async getAgency(db: Queryable, id: AgencyId): Promise<AgencyView> {
    const unit = await this.units.byId(db, id);
    return present(unit?.isAgency === true ? unit : null, 'agency');
  }

  async agencyOf(db: Queryable, unitId: UnitId): Promise<AgencyView> {
    return present(await this.units.agencyOf(db, unitId), 'agency');
  }

  /** The incarnation that stands on the day; when none does, the latest one under that code. */
  findUnitByCode(db: Queryable, code: string, on?: LocalDate): Promise<UnitView | null> {
    return this.units.byCode(db, code, on ?? this.today());
  }

  async findAgencyByCode(db: Queryable, code: string, on?: LocalDate): Promise<AgencyView | null> {
    const unit = await this.units.byCode(db, code, on ?? this.today());
    return unit?.isAgency === true ? unit : null;
  }

  /** Both spaces unless one is named: a committee may be the recipient of a government report. */
  listAgencies(
    db: Queryable,
    { space, on }: { space?: Space; on?: LocalDate } = {},
  ): Promise<AgencyView[]> {
    return this.units.agencies(db, on ?? this.today(), space ?? null);
  }

  divisionsOf(db: Queryable, agencyId: AgencyId, on?: LocalDate): Promise<UnitView[]> {
    return this.units.divisions(db, agencyId, on ?? this.today());
  }

  /** Agencies directly below this one. */
  subordinatesOf(db: Queryable, agencyId: AgencyId, on?: LocalDate): Promise<AgencyView[]> {
    return this.units.subordinates(db, agencyId, on ?? this.today());
  }

  successorsOf(db: Queryable, unitId: UnitId): Promise<SuccessionView[]> {
    return this.units.successors(db, unitId);
  }

  predecessorsOf(db: Queryable, unitId: UnitId): Promise<SuccessionView[]> {
    return this.units.predecessors(db, unitId);
  }

  /**
   * Refuses a unit that does not stand on the day, naming its successors.
   *
   * @throws {UnitEndedError}
   */
  async requireStanding(db: Queryable, unitId: UnitId, on?: LocalDate): Promise<UnitView> {
    const unit = await this.getUnit(db, unitId);
    const day = on ?? this.today();
    if (unit.validTo === null || day <= unit.validTo) return unit;
    const successors = await this.successorsOf(db, unitId);
    throw new UnitEndedError(
      unit.shortName,
      unit.validTo,
      successors.map(({ shortName }) => shortName),
    );
  }

  async getPost(db: Queryable, postId: PostId, on?: LocalDate): Promise<PostView> {
    return present(await this.findPost(db, postId, on), 'post');
  }

  findPost(db: Queryable, postId: PostId, on?: LocalDate): Promise<PostView | null> {
    return this.posts.byId(db, postId, on ?? this.today());
  }

  findPostByCode(db: Queryable, code: string, on?: LocalDate): Promise<PostView | null> {
    return this.posts.byCode(db, code, on ?? this.today());
  }

  /** Posts held on the day. `agencyId` takes in the agency's divisions. */
  postsOf(
    db: Queryable,
    { on, ...filter }: { unitId?: UnitId; agencyId?: AgencyId; role?: Role; on?: LocalDate },
  ): Promise<PostView[]> {
    return this.posts.list(db, filter, on ?? this.today());
  }

  postsOfPerson(db: Queryable, personId: PersonId, on?: LocalDate): Promise<PostView[]> {
    return this.posts.list(db, { personId }, on ?? this.today());
  }

  /** Who leads the unit: its head, an acting head, or a deputy in charge. */
  headOf(db: Queryable, unitId: UnitId, on?: LocalDate): Promise<PostView | null> {
    return this.posts.headOf(db, unitId, on ?? this.today());
  }

  /** Who keeps the agency's registers and seal, wherever they sit. */
  clerksOf(db: Queryable, agencyId: AgencyId, on?: LocalDate): Promise<PostView[]> {
    return this.posts.clerksOf(db, agencyId, on ?? this.today());
  }

  agenciesServedBy(db: Queryable, postId: PostId): Promise<AgencyId[]> {
    return this.posts.agenciesServedBy(db, postId);
  }

  leadersOf(db: Queryable, agencyId: AgencyId, on?: LocalDate): Promise<PostView[]> {
    return this.posts.list(db, { agencyId, role: 'leader' }, on ?? this.today());
  }

  absencesIn(db: Queryable, agencyId: AgencyId, on?: LocalDate): Promise<AbsenceView[]> {
    return this.posts.absences(db, agencyId, on ?? this.today());
  }

  /** @throws {UnknownOrganisationCodeError} no such group, or none of its members stands */
  async expandGroup(db: Queryable, groupCode: string, on?: LocalDate): Promise<GroupMemberView[]> {
    const members = await this.units.group(db, groupCode, on ?? this.today());
    if (members.length === 0) throw new UnknownOrganisationCodeError('recipient group', groupCode);
    return members;
  }

  listGroups(db: Queryable, on?: LocalDate): Promise<GroupView[]> {
    return this.units.groups(db, on ?? this.today());
  }

  /** The capacity in which this post signs this type for this agency; null when it may not. */
  async findMandate(
    db: Queryable,
    wanted: { agencyId: AgencyId; postId: PostId; typeCode: string; on?: LocalDate },
  ): Promise<MandateView | null> {
    const found = await this.mandates.list(db, wanted, wanted.on ?? this.today());
    return found[0] ?? null;
  }

  /** Everybody who may sign this type for this agency; the first is whom the form proposes. */
  mandatesFor(
    db: Queryable,
    wanted: { agencyId: AgencyId; typeCode: string; on?: LocalDate },
  ): Promise<SignerView[]> {
    return this.mandates.list(db, { ...wanted, postId: null }, wanted.on ?? this.today());
  }
}

function present<View>(view: View | null, what: string): View {
  if (view === null) throw new NotFoundError(what);
  return view;
}
