import { describe, expect, it } from '@jest/globals';
import { TEST_NOW, TestIdentity } from '../fixtures/test-authority.js';
import {
  testCrl,
  testOcspFailure,
  testOcspResponse,
  type TestCrlOptions,
  type TestOcspAnswer,
  type TestOcspOptions,
} from '../fixtures/test-authority-revocation.js';
import { integer } from '../cms/der.js';
import { readCertificate } from './certificate.js';
import { readCrl } from './crl.js';
import { ocspRequest, readOcspResponse } from './ocsp.js';
import { judgeRevocation, type RevocationOptions, type RevocationStatus } from './revocation.js';

const OCSP_SIGNING = ['1.3.6.1.5.5.7.3.9'];
const at = TEST_NOW;
const days = (count: number): Date => new Date(TEST_NOW.getTime() + count * 86_400_000);

const root = TestIdentity.root({ name: 'CN=CA gốc thử nghiệm, C=VN' });
const issuing = root.issue({ name: 'CN=CA Thử nghiệm, O=Cơ quan mẫu, C=VN', isAuthority: true });
const signer = issuing.issue({ name: 'CN=Nguyễn Thị Hằng, C=VN' });
const responder = issuing.issue({
  name: 'CN=Dịch vụ OCSP, C=VN',
  extendedKeyUsage: OCSP_SIGNING,
  hasOcspNoCheck: true,
});

function judge(
  evidence: { readonly ocsp?: readonly Buffer[]; readonly crls?: readonly Buffer[] },
  options: Partial<RevocationOptions> = {},
  about = signer,
): RevocationStatus {
  const { ocsp = [], crls = [] } = evidence;
  return judgeRevocation(
    about.parsed,
    (about.issuer ?? about).parsed,
    { ocsp, crls },
    { at, pool: [], ...options },
  );
}

function byOcsp(
  answer: Partial<TestOcspAnswer> = {},
  options: Partial<TestOcspOptions> = {},
  judging: Partial<RevocationOptions> = {},
): RevocationStatus {
  const answers = [{ about: signer, ...answer }];
  return judge({ ocsp: [testOcspResponse({ responder, answers, ...options })] }, judging);
}

const byCrl = (
  options: Partial<TestCrlOptions> = {},
  judging: Partial<RevocationOptions> = {},
  about = signer,
): RevocationStatus => judge({ crls: [testCrl({ issuer: issuing, ...options })] }, judging, about);

const listed = (reason?: number, when = days(-3)): Partial<TestCrlOptions> => ({
  revoked: [
    { serialDer: signer.parsed.serialDer, at: when, ...(reason === undefined ? {} : { reason }) },
  ],
});

describe('an OCSP response', () => {
  it('is good from a responder that the issuer appointed, by key or by name, by SHA-1 or SHA-256', () => {
    for (const isByName of [false, true]) {
      for (const idDigest of ['sha1', 'sha256'] as const) {
        const status = byOcsp({ idDigest }, { isByName });
        expect(status).toMatchObject({ state: 'good', source: 'ocsp', problems: [] });
        expect(status.responder?.subject.commonName).toBe('Dịch vụ OCSP');
      }
    }
  });

  it('is good from the issuer itself', () => {
    expect(byOcsp({}, { responder: issuing, certificates: [] }).state).toBe('good');
  });

  it('finds its responder in the pool', () => {
    expect(byOcsp({}, { certificates: [] }).problems).toEqual(['ocsp-responder-unknown']);
    expect(byOcsp({}, { certificates: [] }, { pool: [responder.parsed] }).state).toBe('good');
  });

  it.each(['p384', 'ed25519', 'rsa2048', 'rsa-pss'] as const)('is read from a %s key', (key) => {
    const other = issuing.issue({ name: 'CN=OCSP khác', extendedKeyUsage: OCSP_SIGNING, key });
    expect(
      byOcsp({}, { responder: other, digest: key === 'p384' ? 'sha384' : 'sha256' }).state,
    ).toBe('good');
  });

  it('tells time and reason of a revocation, before and after the time judged', () => {
    const before = byOcsp({ state: 'revoked', revokedAt: days(-2), reason: 1 });
    expect(before).toMatchObject({
      state: 'revoked',
      revokedAt: days(-2),
      reason: 'key-compromise',
    });
    const after = byOcsp({ state: 'revoked', revokedAt: days(2) }, { producedAt: days(3) });
    expect(after).toMatchObject({ state: 'good', revokedAt: days(2), reason: 'unspecified' });
  });

  it.each<[string, string, () => RevocationStatus]>([
    [
      'of a stranger',
      'ocsp-responder-unauthorised',
      () => {
        const stranger = TestIdentity.root({ name: 'CN=Kẻ lạ, C=VN' });
        return byOcsp({}, { responder: stranger });
      },
    ],
    [
      'of another certificate of the same issuer',
      'ocsp-responder-unauthorised',
      () => {
        return byOcsp({}, { responder: issuing.issue({ name: 'CN=Người ký khác, C=VN' }) });
      },
    ],
    [
      'of a responder that the issuer’s issuer appointed',
      'ocsp-responder-unauthorised',
      () => {
        const other = root.issue({ name: 'CN=OCSP gốc, C=VN', extendedKeyUsage: OCSP_SIGNING });
        return byOcsp({}, { responder: other });
      },
    ],
    [
      'of a responder that was no longer valid',
      'ocsp-responder-not-valid',
      () => {
        const until = days(-1);
        return byOcsp(
          {},
          {
            responder: issuing.issue({ name: 'CN=OCSP cũ', extendedKeyUsage: OCSP_SIGNING, until }),
          },
        );
      },
    ],
    [
      'with a broken signature',
      'ocsp-signature-invalid',
      () => byOcsp({}, { isSignatureBroken: true }),
    ],
    ['signed with SHA-1', 'ocsp-algorithm', () => byOcsp({}, { digest: 'sha1' })],
    ['about another certificate', 'ocsp-other-certificate', () => byOcsp({ about: responder })],
    ['about another issuer', 'ocsp-other-certificate', () => byOcsp({ issuer: root })],
    ['that knows nothing', 'ocsp-status-unknown', () => byOcsp({ state: 'unknown' })],
    ['without an answer', 'ocsp-unsuccessful', () => judge({ ocsp: [testOcspFailure(3)] })],
    ['that is no response', 'ocsp-malformed', () => judge({ ocsp: [Buffer.from('<html>')] })],
    ['that is too old', 'ocsp-time', () => byOcsp({ nextUpdate: days(-1), thisUpdate: days(-2) })],
    [
      'too old, without a next update',
      'ocsp-time',
      () => byOcsp({ nextUpdate: null, thisUpdate: days(-2) }),
    ],
    ['from the future', 'ocsp-time', () => byOcsp({}, { producedAt: days(1) }, { now: at })],
    [
      'made when the certificate had expired',
      'ocsp-time',
      () => byOcsp({}, { responder: issuing, producedAt: days(4_000) }),
    ],
  ])('%s says nothing', (_, problem, status) => {
    expect(status()).toMatchObject({ state: 'unknown', problems: [problem] });
  });

  it('counts after the expiry when its archive reaches back', () => {
    const status = byOcsp(
      { archiveCutoff: days(-100) },
      {
        responder: issuing,
        producedAt: days(4_000),
      },
    );
    expect(status.state).toBe('good');
  });

  it('counts from a responder that has expired since only when it is proven to be older', () => {
    const until = days(5);
    const former = issuing.issue({ name: 'CN=OCSP cũ', extendedKeyUsage: OCSP_SIGNING, until });
    const judged = (more: Partial<RevocationOptions>): RevocationStatus =>
      byOcsp({ nextUpdate: days(30) }, { responder: former }, more);
    expect(judged({ now: days(4) }).state).toBe('good');
    expect(judged({ now: days(6) })).toMatchObject({
      state: 'unknown',
      problems: ['ocsp-responder-not-valid'],
    });
    expect(judged({ now: days(6), existedAt: () => days(1) }).state).toBe('good');
    expect(judged({ now: days(6), existedAt: () => days(6) }).state).toBe('unknown');
  });

  it('does not count from a responder that a CRL lists', () => {
    const revocable = issuing.issue({ name: 'CN=OCSP bị thu hồi', extendedKeyUsage: OCSP_SIGNING });
    const ocsp = [testOcspResponse({ responder: revocable, answers: [{ about: signer }] })];
    const crl = testCrl({ issuer: issuing, revoked: [{ serialDer: revocable.parsed.serialDer }] });
    expect(judge({ ocsp }).state).toBe('good');
    expect(judge({ ocsp, crls: [crl] })).toMatchObject({
      state: 'good',
      source: 'crl',
      problems: ['ocsp-responder-not-valid'],
    });
  });

  it('does not count from a responder that another answer calls revoked', () => {
    const revocable = issuing.issue({ name: 'CN=OCSP bị thu hồi', extendedKeyUsage: OCSP_SIGNING });
    const own = testOcspResponse({ responder: revocable, answers: [{ about: signer }] });
    const told = (by: TestIdentity, reason: number): Buffer =>
      testOcspResponse({
        responder: by,
        answers: [{ about: revocable, state: 'revoked', revokedAt: days(-1), reason }],
      });
    expect(judge({ ocsp: [own, told(responder, 1)] })).toMatchObject({
      state: 'unknown',
      problems: ['ocsp-responder-not-valid', 'ocsp-other-certificate'],
    });
    // Nobody asks who answers for the second responder, and so two never ask each other for ever.
    expect(judge({ ocsp: [own, told(revocable, 1)] }).state).toBe('unknown');
  });

  it('carries the nonce of the request', () => {
    const nonce = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
    const response = testOcspResponse({ responder, answers: [{ about: signer }], nonce });
    expect(readOcspResponse(response).basic?.nonce?.equals(nonce)).toBe(true);
    const request = Buffer.from(ocspRequest(signer.parsed, issuing.parsed, nonce));
    expect(request.includes(nonce)).toBe(true);
  });
});

describe('a CRL', () => {
  it('acquits whom it does not list', () => {
    expect(byCrl()).toMatchObject({ state: 'good', source: 'crl', problems: [] });
    expect(byCrl({ revoked: [{ serialDer: responder.parsed.serialDer }] }).state).toBe('good');
  });

  it('tells time and reason, before and after the time judged', () => {
    expect(byCrl(listed(4))).toMatchObject({ state: 'revoked', reason: 'superseded' });
    expect(byCrl(listed())).toMatchObject({ state: 'revoked', reason: 'unspecified' });
    const after = byCrl({ ...listed(1, days(2)), thisUpdate: days(3) });
    expect(after).toMatchObject({ state: 'good', revokedAt: days(2), reason: 'key-compromise' });
  });

  it('that is old still accuses, but no longer acquits', () => {
    const old = { thisUpdate: days(-30), nextUpdate: days(-20) };
    expect(byCrl(old)).toMatchObject({ state: 'unknown', problems: ['crl-time'] });
    expect(byCrl({ ...old, ...listed(1, days(-40)) }).state).toBe('revoked');
  });

  it('ends a suspension by a later list', () => {
    const held = testCrl({ issuer: issuing, ...listed(6), thisUpdate: days(-2) });
    expect(judge({ crls: [held] })).toMatchObject({ state: 'revoked', reason: 'certificate-hold' });
    expect(judge({ crls: [held, testCrl({ issuer: issuing })] }).state).toBe('good');
    const released = testCrl({ issuer: issuing, ...listed(8) });
    expect(judge({ crls: [held, released] }).state).toBe('good');
  });

  it.each<[string, string, () => RevocationStatus]>([
    ['that is a delta', 'crl-delta', () => byCrl({ isDelta: true })],
    ['that is indirect', 'crl-indirect', () => byCrl({ point: { isIndirect: true } })],
    [
      'for authorities only',
      'crl-scope',
      () => byCrl({ point: { onlyAuthorityCertificates: true } }),
    ],
    ['of some reasons', 'crl-scope', () => byCrl({ point: { onlySomeReasons: true } })],
    ['of another place', 'crl-scope', () => byCrl({ point: { url: 'http://crl.mau.vn/2.crl' } })],
    [
      'with an unknown critical extension',
      'crl-critical-extension',
      () => byCrl({ hasUnknownCriticalExtension: true }),
    ],
    ['with a broken signature', 'crl-signature-invalid', () => byCrl({ isSignatureBroken: true })],
    ['signed with SHA-1', 'crl-algorithm', () => byCrl({ digest: 'sha1' })],
    ['of another issuer', 'crl-other-issuer', () => byCrl({ issuer: root })],
    [
      'of the same name with another key',
      'crl-signature-invalid',
      () => {
        const name = 'CN=CA Thử nghiệm, O=Cơ quan mẫu, C=VN';
        return byCrl({ issuer: TestIdentity.root({ name, keyLabel: 'kẻ lạ' }) });
      },
    ],
    [
      'by an authority that may not',
      'crl-issuer-not-permitted',
      () => {
        const silent = root.issue({
          name: 'CN=CA câm',
          isAuthority: true,
          keyUsage: ['keyCertSign'],
        });
        return byCrl({ issuer: silent }, {}, silent.issue({ name: 'CN=Ai đó' }));
      },
    ],
    ['from the future', 'crl-time', () => byCrl({ thisUpdate: days(2) }, { now: at })],
    ['that is no list', 'crl-malformed', () => judge({ crls: [Buffer.from('404')] })],
  ])('%s says nothing', (_, problem, status) => {
    expect(status()).toMatchObject({ state: 'unknown', problems: [problem] });
  });

  it('of the place that the certificate names counts', () => {
    const url = 'http://crl.mau.vn/1.crl';
    const pointed = issuing.issue({ name: 'CN=Có địa chỉ', crlUrl: url });
    expect(byCrl({ point: { url, onlyUserCertificates: true } }, {}, pointed).state).toBe('good');
    expect(byCrl({ point: { onlyUserCertificates: true } }, {}, issuing).problems).toEqual([
      'crl-other-issuer',
    ]);
  });

  it('may be signed by another key of the authority, when its maker certified both', () => {
    const name = 'CN=CA Thử nghiệm, O=Cơ quan mẫu, C=VN';
    const crlKey = root.issue({ name, keyLabel: 'khoá CRL', isAuthority: true });
    const pool = [root.parsed, crlKey.parsed];
    expect(byCrl({ issuer: crlKey }, { pool }).state).toBe('good');
    expect(byCrl({ issuer: crlKey }, { pool: [crlKey.parsed] }).problems).toEqual([
      'crl-issuer-not-permitted',
    ]);
  });

  it('of a hundred thousand entries is searched in milliseconds', () => {
    const revoked = Array.from({ length: 100_000 }, (_, index) => ({
      serialDer: integer(1_000_000 + index * 7),
      at: days(-1),
    }));
    const crl = readCrl(testCrl({ issuer: issuing, revoked }));
    const started = performance.now();
    expect(crl.find({ serialDer: integer(1_000_000 + 99_999 * 7) })?.revokedAt).toEqual(days(-1));
    expect(crl.find({ serialDer: integer(1_000_001) })).toBeNull();
    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('no evidence', () => {
  it('is not good', () => {
    expect(judge({})).toEqual({ state: 'unknown', problems: ['no-evidence'] });
  });

  it('leaves a self-signed root unknown, too', () => {
    const self = readCertificate(root.certificate);
    const status = judgeRevocation(self, self, { ocsp: [], crls: [] }, { at, pool: [] });
    expect(status.state).toBe('unknown');
  });
});
