import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OfficeClient } from '../scenario/office-client.js';
import { type OfficeProcess, readSecrets, startOffice } from '../scenario/office-process.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MB = 1024 * 1024;

describe('uploading to the real program', () => {
  const varDir = mkdtempSync(join(tmpdir(), 'trien-upload-'));
  let office: OfficeProcess;
  let officer: OfficeClient;

  beforeAll(async () => {
    office = await startOffice(ROOT, varDir);
    officer = await OfficeClient.signIn(office.url, 'cv-vh1', readSecrets(varDir).password);
  }, 180_000);
  afterAll(async () => {
    await office.stop();
    rmSync(varDir, { recursive: true, force: true });
  }, 60_000);

  it('refuses 60 MB, names the limit, and holds less than 32 MB of it', async () => {
    await upload(officer, pdfOf(MB));
    const before = residentBytes(office);
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, residentBytes(office));
    }, 20);
    const answer = await upload(officer, pdfOf(60 * MB)).finally(() => {
      clearInterval(watch);
    });

    expect(answer).toMatchObject({
      status: 413,
      code: 'files.too-large',
      detail: expect.stringContaining('50 MB') as unknown,
    });
    expect((most - before) / MB).toBeLessThan(32);
  }, 120_000);

  it('keeps a file whose name is cut in the middle of a letter', async () => {
    const answer = await upload(officer, pdfOf(1_000), `${'😀'.repeat(130)}.pdf`);
    expect(answer).toMatchObject({ status: 201, name: `\ufffd${'😀'.repeat(125)}.pdf` });
  });

  it.each([
    '/api/v1/files',
    '/api/v1/verification',
    '/api/v1/public/verification',
    '/api/v1/signing/credentials/import/outlook',
    '/api/v1/signing/credentials/import',
  ])('calls a form whose end never came its sender’s fault: %s', async (path) => {
    const form = new Blob(
      [
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n',
        Uint8Array.from(pdfOf(1_000)),
      ],
      { type: 'multipart/form-data; boundary=x' },
    );
    const answer = await bodyOf(officer.sendForm('POST', path, form));
    expect(answer).toMatchObject({ status: 422, errors: [{ pointer: '/file' }] });
  });

  it('refuses what is named .pdf and is none, naming the field', async () => {
    const answer = await upload(
      officer,
      new TextEncoder().encode('PK\u0003\u0004 a zip that says it is a PDF'),
    );

    expect(answer).toMatchObject({ status: 422, errors: [{ pointer: '/file' }] });
  });
});

/** A readable PDF of about this size: one page and one large unused stream. */
function pdfOf(bytes: number): Uint8Array {
  const stream = `4 0 obj\n<< /Length ${bytes} >>\nstream\n${' '.repeat(bytes)}\nendstream\nendobj\n`;
  const objects = [
    '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
    '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n',
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj\n',
    stream,
  ];
  let body = '%PDF-1.7\n';
  const offsets = objects.map((object) => {
    const offset = body.length;
    body += object;
    return offset;
  });
  const entries = offsets
    .map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
    .join('');
  return new TextEncoder().encode(
    `${body}xref\n0 5\n0000000000 65535 f \n${entries}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
  );
}

async function upload(
  client: OfficeClient,
  bytes: Uint8Array,
  name = 'du-thao.pdf',
): Promise<Record<string, unknown>> {
  return bodyOf(client.upload('/api/v1/files', name, bytes));
}

async function bodyOf(answer: Promise<unknown>): Promise<Record<string, unknown>> {
  return answer
    .then((body) => ({ status: 201, ...(body as Record<string, unknown>) }))
    .catch((error: unknown) => (error as { body: Record<string, unknown> }).body);
}

function residentBytes(office: OfficeProcess): number {
  const status = readFileSync(`/proc/${String(office.child.pid)}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}
