import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, sign, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  completeSignature,
  layoutFields,
  prepareSignature,
  verifyPdf,
} from '../libs/pdf-signature/index.js';
import { paddedPdf, stampPng } from '../libs/pdf-signature/fixtures/sample-pdfs.js';
import { throwawayPki, type ThrowawayPki } from '../libs/pdf-signature/fixtures/throwaway-pki.js';
import { inTurns, median, ratioOf, rounded } from './support/in-turns.js';

const DOCUMENT_BYTES = 100 * 1024;
const ROUNDS = 301;
const PROCESS_ROUNDS = 15;
const FIELDS = ['KyNhay', 'NguoiKy', 'CoQuan'];

/**
 * Judging a 100 KB document with three RSA-2048 signatures against the operations that it contains
 * and nothing else: three hashes of the covered bytes, three signatures, and the signatures of the
 * two certificates of their path. In turns; then against processes of Poppler's `pdfsig`.
 */
export async function run(): Promise<Readonly<Record<string, unknown>>> {
  const pki = await throwawayPki();
  const pdf = await signedThrice(pki);
  const options = { trustAnchors: [pki.root], at: new Date('2026-03-03T00:00:00Z') };
  const report = verifyPdf(pdf, options);
  if (report.verdict !== 'valid') throw new Error(`Judged ${report.verdict}`);
  const covered = report.signatures.map(({ revisionLength }) => pdf.subarray(0, revisionLength));
  const data = Buffer.alloc(200);
  const value = sign('sha256', data, pki.leader.key);
  const key = createPublicKey(pki.leader.key);
  const times = inTurns(ROUNDS, 3, {
    bare: () => {
      for (const bytes of covered) createHash('sha256').update(bytes.subarray(GAP_DIGITS)).digest();
      for (let count = 0; count < covered.length + 2; count += 1)
        verify('sha256', data, key, value);
    },
    verify: () => verifyPdf(pdf, options),
  });
  const { ratio, ratioOfBest, milliseconds } = ratioOf(times.verify, times.bare);
  const pdfsig = pdfsigProcess(pdf);
  return {
    name: 'verify',
    ratio,
    ratioOfBest,
    limit: 5,
    milliseconds: rounded(median(times.verify)),
    bareMilliseconds: milliseconds,
    documentBytes: pdf.length,
    signatures: report.signatures.length,
    peers: {
      pdfsig: {
        milliseconds: rounded(pdfsig),
        timesFaster: rounded(pdfsig / median(times.verify)),
        limit: 5,
      },
    },
  };
}

/** Bytes of a gap, which no digest covers. */
const GAP_DIGITS = 16_386;

async function signedThrice(pki: ThrowawayPki): Promise<Uint8Array> {
  const layouts = FIELDS.map((name, index) => ({
    kind: 'signature' as const,
    name,
    page: 0,
    rect: [100 + index * 130, 110, 200 + index * 130, 190] as const,
  }));
  let pdf: Uint8Array = layoutFields(await paddedPdf(DOCUMENT_BYTES), layouts);
  for (const field of FIELDS) {
    const prepared = prepareSignature(pdf, {
      field,
      certificate: pki.leader.certificate,
      chain: [pki.issuing],
      signingTime: new Date('2026-03-02T02:15:00Z'),
      certifyFirst: 2,
      appearance: { image: stampPng(field === 'CoQuan' ? 'seal' : 'person') },
    });
    const attributes = Buffer.from(prepared.signedAttributes, 'base64');
    pdf = completeSignature(pdf, prepared, sign('sha256', attributes, pki.leader.key));
  }
  return pdf;
}

/** Milliseconds of a process that checks the digests and signatures alone, without any path. */
function pdfsigProcess(pdf: Uint8Array): number {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-signature-bench-'));
  try {
    const file = join(folder, 'signed.pdf');
    writeFileSync(file, pdf);
    const times = Array.from({ length: PROCESS_ROUNDS }, () => {
      const start = performance.now();
      const { error } = spawnSync('pdfsig', ['-nocert', file], { stdio: 'ignore' });
      if (error !== undefined) throw new Error('pdfsig (poppler-utils) is not installed');
      return performance.now() - start;
    });
    return median(times);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
