import { describe, expect, it } from '@jest/globals';
import { meaningOfNothing } from './ending-assurance';

const everything = { cause: '', subjectType: '', agencyId: '', unitId: '' };
const looked = { lastRoundAt: '2026-08-24T19:00:00.000Z' };

describe('an empty list of what stops verifying', () => {
  it('assures only when a round has looked at everything', () => {
    expect(meaningOfNothing(looked, everything)).toBe('none');
    expect(meaningOfNothing(looked, { ...everything, cause: 'certificate' })).toBe('filtered');
    expect(meaningOfNothing({ lastRoundAt: null }, everything)).toBe('unknown');
  });
});
