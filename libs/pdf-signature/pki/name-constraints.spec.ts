import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { context, encode, oid, sequence } from '../cms/der.js';
import { OID } from '../cms/oids.js';
import { extension, utf8 } from '../fixtures/test-authority-der.js';
import { opensslAccepts, pemOf } from '../fixtures/openssl.js';
import {
  TEST_NOW,
  TestIdentity,
  type TestCertificateOptions,
  type TestSubtree,
} from '../fixtures/test-authority.js';
import { findPath } from './path.js';

const root = TestIdentity.root({ name: 'CN=CA gốc thử nghiệm, C=VN' });
const NAME = 'CN=Đỗ Văn Kiểm, OU=Văn phòng, O=Sở Nội vụ, C=VN';
const NOI_VU: TestSubtree = { directory: 'O=Sở Nội vụ, C=VN' };

type Options = Partial<TestCertificateOptions>;
const CASES: readonly (readonly [string, Options, Options, boolean])[] = [
  ['inside the permitted name', { permitted: [NOI_VU] }, {}, true],
  [
    'case does not matter',
    { permitted: [{ directory: 'O=SO NOI VU, C=VN' }] },
    { name: 'CN=A, O=So Noi Vu, C=VN' },
    true,
  ],
  ['outside the permitted name', { permitted: [{ directory: 'O=Sở Y tế, C=VN' }] }, {}, false],
  ['one of two is enough', { permitted: [{ directory: 'C=LA' }, { directory: 'C=VN' }] }, {}, true],
  ['inside the excluded name', { excluded: [NOI_VU] }, {}, false],
  [
    'permitted, but for a part',
    { permitted: [{ directory: 'C=VN' }], excluded: [NOI_VU] },
    {},
    false,
  ],
  [
    'e-mail at the host',
    { permitted: [{ email: 'trien.vn' }] },
    { emails: ['kiem@trien.vn'] },
    true,
  ],
  [
    'e-mail below the host',
    { permitted: [{ email: 'trien.vn' }] },
    { emails: ['a@b.trien.vn'] },
    false,
  ],
  [
    'e-mail in the domain',
    { permitted: [{ email: '.trien.vn' }] },
    { emails: ['a@b.trien.vn'] },
    true,
  ],
  ['one mailbox', { permitted: [{ email: 'a@trien.vn' }] }, { emails: ['b@trien.vn'] }, false],
  [
    'the other of two addresses',
    { permitted: [{ email: 'trien.vn' }] },
    { emails: ['a@trien.vn', 'a@khac.vn'] },
    false,
  ],
  ['e-mail excluded', { excluded: [{ email: 'trien.vn' }] }, { emails: ['kiem@trien.vn'] }, false],
  [
    'e-mail in the name',
    { permitted: [{ email: 'trien.vn' }] },
    { name: 'E=kiem@khac.vn, CN=Kiem, C=VN' },
    false,
  ],
  ['a host below', { permitted: [{ dns: 'trien.vn' }] }, { hosts: ['ky.trien.vn'] }, true],
  [
    'a host that only ends alike',
    { permitted: [{ dns: 'trien.vn' }] },
    { hosts: ['xtrien.vn'] },
    false,
  ],
  ['a host excluded', { excluded: [{ dns: 'trien.vn' }] }, { hosts: ['ky.TRIEN.vn'] }, false],
  [
    'a kind that is not constrained',
    { permitted: [{ dns: 'trien.vn' }] },
    { name: 'CN=Kiểm Văn, C=VN' },
    true,
  ],
];

const URI = 0x86;
const ADDRESS = 0x87;
const MAILBOX = 0x81;
const mailboxBeyondAscii = (address: string): Buffer =>
  context(0, oid(OID.smtpUtf8Mailbox), context(0, utf8(address)));
const text = (tag: number, value: string): Buffer => encode(tag, Buffer.from(value));

describe('a name that hides what it names', () => {
  it.each<[string, boolean, Buffer, Buffer]>([
    ['an address with a last dot', false, text(URI, 'xau.vn'), text(URI, 'http://xau.vn./x')],
    ['a host with a last dot', false, text(0x82, 'xau.vn'), text(0x82, 'ky.xau.vn.')],
    ['a mailbox with a last dot', false, text(MAILBOX, 'xau.vn'), text(MAILBOX, 'a@xau.vn.')],
    ['a host behind a backslash', true, text(URI, 'tot.vn'), text(URI, 'http://xau.vn\\@tot.vn/')],
    ['a mailbox beyond ASCII', true, text(MAILBOX, 'tot.vn'), mailboxBeyondAscii('hằng@xau.vn')],
    ['a host beyond ASCII', false, text(MAILBOX, 'xn--xu-jia.vn'), mailboxBeyondAscii('a@xàu.vn')],
  ])('%s', (_, isPermitted, subtree, name) => {
    const constraint = sequence(context(isPermitted ? 0 : 1, sequence(subtree)));
    const issuing = root.issue({
      ...{ name: 'CN=CA hẹp, C=VN', isAuthority: true },
      extensions: [extension(OID.nameConstraints, constraint, true)],
    });
    const signer = issuing.issue({
      name: 'CN=Kiem, C=VN',
      extensions: [extension(OID.subjectAltName, sequence(name))],
    });
    const anchors = [{ certificate: root.certificate }];
    const options = { at: TEST_NOW, purpose: 'signature' } as const;
    const { problems } = findPath(signer.parsed, [issuing.parsed], anchors, options);
    expect(problems.map(({ code }) => code)).toEqual(['name-constraints']);
  });

  it('a network without a whole mask makes an authority unreadable', () => {
    const network = encode(ADDRESS, Buffer.from([10, 0, 0, 0, 255, 0, 0]));
    const constraint = sequence(context(1, sequence(network)));
    const issuing = root.issue({
      ...{ name: 'CN=CA hẹp, C=VN', isAuthority: true },
      extensions: [extension(OID.nameConstraints, constraint, true)],
    });
    expect(() => issuing.parsed).toThrow('certificate.malformed');
  });
});

describe('name constraints, as openssl sees them, too', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'name-constraints-'));
    writeFileSync(join(folder, 'root.pem'), pemOf(root.certificate));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each(CASES)('%s', (_, constraints, subject, isObeyed) => {
    const issuing = root.issue({ name: 'CN=CA hẹp, C=VN', isAuthority: true, ...constraints });
    const signer = issuing.issue({ name: NAME, ...subject });
    const anchors = [{ certificate: root.certificate }];
    const options = { at: TEST_NOW, purpose: 'signature' } as const;
    const { problems } = findPath(signer.parsed, [issuing.parsed], anchors, options);
    expect(problems.map(({ code }) => code)).toEqual(isObeyed ? [] : ['name-constraints']);
    writeFileSync(join(folder, 'issuing.pem'), pemOf(issuing.certificate));
    writeFileSync(join(folder, 'signer.pem'), pemOf(signer.certificate));
    const isGoodForOpenssl = opensslAccepts([
      ...['verify', '-attime', `${TEST_NOW.getTime() / 1_000}`],
      ...['-CAfile', join(folder, 'root.pem'), '-untrusted', join(folder, 'issuing.pem')],
      join(folder, 'signer.pem'),
    ]);
    expect(isGoodForOpenssl).toBe(isObeyed);
  });

  it('add up along the path, and spare self-issued authorities', () => {
    const find = (signer: TestIdentity): string[] => {
      const pool: TestIdentity[] = [];
      for (let one = signer.issuer; one !== null; one = one.issuer) pool.push(one);
      const certificates = pool.map(({ parsed }) => parsed);
      const anchors = [{ certificate: root.certificate }];
      const options = { at: TEST_NOW, purpose: 'signature' } as const;
      return findPath(signer.parsed, certificates, anchors, options).problems.map(
        ({ code, index }) => `${code}@${index}`,
      );
    };
    const authority = (by: TestIdentity, name: string, permitted?: TestSubtree): TestIdentity =>
      by.issue({
        name,
        keyLabel: `${name} ${permitted?.directory ?? 'mới'}`,
        isAuthority: true,
        ...(permitted === undefined ? {} : { permitted: [permitted] }),
      });
    const wide = authority(root, 'CN=CA 5, C=VN', { directory: 'C=VN' });
    const narrow = authority(wide, 'CN=CA 6, C=VN', { directory: 'O=Sở Y tế, C=VN' });
    expect(find(narrow.issue({ name: NAME }))).toEqual(['name-constraints@0']);
    const strict = authority(root, 'CN=CA 7, C=VN', NOI_VU);
    const renewed = authority(strict, 'CN=CA 7, C=VN');
    expect(find(renewed.issue({ name: NAME }))).toEqual([]);
  });
});
