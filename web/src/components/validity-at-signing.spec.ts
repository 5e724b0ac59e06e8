import { describe, expect, it } from '@jest/globals';
import { validityAtSigning } from './validity-at-signing';

const good = {
  verdict: 'valid',
  validAtSigning: true,
  chainTrusted: true,
  certificate: {},
  revocation: null,
} as const;

describe('the validity of a certificate when it signed', () => {
  it('is known of a trusted certificate within its period', () => {
    expect(validityAtSigning(good)).toBe('yes');
    expect(validityAtSigning({ ...good, verdict: 'invalid' })).toBe('yes');
    expect(validityAtSigning({ ...good, validAtSigning: false })).toBe('no');
  });

  it('is not known without a trusted issuer, an answer about revocation, or a certificate', () => {
    expect(validityAtSigning({ ...good, verdict: 'unknown', chainTrusted: false })).toBe('unknown');
    const unasked = { verdict: 'unknown', revocation: { state: 'unknown' } } as const;
    expect(validityAtSigning({ ...good, ...unasked })).toBe('unknown');
    expect(validityAtSigning({ ...good, validAtSigning: false, certificate: null })).toBe(
      'unknown',
    );
  });
});
