import { describe, expect, it } from '@jest/globals';
import { context, encode, oid, sequence } from '../cms/der.js';
import { OID } from '../cms/oids.js';
import { distinguishedName, extension, namedBits, utf8 } from '../fixtures/test-authority-der.js';
import {
  testCrl,
  testOcspResponse,
  type TestCrlOptions,
} from '../fixtures/test-authority-revocation.js';
import { TEST_NOW, TestIdentity } from '../fixtures/test-authority.js';
import { findPath } from './path.js';
import { judgeRevocation, type RevocationOptions, type RevocationStatus } from './revocation.js';

const NAME = 'CN=CA Thử nghiệm, C=VN';
const root = TestIdentity.root({ name: 'CN=CA gốc, C=VN' });
const issuing = root.issue({ name: NAME, isAuthority: true });
const signer = issuing.issue({ name: 'CN=Nguyễn Thị Hằng, C=VN' });
const days = (count: number): Date => new Date(TEST_NOW.getTime() + count * 86_400_000);

function judge(
  crls: readonly Buffer[],
  about = signer,
  options: Partial<RevocationOptions> = {},
): RevocationStatus {
  const issuer = (about.issuer ?? about).parsed;
  const given = { at: TEST_NOW, pool: [root.parsed], ...options };
  return judgeRevocation(about.parsed, issuer, { ocsp: [], crls }, given);
}

const listed = (who: TestIdentity, reason = 1): NonNullable<TestCrlOptions['revoked']> => [
  { serialDer: who.parsed.serialDer, at: days(-3), reason },
];

describe('a delta (RFC 5280, 5.2.4)', () => {
  const base = testCrl({ issuer: issuing });

  it('accuses beside a complete list that knows nothing yet', () => {
    const delta = testCrl({ issuer: issuing, isDelta: true, number: 2, revoked: listed(signer) });
    expect(judge([base, delta])).toMatchObject({ state: 'revoked', reason: 'key-compromise' });
    expect(judge([delta]).state).toBe('revoked');
  });

  it('never acquits', () => {
    const empty = testCrl({ issuer: issuing, isDelta: true, number: 2 });
    expect(judge([empty])).toMatchObject({ state: 'unknown', problems: ['crl-delta'] });
    const removed = testCrl({
      ...{ issuer: issuing, isDelta: true, number: 2 },
      revoked: listed(signer, 8),
    });
    expect(judge([removed])).toMatchObject({ state: 'unknown', problems: ['crl-delta'] });
  });
});

describe('lists of an authority with a key for them alone', () => {
  const twoKeys = root.issue({
    ...{ name: 'CN=CA hai khoá, C=VN', keyLabel: 'cho chứng thư', isAuthority: true },
    keyUsage: ['keyCertSign'],
  });
  const lister = (until = days(900)): TestIdentity =>
    root.issue({
      ...{ name: 'CN=CA hai khoá, C=VN', keyLabel: 'cho danh sách', until },
      keyUsage: ['crlSign'],
    });
  const person = twoKeys.issue({ name: 'CN=Đỗ Văn Kiểm, C=VN' });
  const byLister = (by: TestIdentity, more: readonly Buffer[] = []): string =>
    judge([testCrl({ issuer: by }), ...more], person, { pool: [root.parsed, by.parsed] }).state;

  it('count when the same root certified both keys', () => {
    expect(byLister(lister())).toBe('good');
    const foreign = TestIdentity.root({ name: 'CN=CA gốc, C=VN', keyLabel: 'kẻ lạ' });
    const other = foreign.issue({ name: 'CN=CA hai khoá, C=VN', keyUsage: ['crlSign'] });
    expect(byLister(other)).toBe('unknown');
  });

  it('do not count once that key was revoked, or its certificate had ended', () => {
    const by = lister();
    expect(byLister(by, [testCrl({ issuer: root, revoked: listed(by) })])).toBe('unknown');
    expect(byLister(lister(days(-30)))).toBe('unknown');
  });
});

describe('the places of a list (RFC 5280, 6.3.3)', () => {
  const full = (...names: readonly Buffer[]): Buffer => context(0, context(0, ...names));
  const directory = (name: string): Buffer => context(4, distinguishedName(name));
  const relative = (text: string): Buffer =>
    context(0, encode(0xa1, sequence(oid(OID.commonName), utf8(text))));
  const uri = (text: string): Buffer => encode(0x86, Buffer.from(text));
  const reasons = encode(0x81, namedBits([1]).subarray(2));

  const at = (...points: readonly Buffer[]): TestIdentity =>
    issuing.issue({
      name: 'CN=Nguyễn Thị Hằng, C=VN',
      extensions: [extension(OID.crlDistributionPoints, sequence(...points))],
    });

  it.each<[string, TestIdentity, Buffer, string]>([
    [
      'a directory name',
      at(sequence(full(directory('CN=Điểm 1, C=VN')))),
      full(directory('CN=ĐIỂM 1, C=VN')),
      'good',
    ],
    [
      'another directory name',
      at(sequence(full(directory('CN=Điểm 1, C=VN')))),
      full(directory('CN=Điểm 2, C=VN')),
      'unknown',
    ],
    ['a relative name', at(sequence(relative('L1'))), relative('L1'), 'good'],
    [
      'a relative name spelt out',
      at(sequence(relative('L1'))),
      full(directory(`CN=L1, ${NAME}`)),
      'good',
    ],
    [
      'the second of two places',
      at(sequence(full(uri('http://a'))), sequence(full(uri('http://b')))),
      full(uri('http://b')),
      'good',
    ],
    [
      'a place for some reasons',
      at(sequence(full(uri('http://a')), reasons)),
      full(uri('http://a')),
      'unknown',
    ],
    [
      'a place of somebody else’s lists',
      at(sequence(full(uri('http://a')), context(2, directory('CN=Khác, C=VN')))),
      full(uri('http://a')),
      'unknown',
    ],
    ['no place, where the list has one', signer, full(uri('http://a')), 'unknown'],
  ])('%s', (_, about, point, expected) => {
    const list = testCrl({ issuer: issuing, pointDer: sequence(point) });
    expect(judge([list], about).state).toBe(expected);
  });

  it('accuse for some reasons, too', () => {
    const about = at(sequence(full(uri('http://a')), reasons));
    const pointDer = sequence(full(uri('http://a')));
    const list = testCrl({ issuer: issuing, pointDer, revoked: listed(about) });
    expect(judge([list], about).state).toBe('revoked');
  });
});

describe('evidence that could be forged by now (EN 319 102-1, 5.6.2.2)', () => {
  const then = new Date('2010-03-01T00:00:00Z');
  const early = { from: new Date('2009-01-01'), until: new Date('2040-01-01') };
  const old = TestIdentity.root({ name: 'CN=CA xưa, C=VN', ...early });
  const person = old.issue({ name: 'CN=Người xưa, C=VN', ...early });
  const options = { at: then, now: TEST_NOW, pool: [] };
  const proven = { ...options, existedAt: (): Date => new Date('2010-04-01') };

  it('counts only when it verifiably existed before', () => {
    const list = testCrl({ issuer: old, thisUpdate: then, digest: 'sha1' });
    expect(judge([list], person, options).problems).toEqual(['crl-algorithm']);
    expect(judge([list], person, proven).state).toBe('good');
  });

  it('be it the answer, or the certificate of who gave it', () => {
    const usage = { extendedKeyUsage: [OID.ocspSigning] };
    const responder = old.issue({ name: 'CN=OCSP xưa, C=VN', digest: 'sha1', ...early, ...usage });
    const answers = [{ about: person, thisUpdate: then }];
    const ocsp = [testOcspResponse({ responder, answers, producedAt: then })];
    const ask = (given: RevocationOptions): RevocationStatus =>
      judgeRevocation(person.parsed, old.parsed, { ocsp, crls: [] }, given);
    expect(ask(options).problems).toEqual(['ocsp-algorithm']);
    expect(ask(proven).state).toBe('good');
  });
});

describe('several ways to the root', () => {
  it('are tried until one is accepted (EN 319 102-1, 5.2.6)', () => {
    const shape = { name: 'CN=CA chéo, C=VN', isAuthority: true };
    const [first, second] = [root.issue(shape), root.issue(shape)];
    const person = first.issue({ name: 'CN=Người ký, C=VN' });
    const pool = [first.parsed, second.parsed];
    const anchors = [{ certificate: root.certificate }];
    const given = { at: TEST_NOW, purpose: 'signature' } as const;
    for (const refused of pool) {
      const accepts = (path: readonly unknown[]): boolean => !path.includes(refused);
      const { path, problems } = findPath(person.parsed, pool, anchors, { ...given, accepts });
      expect(problems).toEqual([]);
      expect(path).not.toContain(refused);
    }
    const none = findPath(person.parsed, pool, anchors, { ...given, accepts: () => false });
    expect(none).toMatchObject({ problems: [], path: { length: 3 } });
  });
});
