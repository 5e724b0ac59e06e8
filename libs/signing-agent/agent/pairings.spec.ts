import { describe, expect, it } from '@jest/globals';
import { type Pairing, Pairings } from './pairings.js';
import { keyOf, nameOf } from './proofs.js';

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

    const isPaired = (asking: string, token: string): boolean =>
      pairings.keyOf(asking, nameOf(keyOf(token))) === keyOf(token);

    expect(browsers.map((token) => isPaired(page, token))).toEqual([
      false,
      ...Array.from({ length: 10 }, () => true),
    ]);
    expect(isPaired(other, elsewhere)).toBe(true);
    expect(isPaired(page, elsewhere)).toBe(false);
  });
});
