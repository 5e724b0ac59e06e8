import { beforeAll, describe, expect, it } from '@jest/globals';
import { alarmsOf } from '../testing/honest/alarms.js';
import { HonestAuthorities } from '../testing/honest/authorities.js';
import { honestFile, type HonestFile } from '../testing/honest/files.js';
import { ITEXT_KINDS } from '../testing/honest/itext.js';
import { HONEST_KINDS } from '../testing/honest/kinds.js';
import { PDFIUM_KINDS } from '../testing/honest/pdfium.js';
import { SEAL_KINDS } from '../testing/honest/seals.js';
import { REWRITER_KINDS } from '../testing/honest/written-again.js';

/** 200 files; the long run takes as many again, of other seeds. */
const FILES = process.env['TRIEN_LONG'] === '1' ? 400 : 200;

let authorities: HonestAuthorities;
const made: HonestFile[] = [];

beforeAll(async () => {
  authorities = new HonestAuthorities();
  for (let seed = 1; seed <= FILES; seed += 1) made.push(await honestFile(seed, authorities));
}, 120_000);

describe('an honest file', () => {
  it('raises no alarm, whoever filled, signed, noted and extended it', () => {
    const alarmed = made.flatMap(({ steps, pdf }, index) => {
      const raised = alarmsOf(pdf, authorities.root.certificate);
      return raised.length === 0 ? [] : [`${index + 1}: ${steps.join(', ')}: ${raised.join(', ')}`];
    });
    expect(alarmed).toEqual([]);
  });

  it('only ever grows: each state begins with the bytes of the one before', () => {
    for (const { states } of made) {
      states.slice(1).forEach((state, index) => {
        const before = states[index];
        const isKept =
          before !== undefined && Buffer.from(state).subarray(0, before.length).equals(before);
        expect(isKept).toBe(true);
      });
    }
  });

  it('comes about in every way that is known', () => {
    const ways = new Set(made.flatMap(({ steps }) => steps.map((step) => step.split(' ')[0])));
    const others = made.flatMap(({ steps }) => steps.filter((step) => step.includes(' by ')));
    expect([...ways].sort()).toEqual(['dates', 'extend', 'fill', 'layout', 'note', 'sign']);
    expect(others.length).toBeGreaterThan(10);
  });
});

describe('an honest file of a kind of its own', () => {
  it.each(
    [...HONEST_KINDS, ...ITEXT_KINDS, ...PDFIUM_KINDS, ...SEAL_KINDS, ...REWRITER_KINDS].map(
      ({ name, build }) => [name, build] as const,
    ),
  )('raises no alarm: %s', async (_, build) => {
    expect(alarmsOf(await build(authorities), authorities.root.certificate)).toEqual([]);
  });
});
