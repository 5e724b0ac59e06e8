import { createHash, sign } from 'node:crypto';
import { completeSignature, layoutFields, prepareSignature } from '../libs/pdf-signature/index.js';
import { paddedPdf } from '../libs/pdf-signature/fixtures/sample-pdfs.js';
import { throwawayPki } from '../libs/pdf-signature/fixtures/throwaway-pki.js';

const DOCUMENT_BYTES = 100 * 1024;
const WARM_UP = 150;
const BATCHES = 101;
const PER_BATCH = 15;

/**
 * A whole PAdES B-B signature of a 100 KB document against the two operations no signer can do
 * without: one RSA-2048 signature and one SHA-256 of the same bytes. Batches take turns, so that a
 * busy machine slows both alike.
 */
export async function run(): Promise<{
  readonly name: 'sign';
  readonly ratio: number;
  readonly documentBytes: number;
  readonly signaturesPerSecond: number;
  readonly bareOperationsPerSecond: number;
}> {
  const pki = await throwawayPki();
  const { certificate, key } = pki.leader;
  const pdf = layoutFields(await paddedPdf(DOCUMENT_BYTES), [
    { kind: 'signature', name: 'NguoiKy', page: 0, rect: [380, 110, 480, 190] },
  ]);
  const options = {
    field: 'NguoiKy',
    certificate,
    chain: [pki.issuing],
    signingTime: new Date('2026-03-02T02:15:00Z'),
    certify: 2,
  } as const;

  const bare = (): void => {
    const digest = createHash('sha256').update(pdf).digest();
    sign('sha256', digest, key);
  };
  // Signed in place instead of by signPrepared: its hop to another thread would use a second core.
  const full = (): void => {
    const prepared = prepareSignature(pdf, options);
    const attributes = Buffer.from(prepared.signedAttributes, 'base64');
    completeSignature(pdf, prepared, sign('sha256', attributes, key));
  };

  for (let round = 0; round < WARM_UP; round += 1) {
    timed(full);
    timed(bare);
  }
  const ratios: number[] = [];
  const totals = { bare: 0, full: 0 };
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const bareTime = timed(bare);
    const fullTime = timed(full);
    ratios.push(bareTime / fullTime);
    totals.bare += bareTime;
    totals.full += fullTime;
  }
  const perSecond = (time: number): number => Math.round((BATCHES * PER_BATCH * 1000) / time);
  return {
    name: 'sign',
    ratio: Math.round(median(ratios) * 1000) / 1000,
    documentBytes: pdf.length,
    signaturesPerSecond: perSecond(totals.full),
    bareOperationsPerSecond: perSecond(totals.bare),
  };
}

function timed(work: () => void): number {
  const start = performance.now();
  for (let round = 0; round < PER_BATCH; round += 1) work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
