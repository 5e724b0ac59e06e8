import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { hasText, textOf } from '../src/platform/errors/texts.js';

const SRC = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' });

describe('every refusal', () => {
  beforeAll(async () => {
    for (const file of files.filter((name) => name.endsWith('.texts.ts'))) {
      await import(pathToFileURL(join(SRC, file)).href);
    }
  });

  const codes = files
    .filter((name) => name.endsWith('.errors.ts'))
    .flatMap((file) =>
      [...readFileSync(join(SRC, file), 'utf8').matchAll(/readonly code = '([^']+)'/g)].map(
        (match) => match[1] ?? '',
      ),
    );

  it('was found in the source', () => {
    expect(codes.length).toBeGreaterThan(10);
  });

  it.each(codes)('%s has a sentence in Vietnamese and in English', (code) => {
    expect(hasText(code)).toBe(true);
    expect(textOf(code).vi).not.toBe(textOf(code).en);
  });
});
