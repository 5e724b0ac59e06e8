import { Injectable } from '@nestjs/common';
import { signatureBlock } from '../../../libs/notation/index.js';
import { newId } from '../../platform/database/new-id.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import type {
  AbsenceData,
  GroupData,
  MandateData,
  OrganisationData,
  PersonData,
  PostData,
  SuccessionData,
  UnitData,
} from './organisation-data.js';
import { UnknownOrganisationCodeError } from './organisation.errors.js';

/** Writes a whole organisation at once. The caller keeps it to one transaction and one time. */
@Injectable()
export class OrganisationSetup {
  /**
   * @throws {UnknownOrganisationCodeError} a code that the data names but does not define
   * @throws UnlawfulCapacityError a mandate whose signature block no rule allows
   */
  async load(tx: Tx, data: OrganisationData): Promise<void> {
    const units = await addUnits(tx, data.units);
    await addSuccessions(tx, data.successions, units);
    const people = await addPeople(tx, data.people);
    const posts = await addPosts(tx, data.posts, units, people);
    await addMandates(tx, data.mandates, units, posts);
    await addGroups(tx, data.groups, units);
    await addAbsences(tx, data.absences, posts);
  }
}

type Ids = { of(code: string): string };

function idsOf(what: string, codes: readonly string[]): Ids {
  const ids = new Map(codes.map((code) => [code, newId()]));
  return {
    of(code) {
      const id = ids.get(code);
      if (id === undefined) throw new UnknownOrganisationCodeError(what, code);
      return id;
    },
  };
}

async function addUnits(tx: Tx, units: readonly UnitData[]): Promise<Ids> {
  const ids = idsOf(
    'unit',
    units.map(({ code }) => code),
  );
  const agencies = new Map<string, string>();
  for (const [position, unit] of units.entries()) {
    const agency = unit.isAgency ? unit.code : agencies.get(unit.parent ?? '');
    if (agency === undefined) throw new UnknownOrganisationCodeError('agency above', unit.code);
    agencies.set(unit.code, agency);
    await tx.query(
      `INSERT INTO organisation.unit (id, code, space, kind, level, legal_name, short_name,
         abbreviation, identification_code, parent_id, agency_id, is_agency, is_external, has_seal,
         seal_of, seal_diameter_mm, regime, place_name, header_lines, position, valid_from, valid_to)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
         $20, $21, $22)`,
      [
        ids.of(unit.code),
        unit.code,
        unit.space,
        unit.kind,
        unit.level,
        unit.legalName,
        unit.shortName,
        unit.abbreviation,
        unit.identificationCode,
        unit.parent === null ? null : ids.of(unit.parent),
        ids.of(agency),
        unit.isAgency,
        unit.isExternal,
        unit.hasSeal,
        unit.sealOf === null ? null : ids.of(unit.sealOf),
        unit.sealDiameterMm,
        unit.regime,
        unit.placeName,
        JSON.stringify(unit.headerLines),
        position,
        unit.validFrom,
        unit.validTo,
      ],
    );
  }
  return ids;
}

async function addSuccessions(
  tx: Tx,
  successions: readonly SuccessionData[],
  units: Ids,
): Promise<void> {
  for (const { predecessor, successor, kind, on, basis } of successions) {
    await tx.query(
      `INSERT INTO organisation.unit_succession
         (predecessor_id, successor_id, kind, effective_on, basis) VALUES ($1, $2, $3, $4, $5)`,
      [units.of(predecessor), units.of(successor), kind, on, basis],
    );
  }
}

async function addPeople(tx: Tx, people: readonly PersonData[]): Promise<Ids> {
  const ids = idsOf(
    'person',
    people.map(({ code }) => code),
  );
  for (const { code, fullName } of people) {
    await tx.query('INSERT INTO organisation.person (id, code, full_name) VALUES ($1, $2, $3)', [
      ids.of(code),
      code,
      fullName,
    ]);
  }
  return ids;
}

async function addPosts(tx: Tx, posts: readonly PostData[], units: Ids, people: Ids): Promise<Ids> {
  const ids = idsOf(
    'post',
    posts.map(({ code }) => code),
  );
  for (const [position, post] of posts.entries()) {
    const leads = post.kind !== 'deputy' && post.kind !== 'staff';
    await tx.query(
      `INSERT INTO organisation.post (id, code, person_id, unit_id, title, printed_title, kind,
         seat, roles, position, valid_from, valid_to)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ids.of(post.code),
        post.code,
        people.of(post.person),
        units.of(post.unit),
        post.title,
        post.printedTitle,
        post.kind,
        leads ? 'head' : post.code,
        post.roles,
        position,
        post.validFrom,
        post.validTo,
      ],
    );
    for (const agency of post.clerkOf) {
      await tx.query(
        'INSERT INTO organisation.clerk_service (post_id, agency_id) VALUES ($1, $2)',
        [ids.of(post.code), units.of(agency)],
      );
    }
  }
  return ids;
}

async function addMandates(
  tx: Tx,
  mandates: readonly MandateData[],
  units: Ids,
  posts: Ids,
): Promise<void> {
  for (const mandate of mandates) {
    const block = signatureBlock(mandate.capacity);
    await tx.query(
      `INSERT INTO organisation.signing_mandate (id, agency_id, post_id, type_codes, capacity,
         authority_lines, position_below, issuer_lines, preference, basis, scope, valid_from, valid_to)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        newId(),
        units.of(mandate.agency),
        posts.of(mandate.post),
        mandate.typeCodes,
        JSON.stringify(mandate.capacity),
        block.lines,
        block.homePosition,
        mandate.issuerLines,
        mandate.preference,
        mandate.basis,
        mandate.scope,
        mandate.validFrom,
        mandate.validTo,
      ],
    );
  }
}

async function addGroups(tx: Tx, groups: readonly GroupData[], units: Ids): Promise<void> {
  for (const { code, name, owner, members } of groups) {
    const id = newId();
    await tx.query(
      `INSERT INTO organisation.recipient_group (id, code, name, owner_agency_id)
       VALUES ($1, $2, $3, $4)`,
      [id, code, name, units.of(owner)],
    );
    for (const [position, { agency, printedName }] of members.entries()) {
      await tx.query(
        `INSERT INTO organisation.recipient_group_member
           (group_id, agency_id, printed_name, position) VALUES ($1, $2, $3, $4)`,
        [id, units.of(agency), printedName, position],
      );
    }
  }
}

async function addAbsences(tx: Tx, absences: readonly AbsenceData[], posts: Ids): Promise<void> {
  for (const absence of absences) {
    await tx.query(
      `INSERT INTO organisation.absence (id, post_id, substitute_post_id, scope, may_direct,
         may_sign, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        newId(),
        posts.of(absence.post),
        posts.of(absence.substitute),
        absence.scope,
        absence.mayDirect,
        absence.maySign,
        absence.validFrom,
        absence.validTo,
      ],
    );
  }
}
