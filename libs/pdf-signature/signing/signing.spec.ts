import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issuePlan } from '../fixtures/issue-plan.js';
import { flowingPdf, samplePdf } from '../fixtures/sample-pdfs.js';
import { throwawayPki, type ThrowawayPki } from '../fixtures/throwaway-pki.js';
import { inspectPdf, verifyPdf } from '../index.js';
import { findSignatures, OutsideJudges } from '../testing/outside/judges.js';
import { byQpdf, missingTools } from '../testing/outside/tools.js';

let pki: ThrowawayPki;
let judges: OutsideJudges;

beforeAll(async () => {
  pki = await throwawayPki();
  judges = new OutsideJudges(pki.root);
}, 60_000);
afterAll(() => {
  judges.close();
});

describe.each([
  ['a classic cross-reference table', () => samplePdf({ objectStreams: false })],
  ['object streams', () => samplePdf({ objectStreams: true })],
  ['a flowing document', () => flowingPdf()],
])('issuing a plan from %s', (_, source) => {
  let steps: Uint8Array[];
  let sealed: Uint8Array;
  beforeAll(async () => {
    steps = Object.values(await issuePlan(pki, await source()));
    sealed = steps.at(-1) ?? new Uint8Array();
  }, 60_000);

  it('leaves every earlier byte as it was', () => {
    for (const [index, step] of steps.slice(1).entries()) {
      const before = Buffer.from(steps[index] ?? []);
      expect(Buffer.from(step.subarray(0, before.length)).equals(before)).toBe(true);
    }
  });

  it('shows what is filled, signed and locked', () => {
    const fields = inspectPdf(sealed).fields.map(({ name, filled, signed, locked }) => ({
      name,
      filled,
      signed,
      locked,
    }));
    expect(fields).toEqual([
      { name: 'SoVanBan', filled: true, signed: false, locked: true },
      { name: 'NgayBanHanh', filled: true, signed: false, locked: true },
      { name: 'KyNhayNoiDung', filled: false, signed: false, locked: true },
      { name: 'NguoiKy', filled: true, signed: true, locked: true },
      { name: 'CoQuan', filled: true, signed: true, locked: true },
    ]);
  });

  it('is accepted by other programs, names with Vietnamese letters included', () => {
    expect(findSignatures(sealed)).toHaveLength(2);
    expect(judges.judge(sealed)).toEqual([]);
  });
});

const withoutQpdf = missingTools('qpdf').length > 0;

(withoutQpdf ? it.skip : it)(
  'signs a linearized file, whose newest cross-reference stands first (needs qpdf)',
  async () => {
    const plain = await samplePdf({ objectStreams: false, pages: 3 });
    const linear = byQpdf(plain, '--linearize', '--object-streams=generate');
    const { sealed } = await issuePlan(pki, linear);
    const at = new Date('2026-06-01T00:00:00Z');
    expect(verifyPdf(sealed, { trustAnchors: [pki.root], at })).toMatchObject({
      verdict: 'valid',
      revisions: 5,
    });
  },
);
