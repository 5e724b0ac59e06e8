import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issuePlan } from '../fixtures/issue-plan.js';
import { flowingPdf, samplePdf } from '../fixtures/sample-pdfs.js';
import { throwawayPki, type ThrowawayPki } from '../fixtures/throwaway-pki.js';
import { inspectPdf, verifyPdf } from '../index.js';

let pki: ThrowawayPki;
let folder: string;

beforeAll(async () => {
  pki = await throwawayPki();
  folder = mkdtempSync(join(tmpdir(), 'pdf-signature-'));
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(tool: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync(tool, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string };
      return `FAILED ${stdout ?? ''}${stderr ?? ''}`;
    }
    console.info(`${tool} is not installed: its check of the signed file was skipped`);
    return undefined;
  }
}

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

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

  it('is accepted by other programs', () => {
    const path = file('sealed.pdf', sealed);
    const signatures = run('pdfsig', ['-nocert', '-no-ocsp', path]);
    if (signatures !== undefined) {
      expect(signatures.match(/Signature is Valid/g)).toHaveLength(2);
      expect(signatures.match(/Total document signed/g)).toHaveLength(1);
    }
    const structure = run('qpdf', ['--check', path]);
    if (structure !== undefined) expect(structure).toContain('No syntax or stream encoding errors');
  });

  it('holds signatures that openssl accepts, issuer names with Vietnamese letters included', () => {
    const anchor = file('ca.pem', Buffer.from(pem(pki.root)));
    for (const { cms, content } of signatureParts(sealed)) {
      const args = ['-in', file('signature.der', cms), '-content', file('content.bin', content)];
      const verified = run('openssl', [
        ...['cms', '-verify', '-binary', '-inform', 'DER', '-purpose', 'any'],
        ...['-CAfile', anchor, '-out', join(folder, 'out.bin')],
        ...args,
      ]);
      if (verified !== undefined) expect(verified).not.toContain('FAILED');
    }
    expect(signatureParts(sealed)).toHaveLength(2);
  });
});

it('signs a linearized file, whose newest cross-reference stands first', async () => {
  const path = file('plain.pdf', await samplePdf({ objectStreams: false, pages: 3 }));
  const linear = join(folder, 'linear.pdf');
  if (run('qpdf', ['--linearize', '--object-streams=generate', path, linear]) === undefined) return;
  const { sealed } = await issuePlan(pki, readFileSync(linear));
  const at = new Date('2026-06-01T00:00:00Z');
  expect(verifyPdf(sealed, { trustAnchors: [pki.root], at })).toMatchObject({
    verdict: 'valid',
    revisions: 5,
  });
});

function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** Each signature's CMS and signed bytes, found by pattern and not by our own reader. */
function signatureParts(pdf: Uint8Array): { cms: Buffer; content: Buffer }[] {
  const bytes = Buffer.from(pdf);
  const pattern = /\/ByteRange \[0 (\d+) +(\d+) +(\d+) *\]\n\/Contents <([0-9a-f]+)>/g;
  return [...bytes.toString('latin1').matchAll(pattern)].map(([, first, second, third, hex]) => {
    const contents = Buffer.from(hex ?? '', 'hex');
    const gapEnd = Number(second);
    return {
      cms: contents.subarray(0, 4 + contents.readUInt16BE(2)),
      content: Buffer.concat([
        bytes.subarray(0, Number(first)),
        bytes.subarray(gapEnd, gapEnd + Number(third)),
      ]),
    };
  });
}
