import type {
  GroupData,
  OrganisationData,
  SuccessionData,
  UnitData,
} from '../modules/organisation/index.js';
import { withoutMarks } from '../../libs/notation/index.js';
import type {
  MandateEntry,
  OrganisationEntries,
  PeopleEntries,
  UnitEntry,
} from './data-set/organisation.schema.js';
import { expandMandates } from './expand-mandates.js';
import { expandPosts } from './expand-posts.js';

/** Writes out what the data set says once for many: divisions of wards, clerks, usual signatures. */
export function expandOrganisation(
  organisation: OrganisationEntries,
  people: PeopleEntries,
  mandates: readonly MandateEntry[],
): OrganisationData {
  const units = expandUnits(organisation);
  const { posts, persons } = expandPosts(organisation, people, units);
  return {
    units,
    successions: successionsOf(organisation),
    people: persons,
    posts,
    mandates: expandMandates(organisation, mandates, units, posts),
    groups: groupsOf(organisation),
    absences: people.absences.map((absence) => ({
      post: absence.post,
      substitute: absence.substitute,
      scope: absence.scope,
      mayDirect: absence.may_direct,
      maySign: absence.may_sign,
      validFrom: absence.from,
      validTo: absence.to,
    })),
  };
}

function expandUnits(organisation: OrganisationEntries): UnitData[] {
  const entries = [
    ...organisation.units,
    ...departmentsOf(organisation),
    ...wardsOf(organisation),
    ...organisation.party,
    ...wardCommitteesOf(organisation),
    ...outsideOf(organisation),
    ...oldUnitsOf(organisation),
  ];
  return parentsFirst(entries).map((entry) => unitOf(entry, organisation));
}

// eslint-disable-next-line complexity -- what an entry leaves out, field by field
function unitOf(entry: UnitEntry, { from, to }: OrganisationEntries): UnitData {
  return {
    code: entry.code,
    space: entry.space,
    kind: entry.kind,
    level: entry.level,
    legalName: entry.name,
    shortName: entry.short ?? entry.name,
    abbreviation: entry.symbol,
    identificationCode: null,
    parent: entry.parent ?? null,
    isAgency: entry.agency,
    isExternal: entry.external,
    hasSeal: entry.agency && entry.seal,
    sealOf: entry.seal_of ?? null,
    sealDiameterMm: entry.seal_mm ?? null,
    regime: entry.regime ?? null,
    placeName: entry.place,
    headerLines: { governing: entry.governing, issuer: entry.header },
    validFrom: entry.from ?? from,
    // What comes after the tree has ended is its successor.
    validTo:
      entry.to ??
      (entry.from !== undefined && to !== undefined && entry.from > to ? null : (to ?? null)),
  };
}

type Plain = Pick<UnitEntry, 'external' | 'seal' | 'header' | 'governing'>;
const PLAIN: Plain = { external: false, seal: true, header: [], governing: [] };

function departmentsOf({ departments, units }: OrganisationEntries): UnitEntry[] {
  const superior = units.find(({ kind }) => kind === 'people-committee');
  if (!superior) return [];
  return departments.flatMap(({ code, name, symbol, kind }) => {
    const common = {
      ...PLAIN,
      space: 'government' as const,
      level: 'department',
      place: superior.place,
    };
    return [
      {
        ...common,
        code,
        parent: superior.code,
        kind,
        name,
        symbol,
        agency: true,
        seal_mm: 36,
        regime: 'head' as const,
        governing: [superior.name.toUpperCase()],
        header: [name.toUpperCase()],
      },
      {
        ...common,
        code: `${code}-vp`,
        parent: code,
        kind: 'office',
        name: kind === 'department' ? 'Văn phòng Sở' : 'Văn phòng',
        symbol: 'VP',
        agency: false,
      },
    ];
  });
}

function wardsOf({ wards, units }: OrganisationEntries): UnitEntry[] {
  if (!wards) return [];
  const parent = wards.parent ?? units.find(({ kind }) => kind === 'people-committee')?.code;
  if (parent === undefined) return [];
  return wards.list.flatMap(({ code, kind, place }) => {
    const word = kind === 'ward' ? 'phường' : 'xã';
    const common = { ...PLAIN, space: 'government' as const, level: 'commune', place };
    return [
      {
        ...common,
        code,
        parent,
        kind: 'people-committee',
        name: `Ủy ban nhân dân ${word} ${place}`,
        short: `UBND ${word} ${place}`,
        symbol: 'UBND',
        agency: true,
        seal_mm: 36,
        regime: 'collective' as const,
        header: ['ỦY BAN NHÂN DÂN', `${word} ${place}`.toUpperCase()],
      },
      ...wards.divisions[kind].map((division) => ({
        ...common,
        code: `${code}-${division.suffix}`,
        parent: code,
        kind: division.kind,
        name: division.name,
        symbol: division.symbol,
        agency: false,
      })),
    ];
  });
}

function wardCommitteesOf({ wards }: OrganisationEntries): UnitEntry[] {
  const parent = wards?.party_parent;
  if (!wards || parent === undefined) return [];
  return wards.list.map(({ code, place }) => ({
    ...PLAIN,
    space: 'party' as const,
    level: 'commune',
    place,
    code: `du-${code}`,
    parent,
    kind: 'party-committee',
    name: `Đảng ủy phường ${place}`,
    symbol: 'ĐU',
    agency: true,
    seal_mm: 36,
    regime: 'collective' as const,
    header: [`Đảng ủy phường ${place}`.toUpperCase()],
  }));
}

function outsideOf({ outside }: OrganisationEntries): UnitEntry[] {
  return outside.map((entry) => ({
    ...PLAIN,
    ...entry,
    kind: 'outside',
    agency: true,
    external: true,
    seal: false,
  }));
}

/** Predecessors, so that an old name is found and refused with its successors' names. */
function oldUnitsOf({ succession }: OrganisationEntries): UnitEntry[] {
  if (!succession) return [];
  const { city, wards } = succession;
  const common = {
    ...PLAIN,
    space: 'government' as const,
    kind: 'people-committee',
    symbol: 'UBND',
    agency: true,
    regime: 'collective' as const,
    from: city.from,
    to: city.to,
  };
  return [
    { ...common, ...city, level: 'city', header: ['ỦY BAN NHÂN DÂN', 'THÀNH PHỐ TỪ SƠN'] },
    ...Object.values(wards)
      .flat()
      .map((place) => ({
        ...common,
        code: oldWardCode(place),
        parent: city.code,
        level: 'commune',
        name: `Ủy ban nhân dân phường ${place}`,
        short: `UBND phường ${place} (cũ)`,
        place,
        header: ['ỦY BAN NHÂN DÂN', `PHƯỜNG ${place.toUpperCase()}`],
      })),
  ];
}

function successionsOf({ succession, successions }: OrganisationEntries): SuccessionData[] {
  const written = (successions?.pairs ?? []).map((pair) => ({
    ...pair,
    on: successions?.on ?? '',
    basis: successions?.basis ?? '',
  }));
  return [...written, ...successionsOfCity(succession)];
}

function successionsOfCity(succession: OrganisationEntries['succession']): SuccessionData[] {
  if (!succession) return [];
  const { on, basis, city, wards } = succession;
  return Object.entries(wards).flatMap(([successor, places]) => [
    { predecessor: city.code, successor, kind: 'transfer-function' as const, on, basis },
    ...places.map((place) => ({
      predecessor: oldWardCode(place),
      successor,
      kind: 'merge' as const,
      on,
      basis,
    })),
  ]);
}

function groupsOf({ groups }: OrganisationEntries): GroupData[] {
  return groups.map(({ code, name, owner, members }) => ({
    code,
    name,
    owner,
    members: members.map((member) =>
      typeof member === 'string'
        ? { agency: member, printedName: null }
        : { agency: member.agency, printedName: member.printed },
    ),
  }));
}

/** `Đông Ngàn` -> `p-dong-ngan-cu` */
function oldWardCode(place: string): string {
  return `p-${slugOf(place)}-cu`;
}

export function slugOf(name: string): string {
  return withoutMarks(name)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

function parentsFirst(entries: readonly UnitEntry[]): UnitEntry[] {
  const placed = new Map<string, UnitEntry>();
  let waiting = [...entries];
  while (waiting.length > 0) {
    const ready = waiting.filter(({ parent }) => parent === undefined || placed.has(parent));
    if (ready.length === 0) {
      throw new Error(`No parent for ${waiting.map(({ code }) => code).join(', ')}`);
    }
    for (const entry of ready) placed.set(entry.code, entry);
    waiting = waiting.filter(({ code }) => !placed.has(code));
  }
  return [...placed.values()];
}
