import { describe, expect, it } from '@jest/globals';
import { endOfAlgorithm, judgeAlgorithm } from './algorithm-policy.js';

const at = new Date('2026-11-01T00:00:00Z');

describe('the algorithm policy', () => {
  it.each([
    [{ digest: 'sha256', keyKind: 'rsa', bits: 2048 }, '2026-11-01', 'accepted'],
    [{ digest: 'sha256', keyKind: 'rsa', bits: 2048 }, '2029-01-02', 'ended'],
    [{ digest: 'sha256', keyKind: 'rsa', bits: 3072 }, '2029-01-02', 'accepted'],
    [{ digest: 'sha256', keyKind: 'rsa-pss', bits: 2048 }, '2026-11-01', 'accepted'],
    [{ keyKind: 'rsa', bits: 1024 }, '2026-11-01', 'ended'],
    [{ keyKind: 'rsa', bits: 1024 }, '2009-11-01', 'accepted'],
    [{ keyKind: 'rsa', bits: 512 }, '2009-11-01', 'too-weak'],
    [{ digest: 'sha1' }, '2026-11-01', 'ended'],
    [{ digest: 'sha1' }, '2011-01-01', 'accepted'],
    [{ digest: 'md5' }, '2026-11-01', 'ended'],
    [{ digest: 'md4' }, '2026-11-01', 'too-weak'],
    [{ keyKind: 'ec', bits: 256 }, '2026-11-01', 'accepted'],
    [{ keyKind: 'ec', bits: 192 }, '2026-11-01', 'too-weak'],
    [{ keyKind: 'ed25519', bits: 256 }, '2026-11-01', 'accepted'],
    [{ keyKind: 'dsa', bits: 2048 }, '2026-11-01', 'ended'],
    [{ keyKind: 'other', bits: 4096 }, '2026-11-01', 'too-weak'],
  ])('judges %j at %s: %s', (use, then, verdict) => {
    expect(judgeAlgorithm(use, new Date(then))).toBe(verdict);
  });

  it('tells when what is good today will end', () => {
    const end = new Date('2028-12-31T23:59:59Z');
    expect(endOfAlgorithm({ digest: 'sha256', keyKind: 'rsa', bits: 2048 }, at)).toEqual(end);
    expect(endOfAlgorithm({ digest: 'sha256', keyKind: 'ec', bits: 256 }, at)).toBeNull();
    expect(endOfAlgorithm({ digest: 'sha1' }, at)).toBeNull();
  });
});
