import { context, encode, integer, oid, sequence } from '../../cms/der.js';
import { OID } from '../../cms/oids.js';
import {
  distinguishedName,
  extension,
  namedBits,
  utf8,
} from '../../fixtures/test-authority-der.js';
import { testCrl, type TestCrlOptions } from '../../fixtures/test-authority-revocation.js';
import { TEST_NOW, TestIdentity } from '../../fixtures/test-authority.js';
import { chained, PATH_ROOT as root, poolOf, type PathCase, type Step } from './path-cases.js';

const days = (count: number): Date => new Date(TEST_NOW.getTime() + count * 86_400_000);
const fromRoot = testCrl({ issuer: root, thisUpdate: days(-1) });
const ca = root.issue({ name: 'CN=CA danh sách, C=VN', isAuthority: true });
const signer = ca.issue({ name: 'CN=Nguyễn Văn An, C=VN' });
const listed = (who: TestIdentity, reason = 1): NonNullable<TestCrlOptions['revoked']> => [
  { serialDer: who.parsed.serialDer, at: days(-30), reason },
];
type List = Partial<TestCrlOptions>;
const list = (options: List = {}): Buffer =>
  testCrl({ issuer: ca, thisUpdate: days(-1), ...options });

function about(name: string, lists: readonly Buffer[], who = signer, differs?: string): PathCase {
  const crls = [fromRoot, ...lists];
  const pool = poolOf(who);
  return { name: `lists: ${name}`, signer: who, pool, crls, ...(differs && { differs }) };
}

const DELTA = 'a delta is read, though nobody must (RFC 5280, 5.2.4)';

/** NIST PKITS, 4.4 and 4.15. */
const PLAIN: readonly PathCase[] = [
  about('nobody listed', [list()]),
  about('of the root alone', []),
  about('the signer', [list({ revoked: listed(signer) })]),
  about('somebody else', [list({ revoked: [{ serialDer: integer(7), at: days(-2) }] })]),
  about('a suspension', [list({ revoked: listed(signer, 6) })]),
  about('damaged', [list({ isSignatureBroken: true })]),
  about('over', [list({ thisUpdate: days(-60), nextUpdate: days(-30) })]),
  about('of an unknown kind', [list({ hasUnknownCriticalExtension: true })]),
  about('of an unknown kind, the signer', [
    list({ hasUnknownCriticalExtension: true, revoked: listed(signer) }),
  ]),
  about('an entry of an unknown kind', [
    list({
      revoked: [
        {
          serialDer: signer.parsed.serialDer,
          at: days(-30),
          hasUnknownCriticalExtension: true,
        },
      ],
    }),
  ]),
  {
    ...about('the authority', []),
    crls: [testCrl({ issuer: root, thisUpdate: days(-1), revoked: listed(ca) }), list()],
  },
  about('for people', [list({ point: { onlyUserCertificates: true } })]),
  about('for authorities', [list({ point: { onlyAuthorityCertificates: true } })]),
  about('of some reasons', [list({ point: { onlySomeReasons: true } })]),
  about('with a place that the certificate does not name', [list({ point: { url: 'http://a' } })]),
  about('a delta alone', [list({ isDelta: true })]),
  about('complete, and an empty delta', [list(), list({ isDelta: true, number: 2 })]),
  about(
    'complete, and a delta with the signer',
    [list(), list({ isDelta: true, number: 2, revoked: listed(signer) })],
    signer,
    DELTA,
  ),
];

const full = (...names: readonly Buffer[]): Buffer => context(0, context(0, ...names));
const uri = (text: string): Buffer => encode(0x86, Buffer.from(text));
const directory = (name: string): Buffer => context(4, distinguishedName(name));
const relative = context(0, encode(0xa1, sequence(oid(OID.commonName), utf8('L1'))));
const someReasons = encode(0x81, namedBits([1, 2]).subarray(2));
const at = (...points: readonly Buffer[]): TestIdentity =>
  ca.issue({
    name: 'CN=Nguyễn Văn An, C=VN',
    extensions: [extension(OID.crlDistributionPoints, sequence(...points))],
  });
const placed = (name: string, who: TestIdentity, point: Buffer, more: List = {}): PathCase =>
  about(`place: ${name}`, [list({ pointDer: sequence(point), ...more })], who);
const onA = at(sequence(full(uri('http://a'))));

/** PKITS, 4.14. */
const PLACES: readonly PathCase[] = [
  placed('the same', onA, full(uri('http://a'))),
  placed('the same, the signer', onA, full(uri('http://a')), { revoked: listed(onA) }),
  placed('another', onA, full(uri('http://b'))),
  placed('one of its names', onA, full(uri('http://b'), uri('http://a'))),
  placed(
    'the second',
    at(sequence(full(uri('http://b'))), sequence(full(uri('http://a')))),
    full(uri('http://a')),
  ),
  placed(
    'a directory name',
    at(sequence(full(directory('CN=Điểm, C=VN')))),
    full(directory('CN=Điểm, C=VN')),
  ),
  placed(
    'another directory name',
    at(sequence(full(directory('CN=Điểm, C=VN')))),
    full(directory('CN=Khác, C=VN')),
  ),
  placed('a relative name', at(sequence(relative)), relative),
  placed(
    'a relative name in full',
    at(sequence(relative)),
    full(directory('CN=L1, CN=CA danh sách, C=VN')),
  ),
  placed(
    'for some reasons',
    at(sequence(full(uri('http://a')), someReasons)),
    full(uri('http://a')),
  ),
  about('place: a list without one', [list()], onA),
];

const shape = { name: 'CN=CA chéo, C=VN', isAuthority: true };
const [first, second] = [root.issue(shape), root.issue(shape)];
const ended = root.issue({ ...shape, until: days(-30) });
const narrow = root.issue({ ...shape, permitted: [{ directory: 'C=LA' }] });
const crossed = first.issue({ name: 'CN=Nguyễn Văn An, C=VN' });
const twoKeys: Step = { name: 'CN=CA hai khoá, C=VN' };
const certifier = root.issue({ ...shape, ...twoKeys, keyUsage: ['keyCertSign'] });
const lister = root.issue({ name: 'CN=CA hai khoá, C=VN', keyLabel: 'l', keyUsage: ['crlSign'] });
const underTwo = certifier.issue({ name: 'CN=Nguyễn Văn An, C=VN' });
const foreign = TestIdentity.root({ name: 'CN=Gốc hai, C=VN' });
const bridge = root.issue({ name: 'CN=Gốc hai, C=VN', isAuthority: true });
const abroad = foreign.issue({ name: 'CN=CA xa, C=VN', isAuthority: true });
const farAway = abroad.issue({ name: 'CN=Nguyễn Văn An, C=VN' });
const back = foreign.issue({ name: 'CN=CA gốc, C=VN', isAuthority: true });

function several(name: string, who: TestIdentity, pool: readonly TestIdentity[]): PathCase {
  return { name: `several: ${name}`, signer: who, pool };
}

/** PKITS, 4.5 and what its test bridges are for. */
const SEVERAL: readonly PathCase[] = [
  several('an ended one before', crossed, [ended, first]),
  several('a narrow one before', crossed, [narrow, first]),
  several('nothing but an ended one', crossed, [ended]),
  ...[
    [first, second],
    [second, first],
  ].map((pool, index) => ({
    ...several(`one of two was revoked (${index})`, crossed, pool),
    crls: [
      testCrl({ issuer: root, thisUpdate: days(-1), revoked: listed(first, 4) }),
      testCrl({ issuer: first, thisUpdate: days(-1) }),
    ],
  })),
  several('across', farAway, [abroad, bridge]),
  several('across, with the way back', farAway, [back, abroad, foreign, bridge]),
  several('no way across', farAway, [abroad, foreign, back]),
  {
    ...several('lists by a key of their own', underTwo, [certifier, lister]),
    crls: [fromRoot, testCrl({ issuer: lister, thisUpdate: days(-1) })],
  },
  {
    ...several('lists by a key that may not', underTwo, [certifier]),
    crls: [fromRoot, testCrl({ issuer: certifier, thisUpdate: days(-1) })],
  },
];

/** PKITS, 4.2, 4.3, 4.7 and 4.16. */
const SINGLE: readonly PathCase[] = [
  chained('single: an expired authority', [{ until: days(-1) }, {}]),
  chained('single: an authority to come', [{ from: days(1) }, {}]),
  chained('single: expired', [{}, { until: days(-1) }]),
  chained('single: to come', [{}, { from: days(1) }]),
  chained('single: until after 2050', [{}, { until: new Date('2055-01-01T00:00:00Z') }]),
  chained('single: ends this second', [{}, { until: TEST_NOW }]),
  chained('single: damaged', [{}, { isSignatureBroken: true }]),
  chained('single: a damaged authority', [{ isSignatureBroken: true }, {}]),
  chained('single: no authority', [{ isAuthority: false, keyUsage: ['keyCertSign'] }, {}]),
  chained('single: no right to certify', [{ keyUsage: ['crlSign'] }, {}]),
  chained('single: no usages named', [{ keyUsage: null }, {}]),
  chained('single: unknown and critical', [{}, { hasUnknownCriticalExtension: true }]),
  chained('single: unknown and critical above', [{ hasUnknownCriticalExtension: true }, {}]),
  chained('single: no key identifiers', [
    { hasKeyIdentifiers: false },
    { hasKeyIdentifiers: false },
  ]),
  chained('single: issuer in capitals', [
    { name: 'CN=Sở Nội vụ, C=VN' },
    { issuerName: 'CN=SỞ  NỘI VỤ, C=VN' },
  ]),
  chained('single: issuer decomposed', [
    { name: 'CN=Sở Nội vụ, C=VN' },
    { issuerName: 'CN=Sở Nội vụ, C=VN'.normalize('NFD') },
  ]),
  chained('single: issuer without diacritics', [
    { name: 'CN=Sở Nội vụ, C=VN' },
    { issuerName: 'CN=So Noi vu, C=VN' },
  ]),
  chained('single: RSA and P-384', [{ key: 'rsa2048' }, { key: 'p384' }]),
];

export const REVOCATION_CASES: readonly PathCase[] = [...PLAIN, ...PLACES, ...SEVERAL, ...SINGLE];
