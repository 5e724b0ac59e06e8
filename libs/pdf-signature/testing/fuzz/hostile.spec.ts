import { describe, expect, it } from '@jest/globals';
import { PdfSignatureError } from '../../errors.js';
import { readFields, readPages } from '../../form/form.js';
import { inspectPdf, verifyPdf } from '../../index.js';
import { Budget } from '../../pdf/budget.js';
import { open, type PdfDocument } from '../../pdf/document.js';
import { readReferrers } from '../../pdf/equality.js';
import { compareRevisions } from '../../difference/compare-revisions.js';
import { openRevision, readRevisions } from '../../pdf/revisions.js';
import { classicFile, HOSTILE_FILES } from './hostile.js';
import { HOSTILE_UPDATES } from './hostile-updates.js';

/** A hundredth of what a file may cost, so that the test costs as little; the rest is in proportion. */
const STEPS = 1_200_000;
const HELD = 8 << 20;

type Cost = { readonly end: string; readonly steps: number };

function costOf(
  pdf: Uint8Array,
  work: (document: PdfDocument) => void,
  most: { readonly steps: number; readonly held: number } = { steps: STEPS, held: HELD },
): Cost {
  const budget = Budget.forFile(pdf.length, most);
  const end = codeOf(() => {
    work(open(pdf, {}, budget));
  });
  return { end, steps: most.steps - budget.stepsLeft };
}

function codeOf(work: () => void): string {
  try {
    work();
    return 'ok';
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    return error.code;
  }
}

function readAll(document: PdfDocument): void {
  readPages(document);
  readFields(document);
  readReferrers(document);
}

/** What unpacks or repeats without measure stops at the budget; what is merely wrong, before it. */
const BROKEN =
  /^(a predictor|a range|a length|references|a page tree|fields|updates|strings within)/;

describe('what a hostile file may cost', () => {
  it.each(HOSTILE_FILES.map(({ name, make }) => [name, make] as const))(
    'is bounded for %s',
    (name, make) => {
      const { end, steps } = costOf(make(), readAll);
      const codes = BROKEN.test(name) ? ['pdf.broken', 'pdf.too-complex'] : ['pdf.too-complex'];
      expect([...codes, 'pdf.password-required']).toContain(end);
      // The last step may overdraw the account, but not by more than it holds.
      expect(steps).toBeLessThan(2 * STEPS);
    },
  );

  it('adds up over all revisions that are opened to judge a file', () => {
    const budget = Budget.forFile(0, { steps: 100, held: 1_000 });
    const revision = budget.forRevision();
    revision.spend(60);
    revision.hold(900);
    budget.hold(900);
    expect(() => {
      budget.spend(60);
    }).toThrow('pdf.too-complex');
    expect(() => {
      revision.hold(200);
    }).toThrow('pdf.too-complex');
  });

  it('is the same whenever it is counted', () => {
    const file = classicFile({});
    const first = costOf(file, readAll);
    expect(first.end).toBe('ok');
    expect(first.steps).toBeLessThan(10_000);
    expect(costOf(file, readAll)).toEqual(first);
  });

  it('leaves the usual doors with an error of ours', () => {
    for (const { name, make } of HOSTILE_FILES.filter(({ name }) =>
      /ring|itself|child/.test(name),
    )) {
      const pdf = make();
      expect([name, codeOf(() => inspectPdf(pdf))]).not.toEqual([name, 'ok']);
      codeOf(() => verifyPdf(pdf, { trustAnchors: [], at: new Date('2026-03-02T00:00:00Z') }));
    }
  });
});

function compareLast(document: PdfDocument): void {
  const [before, after] = readRevisions(document).slice(-2);
  if (before === undefined || after === undefined) throw new Error('an update is there');
  compareRevisions(openRevision(document, before), openRevision(document, after), after);
}

/** A tenth: fonts and maps are read whole or not at all. */
const OF_UPDATES = { steps: 10 * STEPS, held: 8 * HELD };

describe('what a hostile update may cost', () => {
  it.each(HOSTILE_UPDATES.map(({ name, make }) => [name, make] as const))(
    'is bounded for %s',
    (_, make) => {
      const { end, steps } = costOf(make(), compareLast, OF_UPDATES);
      expect(['ok', 'pdf.too-complex']).toContain(end);
      expect(steps).toBeLessThan(2 * OF_UPDATES.steps);
    },
  );
});
