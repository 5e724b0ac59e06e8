import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { opensslAccepts, pemOf } from '../fixtures/openssl.js';
import { TEST_NOW, TestIdentity, type TestCertificateOptions } from '../fixtures/test-authority.js';
import { findPath } from './path.js';

const ANY = '2.5.29.32.0';
const [P1, P2, P3, P4] = [1, 2, 3, 4].map((number) => `1.3.6.1.4.1.99999.10.${number}`) as [
  string,
  string,
  string,
  string,
];

const root = TestIdentity.root({ name: 'CN=CA gốc chính sách, C=VN' });

type Step = Partial<TestCertificateOptions>;
type Case = {
  readonly rule: string;
  /** Authorities from the root down, then the signer. */
  readonly steps: readonly Step[];
  readonly wanted?: readonly string[];
  readonly isGood: boolean;
};

function chain(steps: readonly Step[]): TestIdentity {
  return steps.reduce<TestIdentity>((by, step, index) => {
    const isAuthority = index < steps.length - 1;
    const name = isAuthority ? `CN=CA ${index}, C=VN` : 'CN=Người ký, C=VN';
    return by.issue({ name, isAuthority, ...step });
  }, root);
}

const required = { requireExplicitPolicy: 0 };
const self = (index: number): Step => ({ name: `CN=CA ${index}, C=VN`, keyLabel: `mới ${index}` });

/** After the suites of NIST PKITS, 4.8 to 4.12. */
const CASES: readonly Case[] = [
  {
    rule: 'one policy all the way',
    steps: [{ policies: [P1] }, { policies: [P1] }],
    wanted: [P1],
    isGood: true,
  },
  {
    rule: 'another policy than wanted',
    steps: [{ policies: [P1] }, { policies: [P1] }],
    wanted: [P2],
    isGood: false,
  },
  {
    rule: 'any wanted stands for all (RFC 5280, 6.1.1 c)',
    steps: [{ policies: [P1] }, { policies: [P1] }],
    wanted: [ANY],
    isGood: true,
  },
  {
    rule: 'one of those wanted',
    steps: [{ policies: [P1] }, { policies: [P1] }],
    wanted: [P2, P1],
    isGood: true,
  },
  { rule: 'none at all, none asked for', steps: [{}, {}], isGood: true },
  { rule: 'none at all, one wanted', steps: [{}, {}], wanted: [P1], isGood: false },
  {
    rule: 'different ones, none required',
    steps: [{ policies: [P1] }, { policies: [P2] }],
    isGood: true,
  },
  {
    rule: 'different ones, one required',
    steps: [{ policies: [P1], ...required }, { policies: [P2] }],
    isGood: false,
  },
  {
    rule: 'an authority without',
    steps: [{ policies: [P1] }, {}, { policies: [P1] }],
    wanted: [P1],
    isGood: false,
  },
  {
    rule: 'a signer with any policy',
    steps: [{ policies: [P1] }, { policies: [ANY] }],
    wanted: [P1],
    isGood: true,
  },
  {
    rule: 'an authority with any policy',
    steps: [{ policies: [ANY] }, { policies: [P1] }],
    wanted: [P1],
    isGood: true,
  },
  {
    rule: 'any policy where it is inhibited',
    steps: [{ policies: [ANY], inhibitAnyPolicy: 0 }, { policies: [ANY] }],
    wanted: [P1],
    isGood: false,
  },
  {
    rule: 'any policy one step before it is inhibited',
    steps: [{ policies: [ANY], inhibitAnyPolicy: 1 }, { policies: [ANY] }],
    wanted: [P1],
    isGood: true,
  },
  {
    rule: 'any policy two steps on',
    steps: [{ policies: [ANY], inhibitAnyPolicy: 1 }, { policies: [ANY] }, { policies: [ANY] }],
    wanted: [P1],
    isGood: false,
  },
  {
    rule: 'any policy of a self-issued authority',
    steps: [
      { policies: [P1], inhibitAnyPolicy: 0 },
      { ...self(0), policies: [ANY] },
      { policies: [P1] },
    ],
    wanted: [P1],
    isGood: true,
  },
  {
    rule: 'required later than the path is long',
    steps: [{ requireExplicitPolicy: 4 }, {}, {}],
    isGood: true,
  },
  {
    rule: 'required after two, at the third',
    steps: [{ requireExplicitPolicy: 2 }, {}, {}, {}],
    isGood: false,
  },
  { rule: 'required of a signer by himself', steps: [{}, required], isGood: false },
  {
    rule: 'a policy mapped',
    steps: [{ policies: [P1], policyMappings: [[P1, P2]] }, { policies: [P2] }],
    wanted: [P1],
    isGood: true,
  },
  {
    rule: 'the mapped one is not the one wanted',
    steps: [{ policies: [P1], policyMappings: [[P1, P2]] }, { policies: [P2] }],
    wanted: [P2],
    isGood: false,
  },
  {
    rule: 'a mapped policy no longer stands for itself',
    steps: [{ policies: [P1], policyMappings: [[P1, P2]] }, { policies: [P1] }],
    wanted: [P1],
    isGood: false,
  },
  {
    rule: 'mapped twice',
    steps: [
      { policies: [P1], policyMappings: [[P1, P2]] },
      { policies: [P2], policyMappings: [[P2, P3]] },
      { policies: [P3] },
    ],
    wanted: [P1],
    isGood: true,
  },
  {
    rule: 'mapped to two',
    steps: [
      {
        policies: [P1],
        policyMappings: [
          [P1, P2],
          [P1, P3],
        ],
      },
      { policies: [P3] },
    ],
    wanted: [P1],
    isGood: true,
  },
  {
    rule: 'mapped from any policy of the authority',
    steps: [{ policies: [ANY], policyMappings: [[P1, P2]] }, { policies: [P2] }],
    wanted: [P1],
    isGood: true,
  },
  {
    rule: 'any policy mapped',
    steps: [{ policies: [P1], policyMappings: [[P1, ANY]] }, { policies: [P1] }],
    isGood: false,
  },
  {
    rule: 'any policy mapped away',
    steps: [{ policies: [ANY], policyMappings: [[ANY, P1]] }, { policies: [P1] }],
    isGood: false,
  },
  {
    rule: 'mapped where it is inhibited',
    steps: [
      { policies: [P1], inhibitPolicyMapping: 0 },
      { policies: [P1], policyMappings: [[P1, P2]] },
      { policies: [P2] },
    ],
    wanted: [P1],
    isGood: false,
  },
  {
    rule: 'mapped one step before it is inhibited',
    steps: [
      { policies: [P1], inhibitPolicyMapping: 1 },
      { policies: [P1], policyMappings: [[P1, P2]] },
      { policies: [P2] },
    ],
    wanted: [P1],
    isGood: true,
  },
  {
    rule: 'two policies, one survives',
    steps: [{ policies: [P1, P2] }, { policies: [P2, P4] }],
    wanted: [P2],
    isGood: true,
  },
  {
    rule: 'two policies, the other was wanted',
    steps: [{ policies: [P1, P2] }, { policies: [P2] }],
    wanted: [P1],
    isGood: false,
  },
];

describe('certificate policies', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'policies-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each(CASES)('$rule', ({ steps, wanted, isGood }) => {
    const signer = chain(steps);
    const pool: TestIdentity[] = [];
    for (let one = signer.issuer; one !== null; one = one.issuer) pool.push(one);
    const { problems } = findPath(
      signer.parsed,
      pool.map(({ parsed }) => parsed),
      [{ certificate: root.certificate }],
      { at: TEST_NOW, purpose: 'signature', ...(wanted === undefined ? {} : { policies: wanted }) },
    );
    expect(problems.map(({ code }) => code)).toEqual(isGood ? [] : ['policies']);
    expect(isGoodForOpenssl(signer, wanted)).toBe(isGood);
  });

  it('cost nothing when mappings are made to explode (RFC 9618)', () => {
    const all = Array.from({ length: 40 }, (_, index) => `1.3.6.1.4.1.99999.11.${index}`);
    const policyMappings = all.flatMap((from) => all.map((to) => [from, to] as const));
    const step = { policies: all, policyMappings };
    const signer = chain([step, step, step, step, step, step, { policies: all }]);
    const started = performance.now();
    const pool: TestIdentity[] = [];
    for (let one = signer.issuer; one !== null; one = one.issuer) pool.push(one);
    const certificates = pool.map(({ parsed }) => parsed);
    const options = { at: TEST_NOW, purpose: 'signature', policies: all.slice(0, 1) } as const;
    const anchors = [{ certificate: root.certificate }];
    expect(findPath(signer.parsed, certificates, anchors, options).problems).toEqual([]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  function isGoodForOpenssl(signer: TestIdentity, wanted?: readonly string[]): boolean {
    const path = (name: string): string => join(folder, name);
    writeFileSync(path('root.pem'), pemOf(root.certificate));
    writeFileSync(path('chain.pem'), signer.chain.map(pemOf).join(''));
    writeFileSync(path('signer.pem'), pemOf(signer.certificate));
    const policies = wanted?.flatMap((policy) => ['-policy', policy]) ?? [];
    return opensslAccepts([
      ...['verify', '-attime', `${TEST_NOW.getTime() / 1_000}`, '-policy_check', ...policies],
      ...(wanted === undefined ? [] : ['-explicit_policy']),
      ...['-CAfile', path('root.pem'), '-untrusted', path('chain.pem'), path('signer.pem')],
    ]);
  }
});
