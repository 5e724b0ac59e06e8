import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../libs/working-calendar/index.js';
import type { Actor, Space } from '../../platform/access/actor.js';
import { type Queryable, rows } from '../../platform/database/rows.js';
import { FileStore } from '../files/index.js';
import { type AgencyView, OrganisationDirectory, type PostView } from '../organisation/index.js';
import {
  FileNotYoursError,
  MayNotSignError,
  NothingToReplyToError,
  NothingToSubmitError,
  NoUnitHeadError,
  OtherSpaceError,
  UnknownDocumentTypeError,
} from './documents.errors.js';
import { isKnownType } from './domain/document-notation.js';

export type Office = {
  readonly formChecker: 'office-chief' | 'clerk';
  readonly officeAgencyId: string;
};

/** What a draft must satisfy whoever writes it: type, signer, unit, office, file, replies. */
@Injectable()
export class DraftChecks {
  constructor(
    private readonly directory: OrganisationDirectory,
    private readonly files: FileStore,
  ) {}

  async issuer(db: Queryable, space: Space, agencyId: string): Promise<AgencyView> {
    await this.directory.requireStanding(db, agencyId);
    const agency = await this.directory.getAgency(db, agencyId);
    if (agency.space !== space) throw new OtherSpaceError();
    return agency;
  }

  /** @throws {MayNotSignError} no mandate of this agency for this type on this day */
  async signer(
    db: Queryable,
    wanted: { agency: AgencyView; postId: string; typeCode: string; on?: LocalDate },
  ): Promise<PostView> {
    const { agency, postId, typeCode } = wanted;
    if (!isKnownType(agency.space, typeCode)) throw new UnknownDocumentTypeError(typeCode);
    const post = await this.directory.getPost(db, postId);
    const mandate = await this.directory.findMandate(db, {
      agencyId: agency.id,
      postId,
      typeCode,
      ...(wanted.on ? { on: wanted.on } : {}),
    });
    if (!mandate || !post.active) throw new MayNotSignError(post.personName);
    return post;
  }

  /** Who answers for the content: the unit's head, or the agency's where a unit has none of its own. */
  async head(db: Queryable, unitId: string): Promise<PostView> {
    const own = await this.directory.headOf(db, unitId);
    if (own) return own;
    const unit = await this.directory.getUnit(db, unitId);
    const head = await this.directory.headOf(db, unit.agencyId);
    if (!head) throw new NoUnitHeadError(unit.shortName);
    return head;
  }

  /**
   * Who checks the form (NĐ 30/2020, article 12.2): the chiefs of the agency's office, which may be
   * an agency of its own; of the agency whose seal a council uses; the clerk where there is none.
   */
  async office(db: Queryable, agency: AgencyView): Promise<Office> {
    const keeper = agency.sealOf ?? agency.id;
    const own = await this.directory.postsOf(db, { agencyId: keeper, role: 'office-chief' });
    if (own.length > 0) return { formChecker: 'office-chief', officeAgencyId: keeper };
    for (const below of await this.directory.subordinatesOf(db, keeper)) {
      if (below.kind !== 'office') continue;
      const chiefs = await this.directory.postsOf(db, { agencyId: below.id, role: 'office-chief' });
      if (chiefs.length > 0) return { formChecker: 'office-chief', officeAgencyId: below.id };
    }
    return { formChecker: 'clerk', officeAgencyId: agency.id };
  }

  /** @throws {FileNotYoursError} knowing a hash gives no right to the file behind it */
  async ownFile(db: Queryable, actor: Actor, sha256: string): Promise<{ size: number }> {
    if (!(await this.files.wasUploadedBy(db, sha256, actor.postId))) throw new FileNotYoursError();
    return { size: await this.files.sizeOf(db, sha256) };
  }

  /** A Tờ trình submits a draft of its own agency, nobody else's. */
  async submits(db: Queryable, id: string | null, draftingAgencyId: string): Promise<void> {
    if (id === null) return;
    const found = await rows(
      db,
      'SELECT 1 FROM documents.outgoing WHERE id = $1 AND drafting_agency_id = $2',
      [id, draftingAgencyId],
    );
    if (found.length === 0) throw new NothingToSubmitError();
  }

  /** Documents that arrived at the drafting or the issuing agency. */
  async repliesTo(
    db: Queryable,
    incomingIds: readonly string[],
    agencyIds: readonly string[],
  ): Promise<void> {
    if (incomingIds.length === 0) return;
    const found = await rows(
      db,
      'SELECT id FROM documents.incoming WHERE id = ANY($1) AND agency_id = ANY($2)',
      [incomingIds, agencyIds],
    );
    if (found.length !== new Set(incomingIds).size) throw new NothingToReplyToError();
  }
}
