import { describe, expect, it } from '@jest/globals';
import { encode, oid, sequence, TAG } from '../cms/der.js';
import { OID } from '../cms/oids.js';
import { extension, ia5, printable, utf8 } from '../fixtures/test-authority-der.js';
import { TEST_NOW, TestIdentity, type TestCertificateOptions } from '../fixtures/test-authority.js';
import { isSameName } from './names.js';
import { findPath } from './path.js';

const teletex = (text: string): Buffer => encode(TAG.teletexString, Buffer.from(text, 'latin1'));
const bmp = (text: string): Buffer => encode(TAG.bmpString, Buffer.from(text, 'utf16le').swap16());
const attribute = (type: string, value: Buffer): Buffer =>
  encode(TAG.set, sequence(oid(type), value));
const nameOf = (organisation: Buffer, ...more: readonly Buffer[]): Buffer =>
  sequence(
    attribute('2.5.4.6', printable('VN')),
    attribute(OID.organisation, organisation),
    ...more,
  );
const commonName = (text: string): Buffer => attribute(OID.commonName, utf8(text));

describe('one name in several spellings (RFC 5280, 7.1; RFC 4518, 2)', () => {
  const known = nameOf(utf8('Sở Nội vụ'));
  it.each<[string, Buffer]>([
    ['decomposed', utf8('Sở Nội vụ'.normalize('NFD'))],
    ['in capitals', utf8('SỞ NỘI VỤ')],
    ['with more spaces', utf8('  Sở  Nội vụ ')],
    ['with spaces that do not break', utf8('Sở\u00a0Nội vụ')],
    ['in full width', utf8('Sở Ｎội ｖụ')],
    ['with a soft hyphen', utf8('Sở Nội\u00ad vụ')],
    ['with a mark of no width', utf8('Sở\u200b Nội vụ')],
    ['as BMPString', bmp('Sở Nội vụ')],
  ])('%s', (_, organisation) => {
    expect(isSameName(known, nameOf(organisation))).toBe(true);
  });

  it.each<[string, Buffer]>([
    ['without diacritics', utf8('So Noi vu')],
    ['with one word less', utf8('Sở Nội')],
    ['in one word', utf8('SởNội vụ')],
  ])('but not %s', (_, organisation) => {
    expect(isSameName(known, nameOf(organisation))).toBe(false);
  });
});

const root = TestIdentity.root({ name: 'CN=CA gốc, C=VN' });

function problemsOf(signer: TestIdentity): string[] {
  const pool = signer.issuer === null ? [] : [signer.issuer.parsed];
  const anchors = [{ certificate: root.certificate }];
  const options = { at: TEST_NOW, purpose: 'signature' } as const;
  return findPath(signer.parsed, pool, anchors, options).problems.map(({ code }) => code);
}

function below(
  constraints: Partial<TestCertificateOptions>,
  subject: Partial<TestCertificateOptions>,
): string[] {
  const issuing = root.issue({ name: 'CN=CA hẹp, C=VN', isAuthority: true, ...constraints });
  return problemsOf(issuing.issue({ name: 'CN=Người ký, C=VN', ...subject }));
}

describe('an excluded name does not pass', () => {
  const excluded = [{ directory: 'O=So Noi vu, C=VN' }];
  it.each<[string, Buffer]>([
    ['in full width', utf8('Ｓｏ Ｎｏｉ ｖｕ')],
    ['with a mark of no width', utf8('So\u200b Noi vu')],
    ['as BMPString', bmp('So Noi vu')],
    ['as TeletexString', teletex('So Noi vu')],
  ])('%s', (_, organisation) => {
    const subjectDer = nameOf(organisation, commonName('Kẻ giả mạo'));
    expect(below({ excluded }, { subjectDer })).toEqual(['name-constraints']);
  });

  it('in the mail address that is shown, beside another one', () => {
    const email = attribute(OID.email, ia5('ke@la.vn'));
    const subjectDer = nameOf(utf8('Sở Nội vụ'), email);
    const emails = ['an@trien.vn'];
    const permitted = [{ email: 'trien.vn' }];
    expect(below({ permitted }, { subjectDer, emails })).toEqual(['name-constraints']);
  });
});

describe('addresses under constraints (RFC 5280, 4.2.1.10)', () => {
  const uri = (text: string): Buffer => encode(0x86, Buffer.from(text));
  const constraint = (tag: 0xa0 | 0xa1, name: Buffer): Buffer =>
    extension(OID.nameConstraints, sequence(encode(tag, sequence(name))), true);
  const judge = (rule: Buffer, name: Buffer): string[] =>
    below({ extensions: [rule] }, { extensions: [extension(OID.subjectAltName, sequence(name))] });

  it.each([
    ['http://trien.vn/x', false],
    ['http://khac.vn/x', true],
    ['http://192.0.2.1/x', false],
    ['http://[2001:db8::1]/x', false],
    ['urn:uuid:1', false],
  ])('%s beside an excluded host', (text, isGood) => {
    const problems = judge(constraint(0xa1, uri('trien.vn')), uri(text));
    expect(problems).toEqual(isGood ? [] : ['name-constraints']);
  });

  it('of one kind say nothing about names of another that nobody can compare', () => {
    const other = encode(0xa0, oid('1.3.6.1.4.1.311.20.2.3'), encode(0xa0, utf8('an@trien.vn')));
    const registered = encode(0x88, oid('1.2.3').subarray(2));
    expect(judge(constraint(0xa0, other), registered)).toEqual([]);
    expect(judge(constraint(0xa0, other), other)).toEqual(['name-constraints']);
  });
});

describe('what a certificate may hold', () => {
  it('are identifiers made of a UUID (X.667)', () => {
    const arc = Buffer.from('83f9eabdedd1b6e3a5cdbdc3f2c4f1d2a311', 'hex');
    const policy = encode(TAG.oid, Buffer.from([0x69]), arc);
    const signer = root.issue({
      name: 'CN=Người ký, C=VN',
      extensions: [extension(OID.certificatePolicies, sequence(sequence(policy)))],
    });
    expect(problemsOf(signer)).toEqual([]);
    expect(signer.parsed.policies?.[0]).toMatch(/^2\.25\.\d{36,39}$/);
  });

  it.each([
    ['30 February', '350230000000Z'],
    ['the hour 24', '350101240000Z'],
    ['no seconds', '3501010000Z'],
    ['another zone', '350101000000+0700'],
  ])('is no end on %s (RFC 5280, 4.1.2.5)', (_, text) => {
    const notAfterDer = encode(TAG.utcTime, Buffer.from(text));
    const signer = root.issue({ name: 'CN=Người ký, C=VN', notAfterDer });
    expect(() => signer.parsed).toThrow('certificate.malformed');
  });

  it.each([['55 1d 8f'], ['55 1d 80 0f'], ['']])('is no identifier spelt %s', (hex) => {
    const identifier = encode(TAG.oid, Buffer.from(hex.replaceAll(' ', ''), 'hex'));
    const policies = extension(OID.certificatePolicies, sequence(sequence(identifier)));
    const signer = root.issue({ name: 'CN=Người ký, C=VN', extensions: [policies] });
    expect(() => signer.parsed).toThrow('certificate.malformed');
  });
});
