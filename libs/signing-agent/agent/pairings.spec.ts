import { describe, expect, it } from '@jest/globals';
import { type Pairing, Pairings } from './pairings.js';

describe('the pages that an agent knows', () => {
  it('are known in each browser that was paired, until newer ones need the room', () => {
    let kept: readonly Pairing[] = [];
    let now = 0;
    const store = {
      load: () => kept,
      save: (pairings: readonly Pairing[]) => {
        kept = pairings;
      },
    };
    const pairings = new Pairings(store, () => new Date(now));
    const pair = (origin: string): string => {
      now += 600_000;
      return pairings.redeem(origin, pairings.offer(origin));
    };
    const [page, other] = ['https://vanban.example.gov.vn', 'https://kho.example.gov.vn'];
    const elsewhere = pair(other);
    const browsers = Array.from({ length: 11 }, () => pair(page));

    expect(browsers.map((token) => pairings.isPaired(page, token))).toEqual([
      false,
      ...Array.from({ length: 10 }, () => true),
    ]);
    expect(pairings.isPaired(other, elsewhere)).toBe(true);
    expect(pairings.isPaired(page, elsewhere)).toBe(false);
  });
});
