import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { PdfSignatureError, verifyPdf, type VerificationReport } from '../index.js';

/** A collection of signed files with another validator's verdicts; not part of the project. */
function findCorpus(): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const corpus = join(folder, 'shared', 'corpus');
    if (existsSync(join(corpus, 'verdicts-pyhanko.tsv'))) return corpus;
    if (folder === dirname(folder)) return undefined;
  }
}

type Expected = {
  readonly file: string;
  readonly field: string;
  readonly kind: string;
  readonly coverage: string;
  readonly modification: string;
};

const LEVELS: Readonly<Record<string, string>> = {
  NONE: 'none',
  LTA_UPDATES: 'lta-updates',
  FORM_FILLING: 'form-filling',
  OTHER: 'other',
};

/** Where we differ, and why that is right. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'pdf/ed448-shake256-nolen.pdf': 'Ed448 is no algorithm of Vietnamese authorities',
  'pdf/form-update-ap-indirect-sneaky-trailer.pdf':
    'the object seen from elsewhere is left behind, not replaced',
  'pdf/form-update-no-override-appearance-stream-ap-indirect-sneaky.pdf':
    'the object seen from elsewhere is left behind, not replaced',
};

function readExpected(corpus: string): Expected[] {
  const lines = readFileSync(join(corpus, 'verdicts-pyhanko.tsv'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [file = '', field = '', kind = '', , , coverage = '', modification = ''] =
      line.split('\t');
    return { file, field, kind, coverage, modification };
  });
}

function judge(path: string): VerificationReport | PdfSignatureError {
  try {
    const at = new Date('2026-01-01T00:00:00Z');
    return verifyPdf(readFileSync(path), { trustAnchors: [], at });
  } catch (error) {
    if (error instanceof PdfSignatureError) return error;
    throw error;
  }
}

describe('files signed by other programs', () => {
  const corpus = findCorpus();
  if (corpus === undefined) {
    it('are not at hand: the comparison was skipped', () => {
      console.info('shared/corpus is not there: the comparison with its verdicts was skipped');
    });
    return;
  }
  const expected = readExpected(corpus);
  const comparable = expected.filter(
    ({ file, kind }) => (kind === 'SIG' || kind === 'TST') && DIFFERENT[file] === undefined,
  );

  it.each(comparable.map((row) => [row.file, row.field, row] as const))(
    '%s %s gets the verdict of the other validator',
    (file, field, row) => {
      const report = judge(join(corpus, file));
      if (report instanceof PdfSignatureError) throw report;
      const signature = report.signatures.find((candidate) => candidate.field === field);
      if (row.coverage === 'ENTIRE_FILE' || row.coverage === 'ENTIRE_REVISION') {
        expect(signature).toMatchObject({
          intact: true,
          modification: LEVELS[row.modification],
          coversWholeDocument: row.coverage === 'ENTIRE_FILE',
        });
      } else {
        expect(signature?.verdict).toBe('invalid');
      }
    },
  );

  it('never ends in anything but a report or a refusal with a code', () => {
    for (const { file, kind } of expected.filter((row) => row.kind !== 'SIG')) {
      const report = judge(join(corpus, file));
      if (report instanceof PdfSignatureError || kind === 'TST') continue;
      expect([file, report.verdict]).not.toEqual([file, 'valid']);
    }
  });
});
