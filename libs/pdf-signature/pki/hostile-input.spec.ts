import { createHash, webcrypto } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as pkijs from 'pkijs';
import { PdfSignatureError } from '../errors.js';
import { TEST_NOW, TestIdentity } from '../fixtures/test-authority.js';
import { testCrl, testOcspResponse } from '../fixtures/test-authority-revocation.js';
import { testTimeStamp } from '../fixtures/test-authority-time-stamp.js';
import { findPath } from './path.js';
import { readCertificate } from './certificate.js';
import { judgeRevocation } from './revocation.js';
import { checkTimeStampToken, readTimeStampToken } from './time-stamp.js';

const root = TestIdentity.root({ name: 'CN=CA gốc, C=VN' });
const issuing = root.issue({
  name: 'CN=CA, C=VN',
  isAuthority: true,
  permitted: [{ directory: 'C=VN' }],
  policies: ['1.2.3'],
});
const signer = issuing.issue({ name: 'CN=Người ký, C=VN', emails: ['a@trien.vn'] });
const ocsp = testOcspResponse({ responder: issuing, answers: [{ about: signer }] });
const crl = testCrl({
  issuer: issuing,
  revoked: [{ serialDer: signer.parsed.serialDer, reason: 1 }],
  point: { onlyUserCertificates: true },
});
const unit = root.issue({
  name: 'CN=Dấu thời gian, C=VN',
  extendedKeyUsage: ['1.3.6.1.5.5.7.3.8'],
  isExtendedKeyUsageCritical: true,
});
const stamped = Uint8Array.from(Buffer.from('giá trị chữ ký'));
const imprint = createHash('sha256').update(stamped).digest();
const token = testTimeStamp(imprint, 'sha256', { authority: unit });

/** Every byte once changed, and the whole cut at many places. */
function* mutations(original: Buffer): Generator<Buffer> {
  for (let index = 0; index < original.length; index += 1) {
    const changed = Buffer.from(original);
    changed[index] = (changed[index] ?? 0) ^ (index % 2 === 0 ? 0x01 : 0x80);
    yield changed;
    if (index % 9 === 0) yield original.subarray(0, index);
  }
}

const evidence = (pieces: { ocsp?: Buffer[]; crls?: Buffer[] }): string =>
  judgeRevocation(
    signer.parsed,
    issuing.parsed,
    { ocsp: pieces.ocsp ?? [], crls: pieces.crls ?? [] },
    { at: TEST_NOW, pool: [] },
  ).state;

describe('one changed byte', () => {
  it('of an OCSP response never makes it good', () => {
    expect(evidence({ ocsp: [ocsp] })).toBe('good');
    // The certificates that are carried along are hints: the issuer is known without them.
    const signedPart = ocsp.subarray(0, ocsp.indexOf(issuing.certificate) - 8);
    for (const changed of mutations(ocsp)) {
      if (changed.subarray(0, signedPart.length).equals(signedPart)) continue;
      expect(evidence({ ocsp: [changed] })).toBe('unknown');
    }
  });

  it('of a CRL never makes anybody good', () => {
    expect(evidence({ crls: [crl] })).toBe('revoked');
    for (const changed of mutations(crl)) expect(evidence({ crls: [changed] })).not.toBe('good');
  });

  it('of a time-stamp is a problem or a refusal', () => {
    expect(checkTimeStampToken(readTimeStampToken(token), {}).problems).toEqual([]);
    for (const changed of mutations(token)) {
      try {
        checkTimeStampToken(readTimeStampToken(changed), {});
      } catch (error) {
        expect(error).toBeInstanceOf(PdfSignatureError);
      }
    }
  });

  it('of a certificate breaks its path', () => {
    const anchors = [{ certificate: root.certificate }];
    const options = { at: TEST_NOW, purpose: 'signature' } as const;
    for (const changed of mutations(signer.certificate)) {
      let leaf;
      try {
        leaf = readCertificate(changed);
      } catch (error) {
        expect(error).toBeInstanceOf(PdfSignatureError);
        continue;
      }
      expect(findPath(leaf, [issuing.parsed], anchors, options).problems).not.toEqual([]);
    }
  });
});

describe('pkijs, which knows nothing of us, reads what our fixtures make', () => {
  pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto as Crypto }));
  const authority = pkijs.Certificate.fromBER(Uint8Array.from(issuing.certificate));

  it('a CRL', async () => {
    const list = pkijs.CertificateRevocationList.fromBER(Uint8Array.from(crl));
    await expect(list.verify({ issuerCertificate: authority })).resolves.toBe(true);
    const certificate = pkijs.Certificate.fromBER(Uint8Array.from(signer.certificate));
    expect(list.isCertificateRevoked(certificate)).toBe(true);
  });

  it('an OCSP response', async () => {
    const response = pkijs.OCSPResponse.fromBER(Uint8Array.from(ocsp));
    const certificate = pkijs.Certificate.fromBER(Uint8Array.from(signer.certificate));
    const status = await response.getCertificateStatus(certificate, authority);
    expect(status).toEqual({ isForCertificate: true, status: 0 });
  });

  it('a time-stamp', async () => {
    const info = pkijs.ContentInfo.fromBER(Uint8Array.from(token));
    const data = new pkijs.SignedData({ schema: info.content as object });
    await expect(data.verify({ signer: 0, data: stamped.buffer })).resolves.toBe(true);
  });
});
