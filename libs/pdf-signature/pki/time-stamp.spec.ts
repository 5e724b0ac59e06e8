import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { TEST_NOW, TestIdentity, type TestCertificateOptions } from '../fixtures/test-authority.js';
import {
  testTimeStamp,
  testTimeStampRefusal,
  testTimeStampResponse,
  type TestTimeStampOptions,
} from '../fixtures/test-authority-time-stamp.js';
import type { Certificate } from './certificate.js';
import {
  checkTimeStampToken,
  readTimeStampResponse,
  readTimeStampToken,
  timeStampRequest,
  type TimeStampExpectation,
} from './time-stamp.js';

const STAMPING = { extendedKeyUsage: ['1.3.6.1.5.5.7.3.8'], isExtendedKeyUsageCritical: true };
const root = TestIdentity.root({ name: 'CN=CA cấp dấu thời gian, C=VN' });
const unit = (options: Partial<TestCertificateOptions> = {}): TestIdentity =>
  root.issue({ name: 'CN=Dấu thời gian mẫu, C=VN', ...STAMPING, ...options });
const authority = unit();
const content = Buffer.from('giá trị chữ ký');
const imprint = createHash('sha256').update(content).digest();
const nonce = Buffer.from('00ff00112233', 'hex');

function problems(
  options: Partial<TestTimeStampOptions> = {},
  expected: TimeStampExpectation = { content: [content], nonce },
): readonly string[] {
  const token = testTimeStamp(imprint, 'sha256', { authority, nonce, ...options });
  return checkTimeStampToken(readTimeStampToken(token), expected).problems;
}

describe('a time-stamp', () => {
  it('is asked for, granted and read', () => {
    const request = timeStampRequest(imprint, { digestAlgorithm: 'sha256', nonce });
    const response = testTimeStampResponse(request, {
      authority,
      accuracySeconds: 1,
      ordering: true,
      genTime: new Date('2026-11-01T08:00:00.25Z'),
    });
    const token = readTimeStampToken(readTimeStampResponse(response).token);
    expect(token).toMatchObject({
      genTime: new Date('2026-11-01T08:00:00.250Z'),
      accuracyMs: 1_000,
      ordering: true,
      policy: '1.3.6.1.4.1.99999.3161',
      imprint: { digest: 'sha256', value: imprint },
    });
    const check = checkTimeStampToken(token, { imprint, content: [content], nonce });
    expect(check.problems).toEqual([]);
    expect(check.certificate?.subject.commonName).toBe('Dấu thời gian mẫu');
  });

  it('costs no more where a file holds many certificates, which were read already', () => {
    const token = readTimeStampToken(testTimeStamp(imprint, 'sha256', { authority }));
    const costWith = (pool: readonly Certificate[]): number => {
      let cost = 0;
      const spend = (steps: number): void => {
        cost += steps;
      };
      expect(checkTimeStampToken(token, { content: [content], pool, spend }).problems).toEqual([]);
      return cost;
    };
    const others = Array.from(
      { length: 9 },
      (_, index) => unit({ keyLabel: String(index) }).parsed,
    );
    expect(costWith(others)).toBe(costWith([]));
  });

  it('is refused with a reason', () => {
    const refusal = testTimeStampRefusal(15, 'chính sách lạ');
    expect(() => readTimeStampResponse(refusal)).toThrow(
      expect.objectContaining({
        code: 'time-stamp.refused',
        params: { status: 'rejection', failure: 'unaccepted-policy', text: 'chính sách lạ' },
      }),
    );
    expect(() => readTimeStampResponse(Buffer.from('<html>'))).toThrow('time-stamp.malformed');
  });

  it.each(['p384', 'p521', 'rsa2048', 'rsa-pss', 'ed25519'] as const)(
    'is read from a %s key',
    (key) => {
      const digest = key === 'p384' ? 'sha384' : key === 'ed25519' ? 'sha512' : 'sha256';
      expect(problems({ authority: unit({ key }), digest })).toEqual([]);
    },
  );

  it.each<[string, string[], () => readonly string[]]>([
    ['over something else', ['imprint-mismatch'], () => problems({ imprint: Buffer.alloc(32) })],
    ['with another nonce', ['nonce-mismatch'], () => problems({ nonce: Buffer.from([1]) })],
    ['without the nonce', ['nonce-mismatch'], () => problems({ nonce: null })],
    ['under another policy', ['policy-mismatch'], () => problems({}, { policies: ['1.2.3'] })],
    ['with a broken signature', ['signature-invalid'], () => problems({ isSignatureBroken: true })],
    ['without its certificate', ['certificate-missing'], () => problems({ hasCertificate: false })],
    [
      'without the signing-certificate attribute',
      ['signing-certificate-attribute'],
      () => problems({ essCertificate: null }),
    ],
    [
      'naming another certificate',
      ['signing-certificate-attribute'],
      () => problems({ essCertificate: root.certificate }),
    ],
    [
      'of a certificate without the usage',
      ['extended-key-usage'],
      () => problems({ authority: root.issue({ name: 'CN=Người ký' }) }),
    ],
    [
      'of a usage that is not critical',
      ['extended-key-usage'],
      () => problems({ authority: unit({ isExtendedKeyUsageCritical: false }) }),
    ],
    [
      'of a certificate with a second usage',
      ['extended-key-usage'],
      () =>
        problems({
          authority: unit({ extendedKeyUsage: ['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.4'] }),
        }),
    ],
    [
      'of a certificate that had expired',
      ['certificate-not-valid-then'],
      () => problems({ authority: unit({ until: new Date('2026-10-01') }) }),
    ],
    ['of a weak key', ['algorithm-weak'], () => problems({ authority: unit({ key: 'rsa1024' }) })],
  ])('%s is not good', (_, expected, judge) => {
    expect(judge()).toEqual(expected);
  });

  it('finds a certificate that came another way', () => {
    const expected = { content: [content], pool: [authority.parsed] };
    expect(problems({ hasCertificate: false }, expected)).toEqual([]);
  });

  it('has one signer and the content of a time-stamp', () => {
    const read = (options: Partial<TestTimeStampOptions>) => () =>
      readTimeStampToken(testTimeStamp(imprint, 'sha256', { authority, ...options }));
    expect(read({ hasTwoSigners: true })).toThrow('time-stamp.malformed');
    expect(read({ contentType: '1.2.840.113549.1.7.1' })).toThrow('time-stamp.malformed');
    expect(read({ genTime: TEST_NOW })().genTime).toEqual(TEST_NOW);
  });
});
