import type { Role } from '../platform/access/actor.js';
import type { PersonData, PostData, UnitData } from '../modules/organisation/index.js';
import type {
  OrganisationEntries,
  PeopleEntries,
  PostEntry,
} from './data-set/organisation.schema.js';
import { inventedName } from './invented-names.js';

/**
 * Every agency needs somebody who leads, checks the form and keeps the register. Who is not in the
 * data set gets an invented name; a named post is never filled twice.
 */
export function expandPosts(
  organisation: OrganisationEntries,
  people: PeopleEntries,
  units: readonly UnitData[],
): { posts: PostData[]; persons: PersonData[] } {
  const taken = new Set(people.posts.flatMap(({ name }) => name ?? []));
  const entries = [...people.posts];
  for (const post of missingPosts(organisation, people, units)) {
    const name = inventedName(post.code, taken);
    taken.add(name);
    entries.push({ ...post, name });
  }
  const starts = new Map(units.map(({ code, validFrom }) => [code, validFrom]));
  const ends = new Map(units.map(({ code, validTo }) => [code, validTo]));
  return {
    persons: entries.flatMap(({ code, name }) =>
      name === undefined ? [] : { code, fullName: name },
    ),
    posts: entries.map((entry) => ({
      code: entry.code,
      person: entry.person ?? entry.code,
      unit: entry.unit,
      title: entry.title,
      printedTitle: (entry.printed ?? entry.title).toUpperCase(),
      kind: entry.kind,
      roles: entry.roles,
      clerkOf: entry.clerk_of,
      validFrom: starts.get(entry.unit) ?? organisation.from,
      validTo: ends.get(entry.unit) ?? null,
    })),
  };
}

function missingPosts(
  organisation: OrganisationEntries,
  { posts }: PeopleEntries,
  units: readonly UnitData[],
): PostEntry[] {
  const known = new Set(units.map(({ code }) => code));
  const has = (unit: string, kinds: readonly PostEntry['kind'][]): boolean =>
    posts.some((post) => post.unit === unit && kinds.includes(post.kind));
  const isServed = (agency: string): boolean =>
    posts.some(({ clerk_of }) => clerk_of.includes(agency));
  const made: PostEntry[] = [];
  for (const { code } of organisation.wards?.list ?? []) {
    const name = code.replace(/^[px]-/, '');
    const office = known.has(`${code}-vp`) ? `${code}-vp` : code;
    if (office !== code && !has(office, ['head'])) made.push(officeChief(`cvp-${name}`, office));
    if (!isServed(code)) made.push(clerk(`vt-${name}`, office, code));
  }
  return [...missingInDepartments(organisation, has, isServed), ...made];
}

function missingInDepartments(
  { departments }: OrganisationEntries,
  has: (unit: string, kinds: readonly PostEntry['kind'][]) => boolean,
  isServed: (agency: string) => boolean,
): PostEntry[] {
  const made: PostEntry[] = [];
  for (const { code, kind } of departments) {
    const inspectorate = kind === 'inspectorate';
    if (!has(code, ['deputy', 'deputy-in-charge'])) {
      made.push(
        post(`pgd-${code}`, code, inspectorate ? 'Phó Chánh Thanh tra' : 'Phó Giám đốc', {
          kind: 'deputy',
          roles: ['leader'],
        }),
      );
    }
    if (!has(`${code}-vp`, ['head'])) made.push(officeChief(`cvp-${code}`, `${code}-vp`));
    if (!isServed(code)) made.push(clerk(`vt-${code}`, `${code}-vp`, code));
  }
  return made;
}

function officeChief(code: string, unit: string): PostEntry {
  return post(code, unit, 'Chánh Văn phòng', {
    kind: 'head',
    roles: ['office-chief', 'unit-head'],
  });
}

/** In small offices the clerk also looks after administrative reform. */
function clerk(code: string, unit: string, agency: string): PostEntry {
  return {
    ...post(code, unit, 'Văn thư', { kind: 'staff', roles: ['clerk', 'officer', 'par-officer'] }),
    clerk_of: [agency],
  };
}

function post(
  code: string,
  unit: string,
  title: string,
  { kind, roles }: { kind: PostEntry['kind']; roles: Role[] },
): PostEntry {
  return { code, unit, title, kind, roles, clerk_of: [] };
}
