import { describe, expect, it } from '@jest/globals';
import type { SignatureReport, VerificationReport } from '../../../../libs/pdf-signature/index.js';
import { endOfVerification, hasStopped, isLost, needsExtension } from './verification-end.js';

const NOW = new Date('2028-06-01T00:00:00Z');

type Part = Partial<Omit<SignatureReport, 'certificate'>> & { readonly ends?: string };
const signature = ({ ends = '2029-06-01T00:00:00Z', ...part }: Part = {}): SignatureReport =>
  ({
    kind: 'signature',
    reasons: [],
    timeStamps: [],
    algorithmEnd: null,
    certificate: { notAfter: ends },
    ...part,
  }) as unknown as SignatureReport;
const stamp = (part: Part = {}): SignatureReport => signature({ kind: 'time-stamp', ...part });
const report = (
  signatures: readonly SignatureReport[],
  verdict: VerificationReport['verdict'] = 'valid',
): VerificationReport => ({ signatures, verdict, reasons: [], revisions: 1 });

describe('the end of verification', () => {
  it('is the first end of certificate or algorithm, of any signature', () => {
    const found = report([
      signature({ ends: '2029-01-01T00:00:00Z', algorithmEnd: '2028-12-31T23:59:59.000Z' }),
      signature({ ends: '2030-01-01T00:00:00Z' }),
    ]);
    expect(endOfVerification(found)).toEqual({
      ...{ at: new Date('2028-12-31T23:59:59Z'), cause: 'algorithm' },
    });
    expect(needsExtension(found, NOW)).toBe(true);
  });

  it('is that of the last time-stamp alone, and renewed a quarter ahead', () => {
    const until = (ends: string): VerificationReport =>
      report([signature({ ends: '2027-01-01T00:00:00Z' }), stamp({ ends })]);
    expect(endOfVerification(until('2031-01-01T00:00:00Z'))).toMatchObject({ cause: 'time-stamp' });
    expect(needsExtension(until('2028-09-15T00:00:00Z'), NOW)).toBe(false);
    expect(needsExtension(until('2028-08-15T00:00:00Z'), NOW)).toBe(true);
  });

  it('has passed for good when nothing proves that the signature is older', () => {
    const late = report(
      [
        signature({ ends: '2028-01-01T00:00:00Z', reasons: ['certificate-expired-time-unproven'] }),
        stamp({ ends: '2035-01-01T00:00:00Z', reasons: ['algorithm-ended'] }),
      ],
      'unknown',
    );
    expect(endOfVerification(late)).toEqual({
      ...{ at: new Date('2028-01-01T00:00:00Z'), cause: 'certificate' },
    });
    expect([hasStopped(late), isLost(late), needsExtension(late, NOW)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each<[string, SignatureReport[]]>([
    [
      'in it',
      [
        signature({
          reasons: ['algorithm-ended'],
          timeStamps: [
            { time: '', authority: null, isProof: false, reasons: ['revocation-unknown'] },
          ],
        }),
      ],
    ],
    [
      'over it',
      [
        signature({ reasons: ['certificate-expired-time-unproven'] }),
        stamp({ reasons: ['revocation-unknown'] }),
      ],
    ],
  ])('is open while evidence may still prove a time-stamp %s', (_, signatures) => {
    const open = report(signatures, 'unknown');
    expect([hasStopped(open), isLost(open)]).toEqual([true, false]);
  });

  it('is nothing that a broken or unsigned file has', () => {
    expect(needsExtension(report([], 'unsigned'), NOW)).toBe(false);
    expect(needsExtension(report([signature()], 'invalid'), NOW)).toBe(false);
  });
});
