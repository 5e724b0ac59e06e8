import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestIdentity } from '../../fixtures/test-authority.js';
import { runWithPdfBox } from './pdfbox-judge.js';

const SOURCE = fileURLToPath(new URL('PdfBoxWriter.java', import.meta.url));

export type PdfBoxJob = {
  readonly pdf: Uint8Array;
  /** Fill a field, or a list that is scrolled; add a note; sign at a time, or without one. */
  readonly work: 'fill' | 'scroll' | 'note' | 'sign';
  readonly subject: string;
  readonly value: string;
};

/** What PDFBox makes of each file; all in one run, because starting Java costs more than the work. */
export function writeByPdfBox(jobs: readonly PdfBoxJob[], signer: TestIdentity): Uint8Array[] {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-signature-pdfbox-'));
  const write = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  try {
    const key = write('key.der', signer.key.export({ type: 'pkcs8', format: 'der' }));
    const certificate = write('signer.der', signer.certificate);
    const given = jobs.map(({ pdf, work, subject, value }, index) => [
      work,
      write(`${String(index)}.pdf`, pdf),
      join(folder, `${String(index)}-done.pdf`),
      subject,
      value,
    ]);
    const complaints = runWithPdfBox(SOURCE, [key, certificate, ...given.flat()]);
    if (complaints !== '') throw new Error(complaints);
    return given.map(([, , result = '']) => readFileSync(result));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
