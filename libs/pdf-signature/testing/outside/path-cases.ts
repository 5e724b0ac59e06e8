import {
  TestIdentity,
  type TestCertificateOptions,
  type TestSubtree,
} from '../../fixtures/test-authority.js';

/** A signer, what may lead to the root, and what is asked: judged by us and by another program. */
export type PathCase = {
  readonly name: string;
  readonly signer: TestIdentity;
  readonly pool: readonly TestIdentity[];
  /** Lists; given, everybody's revocation must be known. */
  readonly crls?: readonly Buffer[];
  readonly wanted?: readonly string[];
  /** Where we and the other program differ: the clause that says who is right. */
  readonly differs?: string;
};

export type Step = Partial<TestCertificateOptions>;

export const PATH_ROOT = TestIdentity.root({ name: 'CN=CA gốc, C=VN' });

let made = 0;

/** Authorities from the root down, then the signer; each step may name itself. */
export function chainOf(steps: readonly Step[]): TestIdentity {
  made += 1;
  return steps.reduce<TestIdentity>((by, step, index) => {
    const isAuthority = index < steps.length - 1;
    const name = isAuthority ? `CN=CA ${made}.${index}, C=VN` : 'CN=Nguyễn Văn An, C=VN';
    const keyLabel = `${step.name ?? name} ${step.keyLabel ?? ''}`;
    return by.issue({ name, isAuthority, ...step, keyLabel });
  }, PATH_ROOT);
}

export function poolOf(signer: TestIdentity): TestIdentity[] {
  const { issuer } = signer;
  return issuer === null || issuer === PATH_ROOT ? [] : [issuer, ...poolOf(issuer)];
}

export function chained(
  name: string,
  steps: readonly Step[],
  more: Partial<PathCase> = {},
): PathCase {
  const signer = chainOf(steps);
  return { name, signer, pool: poolOf(signer), ...more };
}

const ANY = '2.5.29.32.0';
const policy = (number: number): string => `1.3.6.1.4.1.99999.10.${number}`;
const [P1, P2, P3] = [policy(1), policy(2), policy(3)];
const p = (...policies: string[]): Step => ({ policies });
const map = (...policyMappings: [string, string][]): Step => ({
  policies: [...new Set(policyMappings.map(([from]) => from))],
  policyMappings,
});

/** NIST PKITS, 4.8 and 4.10: each asked for several policies. */
const POLICIES: readonly (readonly [string, readonly Step[]])[] = [
  ['one all the way', [p(P1), p(P1)]],
  ['none', [{}, {}]],
  ['different ones', [p(P1), p(P2)]],
  ['a different one between', [p(P1), p(P1), p(P2), p(P1)]],
  ['overlapping', [p(P1, P2), p(P1, P3), p(P1)]],
  ['none at the end', [p(P1), {}]],
  ['any above', [p(ANY), p(P1)]],
  ['any all the way', [p(ANY), p(ANY)]],
  ['any at the end', [p(P1), p(ANY)]],
  ['any beside one', [p(ANY, P1), p(P2)]],
  ['one twice', [p(P1, P1), p(P1)]],
  ['mapped', [map([P1, P2]), p(P2)]],
  ['mapped away', [map([P1, P2]), p(P1)]],
  ['mapped twice on', [map([P1, P2]), map([P2, P3]), p(P3)]],
  ['mapped to two', [map([P1, P2], [P1, P3]), p(P3)]],
  ['two mapped to one', [map([P1, P3], [P2, P3]), p(P3)]],
  ['exchanged', [map([P1, P2], [P2, P1]), p(P1)]],
  ['mapped from any', [{ ...p(P1), policyMappings: [[ANY, P1]] }, p(P1)]],
  ['mapped to any', [{ ...p(P1), policyMappings: [[P1, ANY]] }, p(P1)]],
  ['mapped, any below', [map([P1, P2]), p(ANY), p(P2)]],
  ['what is not there mapped', [{ ...p(P1), policyMappings: [[P2, P3]] }, p(P1)]],
];

const policyCases = POLICIES.flatMap(([name, steps]) =>
  [undefined, [P1], [P2], [P1, P2]].map((wanted) =>
    chained(
      `policies: ${name}, wanted ${wanted?.join(' or ') ?? 'none'}`,
      steps,
      wanted === undefined ? {} : { wanted },
    ),
  ),
);

/** PKITS, 4.9, 4.11 and 4.12: how far down each limit reaches. */
const limitCases = [0, 1, 2, 3, 5].flatMap((skip) => {
  const required = { ...p(P1), requireExplicitPolicy: skip };
  const unmapped = { ...p(P1, P2), inhibitPolicyMapping: skip };
  const noAny = { ...p(P1), inhibitAnyPolicy: skip };
  const self = { name: 'CN=CA tự cấp, C=VN' };
  const wanted = { wanted: [P1] };
  return [
    chained(`required after ${skip}: kept`, [required, p(P1), p(P1)]),
    chained(`required after ${skip}: lost at the end`, [required, p(P1), {}]),
    chained(`required after ${skip}: lost between`, [required, {}, p(P1), p(P1)]),
    chained(`required after ${skip}: the self-issued do not count`, [
      ...[{ ...required, ...self }, { ...p(P1), ...self, keyLabel: 'mới' }, {}],
    ]),
    chained(`unmapped after ${skip}`, [unmapped, map([P1, P3]), p(P3)], wanted),
    chained(`unmapped after ${skip}, one between`, [unmapped, p(P1), map([P1, P3]), p(P3)], wanted),
    chained(`no any after ${skip}: at the end`, [noAny, p(ANY)], wanted),
    chained(`no any after ${skip}: between`, [noAny, p(ANY), p(P1)], wanted),
    chained(`no any after ${skip}: twice`, [noAny, p(ANY), p(ANY), p(P1)], wanted),
    chained(
      `no any after ${skip}: the self-issued may`,
      [{ ...noAny, ...self }, { ...p(ANY), ...self, keyLabel: 'mới' }, p(P1)],
      wanted,
    ),
  ];
});

/** PKITS, 4.6: lengths, the self-issued ones not counted. */
const lengthCases = (
  [
    [[0], 'straight'],
    [[0, null], 'one more'],
    [[1, null], 'one allowed'],
    [[6, 0, null], 'the stricter below'],
    [[6, 1, 1, null], 'three below'],
    [[6, 4, 1, null], 'narrowing'],
    [[1, 0, null], 'used up'],
    [[2, 6, null, null], 'the wider below does not widen'],
    [[3, 6, null, null], 'just enough'],
  ] as const
).map(([lengths, name]) =>
  chained(`length: ${name}`, [
    ...lengths.map((pathLength) => (pathLength === null ? {} : { pathLength })),
    {},
  ]),
);

const VP: TestSubtree = { directory: 'OU=Văn phòng, O=Sở Nội vụ, C=VN' };
const TC: TestSubtree = { directory: 'OU=Tổ chức, O=Sở Nội vụ, C=VN' };
const NOI_VU: TestSubtree = { directory: 'O=Sở Nội vụ, C=VN' };
const inVp: Step = { name: 'CN=An, OU=Văn phòng, O=Sở Nội vụ, C=VN' };
const inTc: Step = { name: 'CN=An, OU=Tổ chức, O=Sở Nội vụ, C=VN' };
const mail = (email: string): TestSubtree => ({ email });
const dns = (host: string): TestSubtree => ({ dns: host });
const emails = (...list: string[]): Step => ({ ...inVp, emails: list });
const hosts = (...list: string[]): Step => ({ ...inVp, hosts: list });
const DECOMPOSED = 'O=Sở Nội vụ, C=VN'.normalize('NFD');
const IN_DN = 'the attribute is shown, so it is bound as well (RFC 5280, 4.2.1.10)';

/** PKITS, 4.13. */
const nameCases = (
  [
    ['permitted', [{ permitted: [VP] }, inVp]],
    ['not permitted', [{ permitted: [VP] }, inTc]],
    ['one of two', [{ permitted: [VP, TC] }, inTc]],
    ['excluded', [{ excluded: [VP] }, inVp]],
    ['beside what is excluded', [{ excluded: [VP] }, inTc]],
    ['permitted but for a part', [{ permitted: [NOI_VU], excluded: [VP] }, inVp]],
    ['permitted, in another part', [{ permitted: [NOI_VU], excluded: [VP] }, inTc]],
    ['permitted, decomposed', [{ permitted: [{ directory: DECOMPOSED }] }, inVp]],
    ['excluded, decomposed', [{ excluded: [{ directory: DECOMPOSED }] }, inVp]],
    ['excluded in capitals', [{ excluded: [{ directory: 'O=SỞ NỘI VỤ, C=VN' }] }, inVp]],
    [
      'excluded in full width',
      [{ excluded: [{ directory: 'O=So, C=VN' }] }, { name: 'CN=x, O=Ｓｏ, C=VN' }],
    ],
    [
      'narrowed below',
      [{ permitted: [NOI_VU] }, { name: 'CN=b, O=Sở Nội vụ, C=VN', permitted: [VP] }, inVp],
    ],
    [
      'narrowed below, outside',
      [{ permitted: [NOI_VU] }, { name: 'CN=b, O=Sở Nội vụ, C=VN', permitted: [VP] }, inTc],
    ],
    ['the authority itself outside', [{ permitted: [VP] }, { name: 'CN=b, C=VN' }, inVp]],
    [
      'the self-issued authority is spared',
      [{ name: 'CN=b, C=VN', permitted: [VP] }, { name: 'CN=b, C=VN', keyLabel: 'mới' }, inVp],
    ],
    ['mail at the host', [{ permitted: [mail('trien.vn')] }, emails('an@trien.vn')]],
    ['mail below the host', [{ permitted: [mail('trien.vn')] }, emails('an@so.trien.vn')]],
    ['mail in the domain', [{ permitted: [mail('.trien.vn')] }, emails('an@so.trien.vn')]],
    ['mail at the domain’s host', [{ permitted: [mail('.trien.vn')] }, emails('an@trien.vn')]],
    ['mail of a host that ends alike', [{ permitted: [mail('trien.vn')] }, emails('a@xtrien.vn')]],
    ['one mailbox', [{ permitted: [mail('an@trien.vn')] }, emails('an@TRIEN.vn')]],
    ['another mailbox', [{ permitted: [mail('an@trien.vn')] }, emails('binh@trien.vn')]],
    ['two mails, one outside', [{ permitted: [mail('trien.vn')] }, emails('a@trien.vn', 'a@b.vn')]],
    ['mail excluded', [{ excluded: [mail('trien.vn')] }, emails('an@TRIEN.VN')]],
    ['mail excluded below', [{ excluded: [mail('.trien.vn')] }, emails('an@trien.vn')]],
    ['no mail', [{ permitted: [mail('trien.vn')] }, inVp]],
    ['mail in the name', [{ permitted: [mail('trien.vn')] }, { name: 'E=a@b.vn, CN=An, C=VN' }]],
    [
      'mail in the name beside another',
      [{ permitted: [mail('trien.vn')] }, { ...emails('a@trien.vn'), name: 'E=a@b.vn, C=VN' }],
      IN_DN,
    ],
    ['host', [{ permitted: [dns('trien.vn')] }, hosts('trien.vn')]],
    ['host below', [{ permitted: [dns('trien.vn')] }, hosts('a.trien.vn')]],
    ['host that ends alike', [{ permitted: [dns('trien.vn')] }, hosts('mytrien.vn')]],
    ['host excluded', [{ excluded: [dns('trien.vn')] }, hosts('a.TRIEN.vn')]],
    [
      'mail and host, host outside',
      [
        { permitted: [NOI_VU, mail('trien.vn'), dns('trien.vn')] },
        { ...emails('a@trien.vn'), hosts: ['a.khac.vn'] },
      ],
    ],
  ] as readonly (readonly [string, readonly Step[], string?])[]
).map(([name, steps, differs]) =>
  chained(`names: ${name}`, steps, differs === undefined ? {} : { differs }),
);

export const PATH_CASES: readonly PathCase[] = [
  ...policyCases,
  ...limitCases,
  ...lengthCases,
  ...nameCases,
];
