import { describe, expect, it } from '@jest/globals';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { TEST_NOW, TestIdentity } from '../fixtures/test-authority.js';
import type { KeyShape } from '../fixtures/test-authority-keys.js';
import { completeSignature, prepareSignature, signPrepared, verifyPdf } from '../index.js';
import { ALGORITHM_POLICY, type AlgorithmPolicy } from '../pki/algorithm-policy.js';

const RSA_2048_END = '2028-12-31T23:59:59.000Z';

async function endOf(
  { root, authority, signer }: Readonly<Record<'root' | 'authority' | 'signer', KeyShape>>,
  { at = TEST_NOW, policy }: { at?: Date; policy?: AlgorithmPolicy } = {},
): Promise<string | null | undefined> {
  const anchor = TestIdentity.root({ name: `CN=Gốc ${root}, C=VN`, key: root });
  const issuing = anchor.issue({ name: `CN=CA ${authority}`, key: authority, isAuthority: true });
  const own = issuing.issue({ name: `CN=Người ký ${signer}`, key: signer });
  const pdf = await samplePdf({ objectStreams: false });
  const prepared = prepareSignature(pdf, {
    ...{ certificate: own.certificate, chain: [issuing.certificate], signingTime: TEST_NOW },
    newField: { name: 'ChuKy', page: 0 },
  });
  const signed = completeSignature(pdf, prepared, await signPrepared(prepared, own.key));
  const trustAnchors = [anchor.certificate];
  const options = { trustAnchors, at, ...(policy && { algorithmPolicy: policy }) };
  return verifyPdf(signed, options).signatures[0]?.algorithmEnd;
}

describe('the end of the algorithms of a signature', () => {
  const strong = { root: 'p384', authority: 'p256', signer: 'p256' } as const;

  it.each(['root', 'authority', 'signer'] as const)('is told by the key of its %s', async (one) => {
    expect(await endOf({ ...strong, [one]: 'rsa2048' })).toBe(RSA_2048_END);
  });

  it('is unknown while none is set', async () => {
    expect(await endOf(strong)).toBeNull();
  });

  it('is told when it has passed, too', async () => {
    const at = new Date('2030-01-01T00:00:00Z');
    expect(await endOf({ ...strong, signer: 'rsa2048' }, { at })).toBe(RSA_2048_END);
  });

  it('is that of a digest where the policy ends one', async () => {
    const digests = {
      ...ALGORITHM_POLICY.digests,
      sha256: { until: new Date('2027-01-01T00:00:00Z') },
    };
    expect(await endOf(strong, { policy: { ...ALGORITHM_POLICY, digests } })).toBe(
      '2027-01-01T00:00:00.000Z',
    );
  });
});
