import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { flowingPdf, PLAN_FIELDS, samplePdf, stampPng } from './fixtures/sample-pdfs.js';
import { throwawayPki, type Signer, type ThrowawayPki } from './fixtures/throwaway-pki.js';
import {
  completeSignature,
  fillFields,
  inspectPdf,
  layoutFields,
  prepareSignature,
  signPrepared,
  type PrepareOptions,
} from './index.js';

const AT = new Date('2026-03-02T02:15:00Z');
let pki: ThrowawayPki;
let folder: string;

beforeAll(async () => {
  pki = await throwawayPki();
  folder = mkdtempSync(join(tmpdir(), 'pdf-signature-'));
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function signWith(
  pdf: Uint8Array,
  signer: Signer,
  options: Partial<PrepareOptions> & { readonly field: string },
): Promise<Uint8Array> {
  const prepared = prepareSignature(pdf, {
    certificate: signer.certificate,
    chain: [pki.issuing],
    signingTime: AT,
    ...options,
  });
  return completeSignature(pdf, prepared, await signPrepared(prepared, signer.key));
}

/** Each step of a plan's way, from the unsigned file to the sealed one. */
async function issueSteps(source: Uint8Array): Promise<Uint8Array[]> {
  const laidOut = layoutFields(source, PLAN_FIELDS);
  const signed = await signWith(laidOut, pki.leader, {
    field: 'NguoiKy',
    certify: 2,
    appearance: { image: stampPng('person') },
    name: 'Nguyễn Thị Hằng',
    reason: 'Ký ban hành',
  });
  const numbered = fillFields(signed, {
    SoVanBan: '42',
    NgayBanHanh: 'Từ Sơn, ngày 02 tháng 3 năm 2026',
  });
  const sealed = await signWith(numbered, pki.seal, {
    field: 'CoQuan',
    lock: 'all',
    appearance: { image: stampPng('seal'), widthMm: 36, heightMm: 36 },
  });
  return [source, laidOut, signed, numbered, sealed];
}

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
    steps = await issueSteps(await source());
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
});
