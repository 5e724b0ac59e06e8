import { beforeAll, describe, expect, it } from '@jest/globals';
import { samplePdf } from '../../../../libs/pdf-signature/fixtures/sample-pdfs.js';
import { TEST_NOW, TestIdentity } from '../../../../libs/pdf-signature/fixtures/test-authority.js';
import {
  prepareSignature,
  SignatureRefusedError,
  type TrustAnchor,
} from '../../../../libs/pdf-signature/index.js';
import { isTrusted, readSigningCertificate } from './certificate-check.js';
import { CertificateTooWeakError, CertificateUnreadableError } from './enrolment.errors.js';

const ROOT = TestIdentity.root({ name: 'CN=CA gốc, C=VN' });
/** RSA below 3000 bits is good until the end of 2028 (ETSI TS 119 312). */
const AFTER_2028 = new Date('2029-01-01T00:00:00Z');

type Shape = NonNullable<Parameters<typeof TestIdentity.root>[0]['key']>;

describe('a certificate that is brought in', () => {
  let pdf: Uint8Array;
  beforeAll(async () => {
    pdf = await samplePdf({ objectStreams: false });
  });

  const signerWith = (key: Shape): Uint8Array =>
    ROOT.issue({ name: `CN=Nguyễn Đăng Quyết ${key}, C=VN`, key }).certificate;
  const takes = (refusal: new (...args: never[]) => Error, act: () => unknown): boolean => {
    try {
      act();
      return true;
    } catch (error) {
      if (error instanceof refusal) return false;
      throw error;
    }
  };

  it('is no certificate when its names bear what nothing can keep', () => {
    const named = (name: string): Uint8Array =>
      ROOT.issue({ name: `CN=${name}, C=VN` }).certificate;
    expect(readSigningCertificate(named('Hằng'), TEST_NOW).subject.commonName).toBe('Hằng');
    expect(() => readSigningCertificate(named('Hằng\0.vn'), TEST_NOW)).toThrow(
      CertificateUnreadableError,
    );
  });

  it.each<[Shape, boolean, boolean]>([
    ['rsa1024', false, false],
    ['rsa2048', true, false],
    ['rsa3072', true, true],
    ['p256', true, true],
    ['p384', true, true],
    ['p521', true, true],
  ])('with a key of %s is taken today: %s, after 2028: %s, as it can sign then', (key, ...good) => {
    const certificate = signerWith(key);
    for (const [index, at] of [TEST_NOW, AFTER_2028].entries()) {
      const canSign = takes(SignatureRefusedError, () =>
        prepareSignature(pdf, {
          ...{ certificate, chain: [], signingTime: at },
          newField: { name: 'NguoiKy', page: 0 },
        }),
      );
      const isTaken = takes(CertificateTooWeakError, () => readSigningCertificate(certificate, at));
      expect({ isTaken, canSign }).toEqual({ isTaken: good[index], canSign: good[index] });
    }
  });

  it.each<[string, Omit<TrustAnchor, 'certificate'>, boolean]>([
    ['for everything', {}, true],
    ['for signatures', { purposes: ['signature'] }, true],
    ['for time-stamps alone', { purposes: ['time-stamp'] }, false],
    ['until last year', { until: new Date('2025-12-31T00:00:00Z') }, false],
    ['from next year on', { from: new Date('2027-01-01T00:00:00Z') }, false],
  ])('has a trusted issuer where its root is trusted %s', (_, limits, expected) => {
    const issuing = ROOT.issue({ name: 'CN=CA cấp phát, C=VN', isAuthority: true });
    const { parsed } = issuing.issue({ name: 'CN=Nguyễn Đăng Quyết, C=VN' });
    const anchors = [{ certificate: ROOT.certificate, ...limits }];
    const chain = [Buffer.from('unreadable'), issuing.certificate];
    expect(isTrusted(parsed, chain, anchors, TEST_NOW)).toBe(expected);
    expect(isTrusted(parsed, [], anchors, TEST_NOW)).toBe(false);
  });

  it.each<Shape>(['ed25519', 'rsa-pss'])('with a key of %s is not taken', (key) => {
    expect(() => readSigningCertificate(signerWith(key), TEST_NOW)).toThrow(
      CertificateTooWeakError,
    );
  });
});
