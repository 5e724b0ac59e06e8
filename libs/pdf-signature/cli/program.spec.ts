import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { samplePdf } from '../fixtures/sample-pdfs.js';

const PROGRAM = fileURLToPath(new URL('../../../tools/pdf-signature.mjs', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pdf-signature-program-'));
  writeFileSync(join(folder, 'kế hoạch\n1.pdf'), await samplePdf({ objectStreams: true }));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(args: string[], input?: Uint8Array): ReturnType<typeof spawnSync> {
  return spawnSync(process.execPath, [PROGRAM, ...args], { cwd: folder, input });
}

describe('the program', () => {
  it('judges named files and what comes in', () => {
    const pdf = readFileSync(join(folder, 'kế hoạch\n1.pdf'));
    const { status, stdout, stderr } = run(['verify', '--json', 'kế hoạch\n1.pdf', '-'], pdf);
    const lines = String(stdout).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { file: 'kế hoạch\n1.pdf', verdict: 'unsigned', signatures: [], reasons: [] },
      { file: '-', verdict: 'unsigned', signatures: [], reasons: [] },
    ]);
    expect([status, String(stderr)]).toEqual([1, '']);
  });

  it('says nothing to a reader that has gone', async () => {
    const files = Array.from({ length: 40 }, () => 'kế hoạch\n1.pdf');
    const child = spawn(process.execPath, [PROGRAM, 'verify', '--json', ...files], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    const said: unknown[] = [];
    child.stderr.on('data', (chunk) => said.push(chunk));
    expect(await once(child, 'close')).toEqual([141, null]);
    expect(said).toEqual([]);
  });

  it('says in one line a language that its output has no room', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [PROGRAM, '--version'], {
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect(status).toBe(4);
    expect(String(stderr)).toBe(
      'pdf-signature: không ghi được kết quả (ENOSPC)\npdf-signature: cannot write (ENOSPC)\n',
    );
  });
});
