import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openssl, opensslAccepts, pemOf } from '../fixtures/openssl.js';
import { startOpensslServices, type OpensslServices } from '../fixtures/openssl-services.js';
import { TEST_NOW, TestIdentity } from '../fixtures/test-authority.js';
import { testCrl, testOcspResponse } from '../fixtures/test-authority-revocation.js';
import { testTimeStampResponse } from '../fixtures/test-authority-time-stamp.js';
import { ocspRequest, readOcspResponse } from './ocsp.js';
import { judgeRevocation } from './revocation.js';
import {
  checkTimeStampToken,
  readTimeStampResponse,
  readTimeStampToken,
  timeStampRequest,
} from './time-stamp.js';

const OCSP_SIGNING = ['1.3.6.1.5.5.7.3.9'];
const STAMPING = { extendedKeyUsage: ['1.3.6.1.5.5.7.3.8'], isExtendedKeyUsageCritical: true };
const AT = ['-attime', `${TEST_NOW.getTime() / 1_000}`];

const root = TestIdentity.root({ name: 'CN=CA gốc thử nghiệm, O=Cơ quan mẫu, C=VN' });
const issuing = root.issue({ name: 'CN=CA Thử nghiệm, O=Cơ quan mẫu, C=VN', isAuthority: true });
const responder = issuing.issue({ name: 'CN=Dịch vụ OCSP', extendedKeyUsage: OCSP_SIGNING });
const unit = root.issue({ name: 'CN=Dấu thời gian', ...STAMPING });
const good = issuing.issue({ name: 'CN=Nguyễn Thị Hằng, C=VN' });
const revoked = issuing.issue({ name: 'CN=Đỗ Văn Kiểm, C=VN' });

let folder: string;
const path = (name: string): string => join(folder, name);
function file(name: string, content: Uint8Array | string): string {
  writeFileSync(path(name), content);
  return path(name);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pki-cross-check-'));
  file('root.pem', pemOf(root.certificate));
  file('issuing.pem', pemOf(issuing.certificate));
  file('unit.pem', pemOf(unit.certificate));
  file('good.pem', pemOf(good.certificate));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('what openssl makes', () => {
  let services: OpensslServices;
  const now = new Date();

  beforeAll(async () => {
    services = await startOpensslServices();
    const revokedAt = new Date(now.getTime() - 3_600_000);
    await services.addAuthority('issuing', issuing, responder, [
      { identity: good },
      { identity: revoked, revokedAt, reason: 'keyCompromise' },
    ]);
    await services.addTimeStamping('tsa', unit);
  });
  afterAll(() => services.stop());

  async function post(url: string, body: Uint8Array): Promise<Buffer> {
    const response = await fetch(url, { method: 'POST', body: Buffer.from(body) });
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  }

  it('as an OCSP responder is understood, and answers our requests', async () => {
    const nonce = randomBytes(16);
    const ask = async (about: TestIdentity): Promise<Buffer> =>
      post(services.ocspUrl('issuing'), ocspRequest(about.parsed, issuing.parsed, nonce));
    const judge = (about: TestIdentity, ocsp: Buffer): ReturnType<typeof judgeRevocation> =>
      judgeRevocation(
        about.parsed,
        issuing.parsed,
        { ocsp: [ocsp], crls: [] },
        { at: now, pool: [] },
      );
    const answer = await ask(good);
    expect(judge(good, answer)).toMatchObject({ state: 'good', problems: [] });
    expect(readOcspResponse(answer).basic?.nonce?.equals(nonce)).toBe(true);
    const bad = judge(revoked, await ask(revoked));
    expect(bad).toMatchObject({ state: 'revoked', reason: 'key-compromise' });
    const stranger = issuing.issue({ name: 'CN=Người lạ' });
    expect(judge(stranger, await ask(stranger)).problems).toEqual(['ocsp-status-unknown']);
  });

  it('as a CRL is understood', async () => {
    const crl = Buffer.from(await (await fetch(services.crlUrl('issuing'))).arrayBuffer());
    const judge = (about: TestIdentity): ReturnType<typeof judgeRevocation> =>
      judgeRevocation(
        about.parsed,
        issuing.parsed,
        { ocsp: [], crls: [crl] },
        { at: now, pool: [] },
      );
    expect(judge(good)).toMatchObject({ state: 'good', problems: [] });
    expect(judge(revoked)).toMatchObject({ state: 'revoked', reason: 'key-compromise' });
  });

  it('as a time-stamp is understood, and answers our requests', async () => {
    const content = Buffer.from('giá trị chữ ký');
    for (const digestAlgorithm of ['sha256', 'sha384', 'sha512'] as const) {
      const nonce = randomBytes(8);
      const imprint = createHash(digestAlgorithm).update(content).digest();
      const request = timeStampRequest(imprint, { digestAlgorithm, nonce });
      const response = await post(services.timeStampUrl('tsa'), request);
      const token = readTimeStampToken(readTimeStampResponse(response).token);
      expect(checkTimeStampToken(token, { content: [content], nonce }).problems).toEqual([]);
      expect(token.accuracyMs).toBe(1_000);
      expect(Math.abs(token.genTime.getTime() - Date.now())).toBeLessThan(60_000);
    }
  });

  it('as a refusal of a time-stamp is understood', async () => {
    const imprint = createHash('sha256').update('x').digest();
    const request = timeStampRequest(imprint, { digestAlgorithm: 'sha256', policy: '1.2.3.4' });
    const response = await post(services.timeStampUrl('tsa'), request);
    expect(() => readTimeStampResponse(response)).toThrow(
      expect.objectContaining({ code: 'time-stamp.refused' }),
    );
  });
});

describe('what our fixtures make', () => {
  it('is an OCSP response to openssl', () => {
    const response = testOcspResponse({ responder, answers: [{ about: good }] });
    const args = [
      ...['ocsp', '-respin', file('ocsp.der', response), '-issuer', path('issuing.pem')],
      ...['-cert', path('good.pem'), '-CAfile', path('root.pem'), '-no_nonce', ...AT],
      ...['-verify_other', path('issuing.pem'), '-validity_period', '99999999'],
    ];
    expect(openssl(args).toString()).toContain('good.pem: good');
    const lying = testOcspResponse({ responder: good, answers: [{ about: good }] });
    file('ocsp.der', lying);
    expect(opensslAccepts(args)).toBe(false);
  });

  it('is a CRL to openssl', () => {
    const { serialDer } = good.parsed;
    const check = (crl: Buffer): boolean =>
      opensslAccepts([
        ...['verify', ...AT, '-crl_check', '-CRLfile', pemCrl(crl), '-CAfile', path('root.pem')],
        ...['-untrusted', path('issuing.pem'), path('good.pem')],
      ]);
    expect(check(testCrl({ issuer: issuing }))).toBe(true);
    expect(check(testCrl({ issuer: issuing, revoked: [{ serialDer, reason: 1 }] }))).toBe(false);
  });

  it('is a time-stamp to openssl', () => {
    const content = file('stamped', 'giá trị chữ ký');
    const imprint = createHash('sha256').update(readFileSync(content)).digest();
    const request = timeStampRequest(imprint, { digestAlgorithm: 'sha256', nonce: randomBytes(8) });
    const verify = (response: Buffer): boolean =>
      opensslAccepts([
        ...['ts', '-verify', '-queryfile', file('request.tsq', request), ...AT],
        ...['-in', file('response.tsr', response), '-CAfile', path('root.pem')],
      ]);
    expect(verify(testTimeStampResponse(request, { authority: unit }))).toBe(true);
    expect(verify(testTimeStampResponse(request, { authority: unit, nonce: randomBytes(8) }))).toBe(
      false,
    );
    const other = { authority: unit, essCertificate: root.certificate };
    expect(verify(testTimeStampResponse(request, other))).toBe(false);
  });

  it('is a request of OCSP and of time-stamps to openssl', () => {
    const request = file('request.ocsp', ocspRequest(good.parsed, issuing.parsed, randomBytes(16)));
    expect(openssl(['ocsp', '-reqin', request, '-req_text']).toString()).toContain(
      `Serial Number: ${good.parsed.serial.toUpperCase()}`,
    );
  });

  function pemCrl(crl: Buffer): string {
    const pem = pemOf(crl).replaceAll('CERTIFICATE', 'X509 CRL');
    return file('list.pem', pem);
  }
});
