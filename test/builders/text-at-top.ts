import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** All that a reader sees; needs pdftotext (poppler-utils). */
export async function textOf(
  pdf: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'trien-text-'));
  try {
    const path = join(folder, 'pages.pdf');
    await writeFile(path, pdf);
    const { stdout } = await run('pdftotext', ['-layout', path, '-']);
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What a reader sees in the uppermost strip of the first page; needs pdftotext (poppler-utils). */
export async function textAtTop(pdf: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'trien-text-'));
  try {
    const path = join(folder, 'page.pdf');
    await writeFile(path, pdf);
    const area = ['-l', '1', '-x', '100', '-y', '0', '-W', '495', '-H', '50'];
    const { stdout } = await run('pdftotext', [...area, '-layout', path, '-']);
    return stdout.trim();
  } finally {
    await rm(folder, { recursive: true });
  }
}

export type PlacedWord = { readonly word: string; readonly left: number; readonly top: number };

/** Each word with its corner on the page as it is seen, in points; needs pdftotext (poppler-utils). */
export async function placedWords(pdf: Uint8Array): Promise<PlacedWord[]> {
  const folder = await mkdtemp(join(tmpdir(), 'trien-words-'));
  try {
    const path = join(folder, 'page.pdf');
    await writeFile(path, pdf);
    const { stdout } = await run('pdftotext', ['-bbox', path, '-']);
    const found = stdout.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</g);
    return [...found].map(([, left, top, word = '']) => ({
      word,
      left: Number(left),
      top: Number(top),
    }));
  } finally {
    await rm(folder, { recursive: true });
  }
}
