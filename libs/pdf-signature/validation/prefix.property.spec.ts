import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { verifyPdf, type SignatureReport } from '../index.js';
import { HonestAuthorities } from '../testing/honest/authorities.js';
import { randomPdf } from '../testing/fuzz/random-pdf.js';
import { honestFile } from '../testing/honest/files.js';

const RUNS = process.env['TRIEN_LONG'] === '1' ? 300 : 25;

let authorities: HonestAuthorities;

beforeAll(() => {
  authorities = new HonestAuthorities();
});

type Seen = ReadonlyMap<string, SignatureReport>;

function verify(pdf: Uint8Array): SignatureReport[] {
  const { signatures } = verifyPdf(pdf, {
    trustAnchors: [authorities.root.certificate],
    at: new Date('2026-06-01T00:00:00Z'),
  });
  return [...signatures];
}

/** Every signature seen before is still there, over the same bytes, and as valid as it was. */
function expectKept(earlier: Seen, now: readonly SignatureReport[]): void {
  const later = new Map(now.map((signature) => [signature.field, signature]));
  for (const [field, { revisionLength, certificate, verdict }] of earlier) {
    const signature = later.get(field);
    expect([field, signature?.intact, signature?.verdict]).toEqual([field, true, verdict]);
    expect(signature?.revisionLength).toBe(revisionLength);
    expect(signature?.certificate?.der).toBe(certificate?.der);
  }
}

describe('a document on its way', () => {
  it('keeps every byte and every signature, in whatever order it is filled, signed and extended', async () => {
    const seeds = fc.integer({ min: 1_000, max: 4_000_000 });
    let operations = 0;
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const source = await randomPdf(seed);
        const { states } = await honestFile(seed, authorities, source);
        let before = source;
        let seen: Seen = new Map();
        for (const state of states) {
          expect(Buffer.from(state).subarray(0, before.length).equals(before)).toBe(true);
          const signatures = verify(state);
          expect(signatures.map(({ verdict }) => verdict)).not.toContain('invalid');
          operations += 1;
          expectKept(seen, signatures);
          before = state;
          seen = new Map(signatures.map((signature) => [signature.field, signature]));
        }
      }),
      { numRuns: RUNS },
    );
    expect(operations).toBeGreaterThan(3 * RUNS);
  });
});
