import './check-node.mjs';
import './typescript/register.mjs';
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { root } from './root.mjs';

/**
 * `npm run fuzz:pdf [-- --minutes 1 --seed 1 --processes 1]`: hostile files against the reader, the
 * writer and the validator, for as many processor minutes of each process. What they find is kept under var/fuzz; `--case N` tries one file again.
 * With `--updates`: changes of signed files that are found valid, shown by Poppler and MuPDF, which may
 * see nothing but the filled fields change.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    processes: { type: 'string', default: '1' },
    case: { type: 'string' },
    updates: { type: 'boolean', default: false },
    worker: { type: 'boolean', default: false },
  },
});
const FOLDER = join(root, 'var', 'fuzz');
/** What one call may cost: of a processor, because others may use the machine, too. */
const MAX_SECONDS = 2;
const HANG_MS = 60_000;
/** Cases of one process; far more than it gets to. */
const CASES_PER_PROCESS = 100_000_000;

function keep(number, pdf) {
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, `${number}.pdf`);
  writeFileSync(path, pdf);
  return path;
}

/** Minutes of the processor, so that a busy machine tries as much as an idle one. */
function cpuMinutes() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 60e6;
}

async function searchUpdates() {
  const { updateBases } = await import('../libs/pdf-signature/testing/fuzz/updates/bases.ts');
  const { runUpdateCase } =
    await import('../libs/pdf-signature/testing/fuzz/updates/update-case.ts');
  const { UpdateSearch } = await import('../libs/pdf-signature/testing/fuzz/updates/search.ts');
  const { throwawayPki } = await import('../libs/pdf-signature/fixtures/throwaway-pki.ts');
  const bases = await updateBases(await throwawayPki());
  const search = new UpdateSearch();
  const known = new Map();
  const state = { cases: 0, ends: {}, slowest: {}, findings: [], seeds: bases.length };
  for (let number = Number(values.seed); cpuMinutes() < Number(values.minutes); number += 1) {
    const made = runUpdateCase(bases, number, known);
    const { base, changes, end, pdf, report } = made;
    state.cases += 1;
    state.ends[end] = (state.ends[end] ?? 0) + 1;
    const details = report === undefined ? [] : search.findings(made, report);
    if (details.length === 0) continue;
    state.findings.push({ number, seed: base.name, changes, details, file: keep(number, pdf) });
    console.error(number, base.name, changes, details);
  }
  return { ...state, cpuMinutes: cpuMinutes(), memoryMb: 0 };
}

async function work() {
  const { runCase } = await import('../libs/pdf-signature/testing/fuzz/case.ts');
  const { fuzzSeeds } = await import('../libs/pdf-signature/testing/fuzz/seeds.ts');
  const { throwawayPki } = await import('../libs/pdf-signature/fixtures/throwaway-pki.ts');
  const pki = await throwawayPki();
  const seeds = await fuzzSeeds(pki);
  const state = { cases: 0, ends: {}, slowest: { seconds: 0 }, findings: [], seeds: seeds.length };
  const baseline = process.memoryUsage().rss;
  let peak = baseline;
  const measure = (number) => (step, call) => {
    const before = process.cpuUsage();
    try {
      return call();
    } finally {
      const { user, system } = process.cpuUsage(before);
      const seconds = (user + system) / 1e6;
      if (seconds > state.slowest.seconds) state.slowest = { seconds, step, number };
    }
  };
  const run = (number) => {
    process.send?.({ number });
    const { slowest } = state;
    const { seed, pdf, findings, ends } = runCase(seeds, pki, number, measure(number));
    state.cases += 1;
    for (const [step, end] of Object.entries(ends)) {
      const label = `${step}: ${end}`;
      state.ends[label] = (state.ends[label] ?? 0) + 1;
    }
    const isSlow = state.slowest !== slowest && state.slowest.seconds > MAX_SECONDS;
    if (isSlow) findings.push({ step: state.slowest.step, detail: `${state.slowest.seconds} s` });
    for (const finding of findings) {
      state.findings.push({ number, seed, ...finding, file: keep(number, pdf) });
      if (process.send === undefined) console.error(number, seed, finding);
    }
    peak = Math.max(peak, process.memoryUsage().rss);
  };
  const first = Number(values.case ?? values.seed);
  for (let number = first; cpuMinutes() < Number(values.minutes); number += 1) {
    run(number);
    if (values.case !== undefined) break;
  }
  return {
    ...state,
    cpuMinutes: cpuMinutes(),
    memoryMb: Math.round((peak - baseline) / 2 ** 20),
  };
}

/** A worker that hangs or dies is a finding, too. */
function startWorker(index) {
  const first = Number(values.seed) + index * CASES_PER_PROCESS;
  const script = fileURLToPath(import.meta.url);
  const args = ['--worker', '--minutes', values.minutes, '--seed', String(first)];
  const child = fork(script, args, { stdio: 'inherit' });
  return new Promise((resolve) => {
    let number = first;
    let result;
    const hang = setTimeout(() => child.kill('SIGKILL'), HANG_MS + 60_000);
    child.on('message', (message) => {
      number = message.number ?? number;
      result = message.result ?? result;
      hang.refresh();
    });
    child.on('exit', (code, signal) => {
      clearTimeout(hang);
      const detail = `the process ended by ${signal ?? code}`;
      resolve(result ?? { cases: 0, ends: {}, slowest: {}, findings: [{ number, detail }] });
    });
  });
}

function report(results) {
  const ends = {};
  for (const result of results) {
    for (const [end, count] of Object.entries(result.ends)) ends[end] = (ends[end] ?? 0) + count;
  }
  for (const end of Object.keys(ends).sort())
    console.log(`${String(ends[end]).padStart(9)} ${end}`);
  const findings = results.flatMap((result) => result.findings);
  for (const finding of findings) console.log(JSON.stringify(finding));
  const sum = (key) => results.reduce((total, result) => total + (result[key] ?? 0), 0);
  const most = (pick) => Math.max(...results.map((result) => pick(result) ?? 0));
  console.log(
    `${sum('cases')} cases from ${most((result) => result.seeds)} seeds, ` +
      `${sum('cpuMinutes').toFixed(1)} CPU minutes, ` +
      `slowest call ${most((result) => result.slowest.seconds).toFixed(2)} s, ` +
      `memory at most ${most((result) => result.memoryMb)} MB above the start, ` +
      `${findings.length} findings`,
  );
  process.exitCode = findings.length === 0 ? 0 : 1;
}

if (values.worker) {
  process.send({ result: await work() }, () => process.disconnect());
} else if (values.updates) {
  report([await searchUpdates()]);
} else if (values.case !== undefined) {
  report([await work()]);
} else {
  report(
    await Promise.all(Array.from({ length: Number(values.processes) }, (_, i) => startWorker(i))),
  );
}
