import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FileStore } from '../../src/modules/files/index.js';
import { ROLES, type Role } from '../../src/platform/access/actor.js';
import type { Policy } from '../../src/platform/access/policy.js';
import { newId } from '../../src/platform/database/new-id.js';
import { maybeRow } from '../../src/platform/database/rows.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { type PostCode, POSTS } from '../access/posts.js';
import { type Route, routeTable } from '../access/route-table.js';
import {
  type AccessOffice,
  ROUTES_SEEN_BY,
  type Subject,
  type SubjectBuilder,
  SUBJECTS,
} from '../access/subjects.js';
import { OfficeClient } from '../scenario/office-client.js';
import { loadTwoTier } from '../setup/demo-office.js';
import { startTestApp, type TestApp } from '../setup/test-app.js';

type SignedIn = { code: PostCode; roles: readonly Role[]; client: OfficeClient };
type Guarded = Exclude<Policy, { who: 'anyone' }>;
type GuardedRoute = Route & { policy: Guarded };

const SIGN_OUT = 'identity.sign-out';
/** What a route asks for before it reads anything. */
const QUERIES: Readonly<Record<string, string>> = {
  '/api/v1/organisation/agencies/:id/signers': '?typeCode=plan',
};

describe('access', () => {
  let office: TestApp;
  let world: AccessOffice;
  let routes: readonly Route[];
  let people: readonly SignedIn[];
  const living = new Map<SubjectBuilder, Subject>();

  beforeAll(async () => {
    office = await startTestApp({ listen: true });
    routes = routeTable(office.app);
    const demo = await loadTwoTier(office, { signing: [] });
    people = await Promise.all(
      POSTS.map(async (code) => {
        const client = await demo.signIn(code);
        const session = await client.get<{ acting: { roles: Role[] } }>('/api/v1/session');
        return { code, roles: session.acting.roles, client };
      }),
    );
    world = {
      db: office.db,
      postId: (code) => demo.postId(code),
      agencyId: (code) => demo.agencyId(code),
      find: async (sql, values) => {
        const found = await maybeRow<{ id: string }>(office.db, sql, values);
        if (!found) throw new Error(`Nothing is found by ${sql}`);
        return found.id;
      },
      store: async (pdf) =>
        (await world.part(FileStore).storeBytes(pdf, { mediaType: 'application/pdf' })).sha256,
      part: (type) => office.app.get(type, { strict: false }),
      inTransaction: (work) => world.part(UnitOfWork).run(work),
      as: (code) => personIn(people, code).client,
    };
    for (const builder of Object.values(SUBJECTS).flat()) await alive(builder);
  }, 180_000);
  afterAll(() => office.close());

  /** The object as it was made, or a new one where an act has moved the last. */
  async function alive(builder: SubjectBuilder): Promise<Subject> {
    const known = living.get(builder) ?? (await builder(world));
    living.set(builder, known);
    return known;
  }

  it('has somebody in every role', () => {
    const held = new Set(people.flatMap(({ roles }) => roles));
    expect(ROLES.filter((role) => !held.has(role))).toEqual([]);
  });

  it('has a policy on every route, a schema on every parameter, a living object for every subject', () => {
    const faults = routes.flatMap((route) => [
      ...(route.policy ? [] : [`${route.handler} has no policy`]),
      ...route.arguments
        .filter((argument) => !argument.hasSchema)
        .map((argument) => `${route.handler}: ${argument.kind} has no schema`),
      ...faultsOfSubject(route, living),
    ]);
    expect(faults).toEqual([]);
    expect(routes.length).toBeGreaterThan(60);
  });

  it('answers 401 to whoever is not signed in', async () => {
    const anonymous = new OfficeClient(office.url);
    const wrong = await Promise.all(
      guarded(routes).map(async (route) => {
        const status = await statusOf(anonymous, route, {});
        return status === 401 ? [] : [`${route.method} ${route.path}: ${status}`];
      }),
    );
    expect(wrong.flat()).toEqual([]);
  }, 120_000);

  it('hides what does not exist, for every role alike', async () => {
    const wrong: string[] = [];
    for (const route of guarded(routes).filter(({ policy }) => policy.subject !== null)) {
      wrong.push(...(await askAll(onePerRole(people), route, {}, hiddenFault, 'of nobody')));
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it('shows each object to its own and hides it from everyone else', async () => {
    const wrong: string[] = [];
    for (const route of guarded(routes)) {
      if (route.policy.subject === null) continue;
      for (const builder of SUBJECTS[route.policy.subject] ?? []) {
        const subject = await alive(builder);
        if (!names(subject, route)) continue;
        wrong.push(...(await askStrangers(route, subject)));
        wrong.push(...(await askItsOwn(route, builder)));
      }
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it('lists nothing to those from whom it is hidden', async () => {
    const lists = guarded(routes).filter(
      ({ method, policy, path }) =>
        method === 'GET' && policy.subject === null && !path.includes('/organisation/'),
    );
    const objects = Object.entries(SUBJECTS)
      // Names of agencies are no secret: papers are addressed to them.
      .filter(([name]) => name !== 'agency' && name !== 'register')
      .flatMap(([, builders]) => builders.flatMap((builder) => living.get(builder) ?? []));
    const wrong: string[] = [];
    for (const route of lists) {
      for (const { code, client } of people) {
        const { body } = await call(client, route, {});
        const text = JSON.stringify(body);
        const found = objects.filter(({ params }) => text.includes(params['id'] ?? ''));
        const leaked = found.filter(({ seenBy }) => !seenBy.includes(code));
        wrong.push(...leaked.map(({ what }) => `${code} finds ${what} in ${route.path}`));
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('lets each role knock where its policy says', async () => {
    const wrong: string[] = [];
    const objectless = guarded(routes).filter(({ policy }) => policy.subject === null);
    // Nobody comes back from it.
    const last = objectless.toSorted((a, b) => order(a) - order(b));
    for (const route of last) {
      const seenBy = route.policy.sees ? ROUTES_SEEN_BY[route.policy.name] : undefined;
      const faults = await askAll(people, route, {}, (status, person) => {
        if (seenBy && !seenBy.includes(person.code)) return hiddenFault(status);
        return mayKnock(route.policy, person) ? allowedFault(status) : forbiddenFault(status);
      });
      wrong.push(...faults);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  /** Those who do not see it, and those who see it in a role that has no business here. */
  async function askStrangers(route: GuardedRoute, subject: Subject): Promise<string[]> {
    const seenBy = seenUnder(subject, route.policy);
    const hidden = people.filter(({ code }) => !seenBy.includes(code));
    const idle = people.filter(
      (person) => seenBy.includes(person.code) && !mayKnock(route.policy, person),
    );
    return [
      ...(await askAll(hidden, route, subject.params, hiddenFault, subject.what)),
      ...(await askAll(idle, route, subject.params, forbiddenFault, subject.what)),
    ];
  }

  /** One after the other, each before an object that nobody has moved. */
  async function askItsOwn(route: GuardedRoute, builder: SubjectBuilder): Promise<string[]> {
    const wrong: string[] = [];
    for (const person of people.filter((candidate) => mayKnock(route.policy, candidate))) {
      const subject = await alive(builder);
      if (!seenUnder(subject, route.policy).includes(person.code)) continue;
      const status = await statusOf(person.client, route, subject.params);
      const fault = allowedFault(status);
      if (fault !== null) wrong.push(sentence(person, route, subject.what, status, fault));
      if (status < 300 && route.method !== 'GET') living.delete(builder);
    }
    return wrong;
  }
});

function onePerRole(people: readonly SignedIn[]): SignedIn[] {
  const first = ROLES.flatMap((role) => people.find(({ roles }) => roles.includes(role)) ?? []);
  return [...new Set(first)];
}

function personIn(people: readonly SignedIn[], code: PostCode): SignedIn {
  const found = people.find((person) => person.code === code);
  if (!found) throw new Error(`${code} is not signed in`);
  return found;
}

function faultsOfSubject(route: Route, living: ReadonlyMap<SubjectBuilder, Subject>): string[] {
  const { policy } = route;
  if (!policy || policy.who === 'anyone') return [];
  if (policy.subject === null) {
    if (/\/:\w*[iI]d\b/.test(route.path))
      return [`${route.handler} names an object, its policy ${policy.name} no subject`];
    return policy.sees && !(policy.name in ROUTES_SEEN_BY)
      ? [`nobody has said who sees the routes of ${policy.name}`]
      : [];
  }
  if (!policy.sees) return [`${policy.name} names a subject and does not say who sees it`];
  const subjects = (SUBJECTS[policy.subject] ?? []).map((builder) => living.get(builder));
  return subjects.some((subject) => subject && names(subject, route))
    ? []
    : [`no builder for ${policy.subject} (${policy.name}) at ${route.path}`];
}

function paramsOf(route: Route): string[] {
  return [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
}

function names(subject: Subject, route: Route): boolean {
  return paramsOf(route).every((name) => name in subject.params);
}

function order({ policy }: GuardedRoute): number {
  return policy.name === SIGN_OUT ? 1 : 0;
}

function mayKnock(policy: Guarded, person: SignedIn): boolean {
  return policy.who === 'signed-in' || policy.who.some((role) => person.roles.includes(role));
}

function seenUnder(subject: Subject, policy: Guarded): readonly PostCode[] {
  return subject.seenUnder?.[policy.name] ?? subject.seenBy;
}

function hiddenFault(status: number): string | null {
  return status === 404 ? null : 'hidden is 404';
}

function forbiddenFault(status: number): string | null {
  return status === 403 ? null : "not this role's is 403";
}

/** Past the policy: the use case may refuse the act (403, 409, 422), never hide or ask who it is. */
function allowedFault(status: number): string | null {
  return status === 401 || status === 404 || status >= 500 ? 'allowed' : null;
}

function guarded(routes: readonly Route[]): GuardedRoute[] {
  return routes.filter(
    (route): route is GuardedRoute => route.policy !== undefined && route.policy.who !== 'anyone',
  );
}

type Params = Readonly<Record<string, string>>;
type FaultOf = (status: number, person: SignedIn) => string | null;

/** All at once: none of them may change anything. */
async function askAll(
  people: readonly SignedIn[],
  route: Route,
  params: Params,
  faultOf: FaultOf,
  what = '',
): Promise<string[]> {
  const answers = await Promise.all(
    people.map(async (person) => {
      const status = await statusOf(person.client, route, params);
      const fault = faultOf(status, person);
      return fault === null ? [] : [sentence(person, route, what, status, fault)];
    }),
  );
  return answers.flat();
}

function sentence(
  { code }: SignedIn,
  { method, path }: Route,
  what: string,
  status: number,
  fault: string,
): string {
  return `${code} ${method} ${path} ${what}: ${status}, ${fault}`;
}

async function statusOf(client: OfficeClient, route: Route, params: Params): Promise<number> {
  return (await call(client, route, params)).status;
}

/** Where no parameter is given, the object is nobody's. */
function call(
  client: OfficeClient,
  route: Route,
  params: Params,
): Promise<{ status: number; body: unknown }> {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? newId()),
  );
  const body = route.method === 'GET' ? undefined : {};
  return client.raw(route.method, path + (QUERIES[route.path] ?? ''), body);
}
