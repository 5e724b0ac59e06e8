import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { throwawayPki, type ThrowawayPki } from '../../fixtures/throwaway-pki.js';
import { runCase, tryAll } from './case.js';
import { fuzzSeeds, type FuzzSeed } from './seeds.js';
import { verifyPdf } from '../../index.js';
import { appendRaw, AT, AttackBases } from '../attacks/bases.js';
import { missingTools } from '../outside/tools.js';
import { updateBases } from './updates/bases.js';
import { UpdateSearch } from './updates/search.js';
import { JUDGED_AT, runUpdateCase, type KnownDrafts } from './updates/update-case.js';

/** A taste of what `npm run fuzz:pdf` does for as long as one likes. */
const CASES = 100;
const UPDATES = 40;

const withoutReaders = missingTools('pdftoppm', 'mutool');
for (const tool of withoutReaders) console.info(`${tool} is not installed: it shows no updates`);

let pki: ThrowawayPki;
let seeds: readonly FuzzSeed[];

beforeAll(async () => {
  pki = await throwawayPki();
  seeds = await fuzzSeeds(pki);
}, 60_000);

describe('files that nobody should send', () => {
  it('start from files that are read and signed', () => {
    const own = seeds.filter(({ name }) => !name.endsWith('.pdf'));
    expect(own.length).toBeGreaterThanOrEqual(9);
    for (const seed of own) {
      expect([seed.name, tryAll(seed, pki)]).toMatchObject([
        seed.name,
        { findings: [], ends: { inspect: 'ok', verify: 'ok' } },
      ]);
    }
  });

  it('end in a result or in an error with a code, and what is signed holds', () => {
    const findings = [];
    for (let number = 1; number <= CASES; number += 1) {
      const { seed, findings: found } = runCase(seeds, pki, number);
      for (const finding of found) findings.push({ number, seed, ...finding });
    }
    expect(findings).toEqual([]);
  });

  it('end in a verdict when they are good files with a made-up update', async () => {
    const bases = await updateBases(pki);
    const known: KnownDrafts = new Map();
    const ends = new Set<string>();
    for (let number = 1; number <= UPDATES; number += 1)
      ends.add(runUpdateCase(bases, number, known).end);
    expect([...ends]).toEqual(expect.arrayContaining(['valid', 'invalid', 'unknown']));
  }, 30_000);

  (withoutReaders.length > 0 ? it.skip : it)(
    'are found where readers show more than was judged',
    async () => {
      const pdf = Buffer.from(await new AttackBases(pki).approved);
      const base = { name: 'approved', pdf, root: pki.root, fills: [] };
      const report = verifyPdf(pdf, { trustAnchors: [pki.root], at: JUDGED_AT });
      const other = '<< /Length 36 >>\nstream\nBT /F1 14 Tf 90 700 Td (900) Tj ET    \nendstream';
      const made = { base, fill: undefined, changes: [], end: 'valid', report };
      const search = new UpdateSearch();
      expect(search.findings({ ...made, pdf }, report)).toEqual([]);
      const changed = appendRaw(pdf, [[AT.content, other]]);
      const seen = expect.stringMatching(/^(poppler|mupdf): \d+ points elsewhere$/);
      expect(search.findings({ ...made, pdf: changed }, report)).toEqual([seen, seen]);
    },
  );

  // By itself, because only `npm run test:long` has the time: 24 minutes of two processors.
  if (process.env['TRIEN_LONG'] !== '1') return;
  it('do so for 24 processor minutes', async () => {
    const tool = fileURLToPath(new URL('../../../../tools/fuzz-pdf.mjs', import.meta.url));
    const args = [tool, '--minutes', '12', '--processes', '2'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 26 });
    expect(stdout).toContain(' 0 findings');
    console.info(stdout);
  }, 3_600_000);

  it('show nothing new by a made-up update that is valid, for 2 processor minutes', async () => {
    const tool = fileURLToPath(new URL('../../../../tools/fuzz-pdf.mjs', import.meta.url));
    const args = [tool, '--updates', '--minutes', '2'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 26 });
    expect(stdout).toContain(' 0 findings');
    console.info(stdout);
  }, 3_600_000);
});
