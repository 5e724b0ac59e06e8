import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { throwawayPki, type ThrowawayPki } from '../../fixtures/throwaway-pki.js';
import { runCase, tryAll } from './case.js';
import { fuzzSeeds, type FuzzSeed } from './seeds.js';
import { updateBases } from './updates/bases.js';
import { runUpdateCase, type KnownDrafts } from './updates/update-case.js';

/** A taste of what `npm run fuzz:pdf` does for as long as one likes. */
const CASES = 100;
const UPDATES = 40;

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
      ends.add(runUpdateCase(bases, pki.root, number, known).end);
    expect([...ends]).toEqual(expect.arrayContaining(['valid', 'invalid', 'unknown']));
  }, 30_000);

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
