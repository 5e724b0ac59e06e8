import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { keepDocuments, keepRegisters, keepTargets } from './demo-output.js';
import { takePictures } from './demo-pictures.js';
import { ISSUE_PLAN } from './issue-plan.js';
import { readSecrets, startOffice } from './office-process.js';
import { OfficeWorld } from './office-world.js';
import { REPORT_MONTH } from './report-month.js';
import { REVIEW_MONTH } from './review-month.js';
import type { Memory, Step } from './step.js';

type StepResult = { readonly name: string; readonly ok: boolean; readonly ms: number };

/** The legal days on which the parts are played; the program is started anew for each. */
const PARTS: readonly { readonly at: string; readonly steps: readonly Step[] }[] = [
  { at: '2026-08-24T07:45:00+07:00', steps: ISSUE_PLAN },
  { at: '2026-09-15T08:00:00+07:00', steps: REPORT_MONTH },
  { at: '2026-09-21T08:00:00+07:00', steps: REVIEW_MONTH },
];

class StepFailedError extends Error {}

/** Plays everything against a fresh office of its own; true when every step held. */
export async function runDemo(root: string, out: string): Promise<boolean> {
  const folder = resolve(out);
  mkdirSync(folder, { recursive: true });
  const varDir = mkdtempSync(join(tmpdir(), 'trien-demo-'));
  const play: Play = { results: [], memory: {}, folder, documents: [], targets: [] };
  try {
    for (const part of PARTS) await playPart(root, varDir, part, play);
    return true;
  } catch (error) {
    if (!(error instanceof StepFailedError)) process.stderr.write(`${String(error)}\n`);
    return false;
  } finally {
    const { results: steps, documents, targets } = play;
    const text = JSON.stringify({ steps, documents, targets }, null, 2);
    writeFileSync(join(folder, 'summary.json'), text.concat('\n'));
    rmSync(varDir, { recursive: true, force: true });
  }
}

/** What the play leaves: its steps, what they remember, and what the summary tells. */
type Play = {
  readonly results: StepResult[];
  readonly memory: Memory;
  readonly folder: string;
  documents: readonly object[];
  targets: readonly object[];
};

async function playPart(
  root: string,
  varDir: string,
  part: (typeof PARTS)[number],
  play: Play,
): Promise<void> {
  const office = await startOffice(root, varDir, { CLOCK_START: part.at });
  try {
    const world = new OfficeWorld(office.url, readSecrets(varDir));
    for (const step of part.steps)
      await take(play.results, step.name, () => step.run(world, play.memory));
    if (part === PARTS.at(-1)) await keep(world, root, play);
  } finally {
    await office.stop();
  }
}

async function keep(world: OfficeWorld, root: string, play: Play): Promise<void> {
  const { results, memory, folder } = play;
  await take(results, 'Lưu văn bản và mọi phiên bản trước, kiểm tra chữ ký', async () => {
    play.documents = await keepDocuments(world, memory, folder);
  });
  await take(results, 'Lưu sổ văn bản', () => keepRegisters(world, folder));
  await take(results, 'Lưu bảng chỉ tiêu', async () => {
    play.targets = await keepTargets(world, memory);
  });
  await take(results, 'Chụp các trang chính', () =>
    takePictures(world, memory, { folder, cacheDir: join(root, 'var', 'cache') }),
  );
}

async function take(results: StepResult[], name: string, run: () => Promise<void>): Promise<void> {
  const from = performance.now();
  const failure = await run().then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const ms = Math.round(performance.now() - from);
  results.push({ name, ok: failure === null, ms });
  process.stdout.write(
    `${failure === null ? '✓' : '✗'} ${name} (${ms} ms)${failure === null ? '' : `\n    ${failure}`}\n`,
  );
  if (failure !== null) throw new StepFailedError(name);
}
