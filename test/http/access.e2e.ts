import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FileStore } from '../../src/modules/files/index.js';
import type { Role } from '../../src/platform/access/actor.js';
import type { Policy } from '../../src/platform/access/policy.js';
import { newId } from '../../src/platform/database/new-id.js';
import { type Route, routeTable } from '../access/route-table.js';
import { type AccessOffice, type Subject, SUBJECTS } from '../access/subjects.js';
import { OfficeClient } from '../scenario/office-client.js';
import { loadTwoTier } from '../setup/demo-office.js';
import { startTestApp, type TestApp } from '../setup/test-app.js';

/** One post for each role in the ward of the tests; the same in other agencies, and in the Party space. */
const POSTS = [
  'ct-ts',
  'cvp-ts',
  'vt-ts',
  'tp-vhxh',
  'cv-vh1',
  'cv-cchc-ts',
  'ct-tam-son',
  'cvp-tam-son',
  'vt-tam-son',
  'gd-snv',
  'bt-ts',
  'cvpdu',
  'vt-du',
  'cn-ubkt',
  'qt-01',
] as const;

type SignedIn = { code: string; roles: readonly Role[]; client: OfficeClient };
type Guarded = Exclude<Policy, { who: 'anyone' }>;

describe('access', () => {
  let office: TestApp;
  let routes: readonly Route[];
  let people: SignedIn[];
  const subjects = new Map<string, Subject>();

  beforeAll(async () => {
    office = await startTestApp({ listen: true });
    const demo = await loadTwoTier(office);
    routes = routeTable(office.app);
    people = await Promise.all(
      POSTS.map(async (code) => {
        const client = await demo.signIn(code);
        const session = await client.get<{ acting: { roles: Role[] } }>('/api/v1/session');
        return { code, roles: session.acting.roles, client };
      }),
    );
    const files = office.app.get(FileStore, { strict: false });
    const world: AccessOffice = {
      db: office.db,
      postId: demo.postId,
      agencyId: demo.agencyId,
      store: async (pdf) => (await files.storeBytes(pdf, { mediaType: 'application/pdf' })).sha256,
    };
    for (const [name, build] of Object.entries(SUBJECTS)) subjects.set(name, await build(world));
  }, 180_000);
  afterAll(() => office.close());

  it('has a policy on every route, a schema on every parameter, a builder for every subject', () => {
    const faults = routes.flatMap((route) => [
      ...(route.policy ? [] : [`${route.handler} has no policy`]),
      ...route.arguments
        .filter((argument) => !argument.hasSchema)
        .map((argument) => `${route.handler}: ${argument.kind} has no schema`),
      ...faultsOfSubject(route),
    ]);
    expect(faults).toEqual([]);
    expect(routes.length).toBeGreaterThan(60);
  });

  it('answers 401 to whoever is not signed in', async () => {
    const anonymous = new OfficeClient(office.url);
    const wrong: string[] = [];
    for (const route of routes.filter((candidate) => candidate.policy?.who !== 'anyone')) {
      const { status } = await call(anonymous, route, someParams(route));
      if (status !== 401) wrong.push(`${route.method} ${route.path}: ${status}`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('hides what does not exist, for every role alike', async () => {
    const wrong: string[] = [];
    for (const route of guarded(routes).filter(({ policy }) => policy.subject !== null)) {
      for (const person of people) {
        const { status } = await call(person.client, route, someParams(route));
        if (status !== 404) wrong.push(`${person.code} ${route.method} ${route.path}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it('lets each role knock where its policy says, at its own objects only', async () => {
    const wrong: string[] = [];
    for (const route of guarded(routes)) {
      const subject =
        route.policy.subject === null ? null : (subjects.get(route.policy.subject) ?? null);
      for (const person of people) {
        const { status } = await call(person.client, route, {
          ...someParams(route),
          ...subject?.params,
        });
        const fault = faultOf(route.policy, subject, person, status);
        if (fault !== null) wrong.push(`${person.code} ${route.method} ${route.path}: ${fault}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 300_000);
});

function faultsOfSubject(route: Route): string[] {
  const { policy } = route;
  if (!policy || policy.who === 'anyone') return [];
  if (policy.subject === null)
    return /\/:\w*[iI]d\b/.test(route.path)
      ? [`${route.handler} names an object, its policy ${policy.name} no subject`]
      : [];
  if (!policy.sees) return [`${policy.name} names a subject and does not say who sees it`];
  return policy.subject in SUBJECTS ? [] : [`no builder for ${policy.subject} (${policy.name})`];
}

function faultOf(
  policy: Guarded,
  subject: Subject | null,
  person: SignedIn,
  status: number,
): string | null {
  const mayKnock =
    policy.who === 'signed-in' || policy.who.some((role) => person.roles.includes(role));
  if (subject !== null && !subject.seenBy.includes(person.code))
    return status === 404 ? null : `${status}, hidden is 404`;
  if (!mayKnock) return status === 403 ? null : `${status}, not this role's is 403`;
  // Past the policy: the use case may refuse the act (403, 409, 422), never hide or ask who it is.
  return status === 401 || status === 404 || status >= 500 ? `${status}, allowed` : null;
}

function guarded(routes: readonly Route[]): (Route & { policy: Guarded })[] {
  return routes.filter(
    (route): route is Route & { policy: Guarded } =>
      route.policy !== undefined && route.policy.who !== 'anyone',
  );
}

function someParams(route: Route): Record<string, string> {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  return Object.fromEntries(names.map((name) => [name, newId()]));
}

function call(
  client: OfficeClient,
  route: Route,
  params: Readonly<Record<string, string>>,
): Promise<{ status: number }> {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? newId()),
  );
  return client.raw(route.method, path, route.method === 'GET' ? undefined : {});
}
