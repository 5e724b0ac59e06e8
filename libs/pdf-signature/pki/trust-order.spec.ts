import { describe, expect, it } from '@jest/globals';
import { PdfSignatureError } from '../errors.js';
import { requireNoRollback } from './trust-order.js';

const NOW = new Date('2026-11-22T00:00:00Z');

type Header = { sequence?: number; issuedAt?: string; note?: string };
const list = (header: Header): string => JSON.stringify({ version: 1, ...header, anchors: [] });

function refusal(held: Header | null, offered: Header): unknown {
  try {
    requireNoRollback(held && list(held), list(offered), NOW);
    return null;
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    return { code: error.code, ...error.params };
  }
}

describe('the next of a published list', () => {
  it.each<[string, Header | null, Header]>([
    ['when none is held', null, { sequence: 1 }],
    ['with a higher number', { sequence: 3 }, { sequence: 4 }],
    ['with a gap in the numbers', { sequence: 3 }, { sequence: 30 }],
    [
      'with a later date',
      { issuedAt: '2026-01-01T00:00:00Z' },
      { issuedAt: '2026-01-02T00:00:00Z' },
    ],
    ['with the first number', { note: 'earlier' }, { sequence: 1 }],
    ['without either, as before', { note: 'one' }, { note: 'two' }],
    ['that is the held one itself', { sequence: 3 }, { sequence: 3 }],
    [
      'of the same day with a higher number',
      { sequence: 3, issuedAt: '2026-01-01T00:00:00Z' },
      { sequence: 4, issuedAt: '2026-01-01T07:00:00+07:00' },
    ],
    ['whose publisher is hours ahead', null, { issuedAt: '2026-11-22T20:00:00Z' }],
  ])('is taken %s', (_, held, offered) => {
    expect(refusal(held, offered)).toBeNull();
  });

  it.each<[string, Header | null, Header, Readonly<Record<string, unknown>>]>([
    [
      'has a lower number',
      { sequence: 4 },
      { sequence: 3 },
      { reason: 'sequence', held: 4, offered: 3 },
    ],
    [
      'has an earlier date',
      { issuedAt: '2026-02-01T00:00:00Z' },
      { issuedAt: '2026-01-01T00:00:00Z' },
      { reason: 'issued-at', held: '2026-02-01T00:00:00.000Z' },
    ],
    [
      'has an earlier date under a higher number',
      { sequence: 3, issuedAt: '2026-02-01T00:00:00Z' },
      { sequence: 4, issuedAt: '2026-01-01T00:00:00Z' },
      { reason: 'issued-at' },
    ],
    ['lost its number', { sequence: 4 }, {}, { reason: 'sequence-missing', held: 4 }],
    ['lost its date', { issuedAt: '2026-02-01T00:00:00Z' }, {}, { reason: 'issued-at-missing' }],
    [
      'says something else under one number',
      { sequence: 4 },
      { sequence: 4, note: 'other' },
      { reason: 'same-number' },
    ],
    [
      'says something else under one date',
      { issuedAt: '2026-02-01T00:00:00Z' },
      { issuedAt: '2026-02-01T00:00:00Z', note: 'other' },
      { reason: 'same-number' },
    ],
  ])('is refused when it %s', (_, held, offered, reason) => {
    expect(refusal(held, offered)).toMatchObject({ code: 'trust.rollback', ...reason });
  });

  it.each<[string, unknown]>([
    ['a number that is none', { sequence: '4' }],
    ['a number below zero', { sequence: -1 }],
    ['a number too large to compare', { sequence: 2 ** 53 }],
    ['half a date', { issuedAt: '2026-02' }],
    ['a date that is none', { issuedAt: 20260201 }],
    ['a date so far ahead that no later list could follow', { issuedAt: '2027-01-01T00:00:00Z' }],
  ])('is malformed with %s', (_, header) => {
    expect(refusal(null, header as Header)).toMatchObject({ code: 'trust.malformed' });
  });
});
