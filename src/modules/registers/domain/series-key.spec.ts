import { describe, expect, it } from '@jest/globals';
import { seriesKey } from './series-key.js';

const given = { typeCode: 'plan', policyGroup: null, term: 'nk-2025-2030' } as const;

describe('the series of a number', () => {
  it('starts again on 1 January in government space', () => {
    expect(seriesKey({ ...given, space: 'government', on: '2026-12-31' })).toEqual({
      period: '2026',
      typeGroup: 'common',
    });
    expect(seriesKey({ ...given, space: 'government', on: '2027-01-01' })?.period).toBe('2027');
  });

  it('follows the group that the agency has chosen', () => {
    const own = { ...given, space: 'government', on: '2026-08-24', policyGroup: 'plan' } as const;
    expect(seriesKey(own)?.typeGroup).toBe('plan');
  });

  it('runs by type through a Party term, across the turn of the year', () => {
    const december = seriesKey({ ...given, space: 'party', on: '2026-12-31' });
    expect(december).toEqual({ period: 'nk-2025-2030', typeGroup: 'plan' });
    expect(seriesKey({ ...given, space: 'party', on: '2027-01-01' })).toEqual(december);
  });

  it('does not exist outside a Party term', () => {
    expect(seriesKey({ ...given, space: 'party', on: '2019-01-01', term: null })).toBeNull();
  });
});
