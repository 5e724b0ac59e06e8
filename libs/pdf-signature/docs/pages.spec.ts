import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { conclude } from '../validation/indication.js';
import { reasonSentence } from '../validation/reason-sentences.js';
import type { ReasonCode } from '../validation/report.js';

const room = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, room), 'utf8');
const pages = readdirSync(new URL('docs/', room))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);
const said = ['README.md', ...pages].map(read).join('\n');

function quoted(source: string, from: string, to: string): string[] {
  const part = source.slice(source.indexOf(from), source.indexOf(to, source.indexOf(from)));
  return [...part.matchAll(/'([a-z0-9.-]+)'/g)].map(([, code = '']) => code);
}

describe('the pages about the library', () => {
  it('name everything that the public door hands out', () => {
    const names = [...read('index.ts').matchAll(/export \{([^}]*)\}/g)].flatMap(([, list = '']) =>
      list
        .split(',')
        .map((name) => name.trim())
        // The shapes stand in the sources with a sentence for each; the pages tell of their members.
        .filter((name) => name !== '' && !name.startsWith('type ')),
    );
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => !said.includes(name))).toEqual([]);
  });

  it.each([
    ['refusal', read('errors.ts'), 'export type PdfRefusalCode', ';', 'docs/errors.md'],
    ['error', read('errors.ts'), 'export type PdfSignatureErrorCode', ';', 'docs/errors.md'],
    ['reason', read('validation/report.ts'), 'export type ReasonCode', ';', 'docs/report.md'],
    [
      'problem',
      read('validation/returned-pdf.ts'),
      'ReturnedPdfProblem =',
      ';',
      'docs/returned-files.md',
    ],
    ['warning', read('validation/lint.ts'), 'export type LintCode', ';', 'docs/reading.md'],
  ])('name every code: %s', (_, source, from, to, page) => {
    const codes = quoted(source, from, to);
    expect(codes.length).toBeGreaterThan(7);
    expect(codes.filter((code) => !read(page).includes(`\`${code}\``))).toEqual([]);
  });

  it('say of every reason what the report says', () => {
    const row = /^\| `([a-z-]+)` +\| `([A-Z_]+)` +\| (.*?) +\|$/gm;
    const rows = [...read('docs/report.md').matchAll(row)];
    expect(rows.length).toBeGreaterThan(40);
    for (const [, code, sub, sentence] of rows) {
      const reason = code as ReasonCode;
      expect([code, conclude([reason]).subIndication]).toEqual([code, sub]);
      expect([code, reasonSentence(reason).en]).toEqual([code, sentence]);
    }
  });

  it('lead to files that are there', () => {
    for (const page of ['README.md', ...pages]) {
      const links = [...read(page).matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link);
      for (const link of links) {
        expect(() => readdirSync(new URL('.', new URL(link, new URL(page, room))))).not.toThrow();
        if (link.includes('.')) expect(read(new URL(link, new URL(page, room)).href)).not.toBe('');
      }
    }
  });
});
