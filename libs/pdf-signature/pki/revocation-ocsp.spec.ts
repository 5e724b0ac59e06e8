import { describe, expect, it } from '@jest/globals';
import { OID } from '../cms/oids.js';
import { testOcspResponse, type TestOcspAnswer } from '../fixtures/test-authority-revocation.js';
import { TEST_NOW, TestIdentity } from '../fixtures/test-authority.js';
import { judgeRevocation, type RevocationOptions, type RevocationStatus } from './revocation.js';

const at = TEST_NOW;
const days = (count: number): Date => new Date(TEST_NOW.getTime() + count * 86_400_000);

const root = TestIdentity.root({ name: 'CN=CA gốc thử nghiệm, C=VN' });
const issuing = root.issue({ name: 'CN=CA Thử nghiệm, O=Cơ quan mẫu, C=VN', isAuthority: true });
const signer = issuing.issue({ name: 'CN=Nguyễn Thị Hằng, C=VN' });
const responder = issuing.issue({
  name: 'CN=Dịch vụ OCSP, C=VN',
  extendedKeyUsage: [OID.ocspSigning],
  hasOcspNoCheck: true,
});

function judge(
  ocsp: readonly Buffer[],
  options: Partial<RevocationOptions> = {},
  about = signer,
): RevocationStatus {
  const evidence = { ocsp, crls: [] };
  return judgeRevocation(about.parsed, issuing.parsed, evidence, { at, pool: [], ...options });
}

function byOcsp(
  answer: Partial<TestOcspAnswer> = {},
  options: Partial<RevocationOptions> = {},
): RevocationStatus {
  return judge([testOcspResponse({ responder, answers: [{ about: signer, ...answer }] })], options);
}

describe('an answer', () => {
  it('that hashes the certificate speaks of it alone, and of it after its end, too', () => {
    expect(byOcsp({ known: signer.certificate })).toMatchObject({ state: 'good', problems: [] });
    expect(byOcsp({ known: issuing.certificate }).problems).toEqual(['ocsp-other-certificate']);
    const expired = issuing.issue({ name: 'CN=Đã hết hạn', until: days(-30) });
    const ask = (answer: Partial<TestOcspAnswer>): RevocationStatus => {
      const answers = [{ about: expired, ...answer }];
      return judge([testOcspResponse({ responder, answers })], { at: days(-31) }, expired);
    };
    expect(ask({}).problems).toEqual(['ocsp-time']);
    expect(ask({ known: expired.certificate }).state).toBe('good');
  });

  it('acquits for a revoked issuer only when it is proven to be older', () => {
    const issuerRevokedAt = days(-1);
    expect(byOcsp({}, { issuerRevokedAt, now: at }).problems).toEqual(['ocsp-time']);
    const existedAt = (): Date => days(-2);
    expect(byOcsp({}, { issuerRevokedAt, existedAt }).state).toBe('good');
    const accused = byOcsp({ state: 'revoked', revokedAt: days(-3) }, { issuerRevokedAt });
    expect(accused.state).toBe('revoked');
  });
});

describe('answers about many', () => {
  it('are read once for a file, however many certificates it asks about', () => {
    const people = Array.from({ length: 30 }, (_, index) =>
      issuing.issue({ name: `CN=Người ký ${String(index)}, C=VN` }),
    );
    const ocsp = people.map((about) => testOcspResponse({ responder, answers: [{ about }] }));
    let steps = 0;
    const spend = (more: number): void => {
      steps += more;
    };
    const costs = people.map((about) => {
      const before = steps;
      expect(judge(ocsp, { spend }, about).state).toBe('good');
      return steps - before;
    });
    expect(Math.max(...costs.slice(1)) * 3).toBeLessThan(costs[0] ?? 0);
  });
});
