import { describe, expect, it } from '@jest/globals';
import { TEST_NOW, TestIdentity, type TestCertificateOptions } from '../fixtures/test-authority.js';
import { readCertificate } from './certificate.js';
import { findPath, type PathOptions, type PathResult } from './path.js';
import type { TrustAnchor } from './trust.js';

const OPTIONS: PathOptions = { at: TEST_NOW, purpose: 'signature' };
const ROOT_NAME = 'CN=CA gốc quốc gia thử nghiệm, O=Cơ quan chứng thực mẫu, C=VN';
const root = TestIdentity.root({ name: ROOT_NAME });

function authority(
  by: TestIdentity,
  number: number,
  options: Partial<TestCertificateOptions> = {},
): TestIdentity {
  return by.issue({ name: `CN=CA Thử nghiệm ${number}, C=VN`, isAuthority: true, ...options });
}

function leaf(by: TestIdentity, options: Partial<TestCertificateOptions> = {}): TestIdentity {
  return by.issue({ name: 'CN=Nguyễn Thị Hằng, O=Sở Nội vụ, C=VN', ...options });
}

function find(
  signer: TestIdentity,
  extra: readonly TestIdentity[] = [],
  options: Partial<PathOptions> = {},
  anchors: readonly TrustAnchor[] = [{ certificate: root.certificate }],
): PathResult {
  const pool = [...signer.chain, ...extra.map(({ certificate }) => certificate)];
  const certificates = pool.map((der) => readCertificate(der));
  return findPath(signer.parsed, certificates, anchors, { ...OPTIONS, ...options });
}

const codes = (result: PathResult): string[] =>
  result.problems.map(({ code, index }) => `${code}@${index}`);

describe('a path to an anchor', () => {
  it('runs from the signer to the root', () => {
    const result = find(leaf(authority(root, 1)));
    expect(codes(result)).toEqual([]);
    expect(result.path.map(({ subject }) => subject.commonName)).toEqual([
      'Nguyễn Thị Hằng',
      'CA Thử nghiệm 1',
      'CA gốc quốc gia thử nghiệm',
    ]);
    expect(Buffer.from(result.anchor?.certificate ?? []).equals(root.certificate)).toBe(true);
  });

  it('may start at the anchor, and may end at an authority that is no root', () => {
    const issuing = authority(root, 1);
    const signer = leaf(issuing);
    expect(codes(find(signer, [], {}, [{ certificate: signer.certificate }]))).toEqual([]);
    expect(codes(find(signer, [], {}, [{ certificate: issuing.certificate }]))).toEqual([]);
  });

  it.each(['p256', 'p384', 'p521', 'ed25519', 'rsa2048', 'rsa-pss'] as const)(
    'holds with a %s key in the authority',
    (key) => {
      expect(codes(find(leaf(authority(root, 1, { key }), { key })))).toEqual([]);
    },
  );

  it('holds with RSASSA-PSS by an ordinary RSA key', () => {
    const issuing = authority(root, 1, { key: 'rsa2048' });
    expect(codes(find(leaf(issuing, { isPss: true })))).toEqual([]);
  });

  it('is not found without the issuer, or to a stranger’s root of the same name', () => {
    const signer = leaf(authority(root, 1));
    const stranger = TestIdentity.root({ name: ROOT_NAME, keyLabel: 'kẻ lạ' });
    const noPool = findPath(signer.parsed, [], [{ certificate: root.certificate }], OPTIONS);
    expect(codes(noPool)).toEqual(['no-path@0']);
    expect(codes(find(signer, [], {}, [{ certificate: stranger.certificate }]))).toEqual([
      'no-path@2',
    ]);
    const forged = leaf(authority(stranger, 9), { keyLabel: 'giả' });
    const pool = forged.chain.slice(0, 1).map((der) => readCertificate(der));
    const result = findPath(forged.parsed, pool, [{ certificate: root.certificate }], OPTIONS);
    expect(codes(result)).toEqual(['signature-invalid@1']);
  });

  it('matches names but for case, spaces and string type (RFC 5280, 7.1)', () => {
    const issuing = authority(root, 1);
    const signer = leaf(issuing, { issuerName: 'CN=ca  THỬ nghiệm 1, C=vn' });
    expect(codes(find(signer))).toEqual([]);
    expect(codes(find(leaf(issuing, { issuerName: 'CN=CA Thu nghiem 1, C=VN' })))).toEqual([
      'no-path@0',
    ]);
  });

  it('notices one changed bit of a signature', () => {
    expect(codes(find(leaf(authority(root, 1), { isSignatureBroken: true })))).toEqual([
      'signature-invalid@0',
    ]);
  });
});

describe('several candidates', () => {
  it('tells authorities of one name by their keys', () => {
    const old = authority(root, 1, { keyLabel: 'cũ' });
    const current = authority(root, 1, { keyLabel: 'mới' });
    expect(codes(find(leaf(current), [old]))).toEqual([]);
    expect(codes(find(leaf(current, { hasKeyIdentifiers: false }), [old]))).toEqual([]);
  });

  it('prefers the certificate of an authority that was in force', () => {
    const early = { from: new Date('2020-01-01'), until: new Date('2024-01-01') };
    const expired = authority(root, 1, early);
    const renewed = authority(root, 1);
    const result = find(leaf(renewed), [expired]);
    expect(codes(result)).toEqual([]);
    const then = find(leaf(renewed, early), [expired], { at: new Date('2023-05-05') }, [
      { certificate: TestIdentity.root({ name: ROOT_NAME, from: early.from }).certificate },
    ]);
    expect(codes(then)).toEqual([]);
  });

  it('goes round by a cross-certificate when the straight way is barred', () => {
    const other = TestIdentity.root({ name: 'CN=CA gốc chuyên dùng, C=VN' });
    const issuing = authority(other, 1);
    const cross = root.issue({ name: 'CN=CA gốc chuyên dùng, C=VN', isAuthority: true });
    const result = find(leaf(issuing), [cross]);
    expect(codes(result)).toEqual([]);
    expect(result.path).toHaveLength(4);
  });

  it('never runs in circles', () => {
    const [a, b] = ['CN=Vòng A, C=VN', 'CN=Vòng B, C=VN'];
    const first = TestIdentity.root({ name: a });
    const second = first.issue({ name: b, isAuthority: true });
    const back = second.issue({ name: a, isAuthority: true });
    expect(codes(find(leaf(second), [back]))).toEqual(['no-path@2']);
  });

  it('gives up on a bomb of cross-certificates, and says so', () => {
    const names = Array.from({ length: 12 }, (_, index) => `CN=Bom ${index}, C=VN`);
    const members = names.map((name) => TestIdentity.root({ name }));
    const crossed = members.flatMap((by) =>
      names.map((name) => by.issue({ name, isAuthority: true })),
    );
    const [first] = members;
    if (first === undefined) throw new Error('no members');
    const before = process.cpuUsage();
    const result = find(leaf(first), [...members, ...crossed]);
    expect(codes(result).join()).toContain('search-exhausted');
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  });
});

describe('what each certificate must be', () => {
  const issuing = authority(root, 1);
  it.each<[string, string[], () => TestIdentity]>([
    ['expired', ['expired@0'], () => leaf(issuing, { until: new Date('2026-01-01') })],
    ['not yet valid', ['not-yet-valid@0'], () => leaf(issuing, { from: new Date('2027-01-01') })],
    [
      'issued by an expired authority',
      ['expired@1'],
      () => leaf(authority(root, 2, { until: new Date('2026-01-01') })),
    ],
    [
      'issued by nobody with authority',
      ['not-an-authority@1', 'issuer-key-usage@1'],
      () => leaf(leaf(issuing, { name: 'CN=Kẻ giả mạo, C=VN' })),
    ],
    [
      'issued by an authority without keyCertSign',
      ['issuer-key-usage@1'],
      () => leaf(authority(root, 2, { keyUsage: ['crlSign'] })),
    ],
    ['for other uses', ['key-usage@0'], () => leaf(issuing, { keyUsage: ['keyEncipherment'] })],
    [
      'for servers',
      ['extended-key-usage@0'],
      () => leaf(issuing, { extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'] }),
    ],
    ['for e-mail', [], () => leaf(issuing, { extendedKeyUsage: ['1.3.6.1.5.5.7.3.4'] })],
    ['for documents', [], () => leaf(issuing, { extendedKeyUsage: ['1.3.6.1.5.5.7.3.36'] })],
    [
      'marked by something unknown and critical',
      ['critical-extension-unknown@0'],
      () => leaf(issuing, { hasUnknownCriticalExtension: true }),
    ],
    [
      'below an authority that is',
      ['critical-extension-unknown@1'],
      () => leaf(authority(root, 2, { hasUnknownCriticalExtension: true })),
    ],
    [
      'too deep',
      ['path-too-long@1'],
      () => leaf(authority(authority(root, 2, { pathLength: 0 }), 3)),
    ],
    [
      'below self-issued ones, which do not count',
      [],
      () => {
        const limited = authority(root, 2, { pathLength: 0 });
        return leaf(authority(limited, 2, { keyLabel: 'khoá mới', pathLength: 0 }));
      },
    ],
  ])('%s', (_, expected, make) => {
    expect(codes(find(make()))).toEqual(expected);
  });
});

describe('anchors', () => {
  const signer = leaf(authority(root, 1));
  const with_ = (anchor: Omit<TrustAnchor, 'certificate'>): string[] =>
    codes(find(signer, [], {}, [{ certificate: root.certificate, ...anchor }]));

  it('vouch for their purpose and in their time alone', () => {
    expect(with_({ purposes: ['signature'] })).toEqual([]);
    expect(with_({ purposes: ['time-stamp'] })).toEqual(['anchor-not-for-purpose@2']);
    expect(with_({ from: new Date('2026-12-01') })).toEqual(['anchor-not-in-force@2']);
    expect(with_({ until: new Date('2026-10-01') })).toEqual(['anchor-not-in-force@2']);
    expect(with_({ from: new Date('2026-10-01'), until: new Date('2026-12-01') })).toEqual([]);
  });

  it('may be trusted twice, for different purposes', () => {
    const twice = (['time-stamp', 'signature'] as const).map((purpose) => ({
      certificate: root.certificate,
      purposes: [purpose],
    }));
    expect(codes(find(signer, [], {}, twice))).toEqual([]);
  });

  it('limit their path as their certificate says', () => {
    const limited = TestIdentity.root({ name: 'CN=Gốc hẹp, C=VN', pathLength: 0 });
    const result = find(leaf(authority(limited, 1)), [], {}, [
      { certificate: limited.certificate },
    ]);
    expect(codes(result)).toEqual(['path-too-long@1']);
  });

  it('of time-stamps want units for time-stamps and nothing else', () => {
    const usage = ['1.3.6.1.5.5.7.3.8'];
    const unit = (options: Partial<TestCertificateOptions>): string[] =>
      codes(find(leaf(root, options), [], { purpose: 'time-stamp' }));
    expect(unit({ extendedKeyUsage: usage, isExtendedKeyUsageCritical: true })).toEqual([]);
    expect(unit({ extendedKeyUsage: usage })).toEqual(['extended-key-usage@0']);
    expect(unit({})).toEqual(['extended-key-usage@0']);
    const more = [...usage, '1.3.6.1.5.5.7.3.4'];
    expect(unit({ extendedKeyUsage: more, isExtendedKeyUsageCritical: true })).toEqual([
      'extended-key-usage@0',
    ]);
  });
});
