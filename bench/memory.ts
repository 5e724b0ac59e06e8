import { spawnSync } from 'node:child_process';
import { randomBytes, sign } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { throwawayPki, type ThrowawayPki } from '../libs/pdf-signature/fixtures/throwaway-pki.js';
import { completeSignature, prepareSignature, verifyPdf } from '../libs/pdf-signature/index.js';

const MEGABYTE = 1024 * 1024;
const DOCUMENT_BYTES = 200 * MEGABYTE;

/**
 * Memory that signing and then verifying a 200 MB document needs, as a multiple of its size: the
 * peak of a process of its own, less what that process held before it read the document. Document
 * and signed document, two times the size, are in it.
 */
export function run(): Promise<Readonly<Record<string, unknown>>> {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-signature-bench-'));
  try {
    writeDocument(join(folder, 'small.pdf'), MEGABYTE);
    writeDocument(join(folder, 'large.pdf'), DOCUMENT_BYTES);
    const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), folder], {
      encoding: 'utf8',
    });
    if (child.status !== 0) throw new Error(child.stderr);
    return Promise.resolve(JSON.parse(child.stdout) as Readonly<Record<string, unknown>>);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One empty page, and a stream of the wanted size beside it. */
function writeDocument(file: string, bytes: number): void {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /PieceInfo << /Data 4 0 R >> >>',
  ];
  const out = openSync(file, 'w');
  let at = writeSync(out, '%PDF-1.7\n');
  const offsets = objects.map((object, index) => {
    const offset = at;
    at += writeSync(out, `${index + 1} 0 obj\n${object}\nendobj\n`);
    return offset;
  });
  offsets.push(at);
  at += writeSync(out, `4 0 obj\n<< /Length ${bytes} >>\nstream\n`);
  const block = randomBytes(MEGABYTE);
  for (let left = bytes; left > 0; left -= block.length) at += writeSync(out, block);
  at += writeSync(out, '\nendstream\nendobj\n');
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n\r\n`);
  const table = `xref\n0 5\n0000000000 65535 f\r\n${rows.join('')}`;
  writeSync(out, `${table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`);
  closeSync(out);
}

function signAndVerify(file: string, { leader, issuing, root }: ThrowawayPki): number {
  const pdf = readFileSync(file);
  const prepared = prepareSignature(pdf, {
    newField: { name: 'NguoiKy', page: 0 },
    certificate: leader.certificate,
    chain: [issuing],
    signingTime: new Date('2026-03-02T02:15:00Z'),
  });
  const attributes = Buffer.from(prepared.signedAttributes, 'base64');
  const signed = completeSignature(pdf, prepared, sign('sha256', attributes, leader.key));
  const at = new Date('2026-03-03T00:00:00Z');
  const { verdict } = verifyPdf(signed, { trustAnchors: [root], at });
  if (verdict !== 'valid') throw new Error(`Judged ${verdict}`);
  return pdf.length;
}

async function measure(folder: string): Promise<Readonly<Record<string, unknown>>> {
  const pki = await throwawayPki();
  signAndVerify(join(folder, 'small.pdf'), pki);
  const start = process.memoryUsage.rss();
  const size = signAndVerify(join(folder, 'large.pdf'), pki);
  const peak = process.resourceUsage().maxRSS * 1024;
  return {
    name: 'memory',
    ratio: Math.round(((peak - start) / size) * 100) / 100,
    limit: 3,
    documentBytes: size,
    startBytes: start,
    peakBytes: peak,
  };
}

const [, program, folder] = process.argv;
if (program === fileURLToPath(import.meta.url) && folder !== undefined) {
  console.log(JSON.stringify(await measure(folder)));
}
