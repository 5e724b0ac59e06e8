import type { OrganisationData, PostData, UnitData } from '../../src/modules/organisation/index.js';

/** A People's Committee of a ward since 2025; name what the test is about. */
export function aUnit(unit: Partial<UnitData> & { code: string }): UnitData {
  return {
    space: 'government',
    kind: 'people-committee',
    level: 'commune',
    legalName: `Cơ quan ${unit.code}`,
    shortName: unit.code,
    abbreviation: 'UBND',
    identificationCode: null,
    parent: null,
    isAgency: true,
    isExternal: false,
    hasSeal: unit.isAgency ?? true,
    sealOf: null,
    sealDiameterMm: null,
    regime: 'collective',
    placeName: 'Từ Sơn',
    headerLines: { governing: [], issuer: [] },
    validFrom: '2025-07-01',
    validTo: null,
    ...unit,
  };
}

/** Somebody of the staff; `kind: 'head'` leads the unit. */
export function aPost(post: Partial<PostData> & { code: string; unit: string }): PostData {
  return {
    person: post.code,
    title: 'Chuyên viên',
    printedTitle: 'CHUYÊN VIÊN',
    kind: 'staff',
    roles: ['officer'],
    clerkOf: [],
    validFrom: '2025-07-01',
    validTo: null,
    ...post,
  };
}

/** Everybody named in the posts exists. */
export function anOrganisation(parts: Partial<OrganisationData>): OrganisationData {
  const people = new Set((parts.posts ?? []).map(({ person }) => person));
  return {
    units: [],
    successions: [],
    people: [...people].map((code) => ({ code, fullName: `Người ${code}` })),
    posts: [],
    mandates: [],
    groups: [],
    absences: [],
    ...parts,
  };
}
