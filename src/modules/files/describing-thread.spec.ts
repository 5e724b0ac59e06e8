import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { samplePdf } from '../../../libs/pdf-signature/fixtures/sample-pdfs.js';
import { DescribingThread } from './describing-thread.js';
import { describePdf } from './domain/describe-pdf.js';

describe('the thread that looks at uploads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trien-describe-'));
  const thread = new DescribingThread();
  afterAll(async () => {
    await thread.onApplicationShutdown();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says what is said without it, while the event loop goes on', async () => {
    const pdf = await samplePdf({ objectStreams: true });
    const texts = [pdf, Buffer.from('%PDF-1.7 and no more'), Buffer.from('PK')];
    const paths = texts.map((bytes, index) => {
      const path = join(folder, String(index));
      writeFileSync(path, bytes);
      return path;
    });
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    const described = await Promise.all(paths.map((path) => thread.describe(path)));
    clearInterval(turning);

    expect(described).toEqual(texts.map((bytes) => describePdf(bytes)));
    expect(turns).toBeGreaterThan(0);
    await expect(thread.describe(join(folder, 'absent'))).rejects.toThrow('ENOENT');
  });
});
