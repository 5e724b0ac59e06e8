import { describe, expect, it } from '@jest/globals';
import { buildSignedData, signedAttributes } from '../cms/cms-build.js';
import { createHash, sign } from 'node:crypto';
import { pemOf } from '../fixtures/openssl.js';
import { TestIdentity } from '../fixtures/test-authority.js';
import { checkTrustListSignature, readTrustAnchors, readTrustList } from './trust.js';

const first = TestIdentity.root({ name: 'CN=CA gốc quốc gia, C=VN' });
const second = TestIdentity.root({ name: 'CN=CA gốc chuyên dùng Chính phủ, C=VN' });
const base64 = first.certificate.toString('base64');

describe('anchors from files', () => {
  it('are read from bundles of PEM, with talk between them, and from DER', () => {
    const bundle = `# quốc gia\n${pemOf(first.certificate)}\n# công vụ\r\n${pemOf(second.certificate)}`;
    const anchors = readTrustAnchors([Buffer.from(bundle), first.certificate]);
    expect(anchors.map(({ certificate }) => Buffer.from(certificate))).toEqual([
      first.certificate,
      second.certificate,
      first.certificate,
    ]);
  });

  it.each([
    '',
    'hello',
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
    '0\u0003abc',
  ])('are refused when there is none: %j', (text) => {
    expect(() => readTrustAnchors([Buffer.from(text, 'latin1')])).toThrow('trust.malformed');
  });
});

describe('a list of anchors', () => {
  const list = (entry: object): string => JSON.stringify({ version: 1, anchors: [entry] });

  it('says for what and from when to when', () => {
    const sha256 = createHash('sha256').update(first.certificate).digest('hex');
    const [anchor] = readTrustList(
      list({
        name: 'CA gốc quốc gia',
        certificate: base64,
        sha256,
        purposes: ['signature'],
        from: '2019-01-01T00:00:00Z',
        until: '2039-01-01T00:00:00+07:00',
      }),
    );
    expect(anchor).toEqual({
      certificate: first.certificate,
      name: 'CA gốc quốc gia',
      purposes: ['signature'],
      from: new Date('2019-01-01T00:00:00Z'),
      until: new Date('2038-12-31T17:00:00Z'),
    });
    expect(readTrustList(list({ certificate: pemOf(second.certificate) }))).toHaveLength(1);
  });

  it.each<[string, object | string]>([
    ['that is no JSON', '{'],
    ['of another version', JSON.stringify({ version: 2, anchors: [] })],
    ['without a certificate', list({ name: 'x' })],
    ['with another fingerprint', list({ certificate: base64, sha256: '00' })],
    ['with a misspelt limit', list({ certificate: base64, untill: '2020-01-01T00:00:00Z' })],
    ['with an unknown purpose', list({ certificate: base64, purposes: ['everything'] })],
    ['with half a date', list({ certificate: base64, from: '2020' })],
  ])('%s is refused', (_, json) => {
    expect(() => readTrustList(json as string)).toThrow('trust.malformed');
  });

  it('may be signed by its publisher', () => {
    const publisher = TestIdentity.root({ name: 'CN=Đơn vị công bố, C=VN' });
    const bytes = Buffer.from(list({ certificate: base64 }));
    const digest = createHash('sha256').update(bytes).digest();
    const attributes = signedAttributes(digest, publisher.parsed, 'sha256');
    const cms = buildSignedData({
      signedAttributes: attributes,
      certificate: publisher.parsed,
      chain: [],
      digestAlgorithm: 'sha256',
      signature: sign('sha256', attributes, publisher.key),
    });
    expect(checkTrustListSignature(bytes, cms, [publisher.certificate])).toBe(true);
    expect(checkTrustListSignature(bytes, cms, [first.certificate])).toBe(false);
    expect(checkTrustListSignature(Buffer.from('[]'), cms, [publisher.certificate])).toBe(false);
    expect(checkTrustListSignature(bytes, Buffer.from('rác'), [publisher.certificate])).toBe(false);
  });
});
