import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { PdfSignatureError, verifyPdf, type VerificationReport } from '../index.js';

/** A collection of signed files with two other validators' verdicts; not part of the project. */
function findCorpus(): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const corpus = join(folder, 'shared', 'corpus');
    if (existsSync(join(corpus, 'verdicts-pyhanko.tsv'))) return corpus;
    if (folder === dirname(folder)) return undefined;
  }
}

type Row = {
  readonly file: string;
  readonly field: string;
  readonly kind: string;
  readonly verdict: string;
};

const LEVELS: Readonly<Record<string, string>> = {
  NONE: 'none',
  LTA_UPDATES: 'lta-updates',
  FORM_FILLING: 'form-filling',
  ANNOTATIONS: 'annotations',
  OTHER: 'other',
};

const BYTE_RANGE =
  'ISO 32000-2, 12.8.1: the range is the whole revision but the value of /Contents; a signature ' +
  'over anything else is not counted as intact, whatever its digest';
const LEFT_BEHIND =
  'ISO 32000-2, 7.5.6: an object that the update does not name stays as it was; the place that ' +
  'also sees it still shows what was signed';
const ENCRYPTED =
  'ISO 32000-2, 7.6.4.3: without the user password nothing of an encrypted file is judged';
const STARTXREF =
  'ISO 32000-2, 7.5.5: startxref gives the offset of the cross-reference; where it stands is not guessed';
const ALGORITHM =
  'RFC 8419, 3.1: an Ed448 signature needs SHAKE256 with its length; no authority here issues Ed448';

/** Where we differ from pyHanko, and the clause that justifies it; `says` is our own verdict. */
const DIFFERENT: Readonly<Record<string, { readonly says: string; readonly because: string }>> = {
  ...Object.fromEntries(
    ['one-byterange', 'signature-gap-too-big', 'tail-uncovered', 'weird-byterange'].map((name) => [
      `pdf/coverage-anomalies/${name}.pdf`,
      { says: 'broken partial other', because: BYTE_RANGE },
    ]),
  ),
  'pdf/ed448-shake256-nolen.pdf': { says: 'broken whole none', because: ALGORITHM },
  'pdf/form-update-ap-indirect-sneaky-trailer.pdf': {
    says: 'intact revision form-filling',
    because: LEFT_BEHIND,
  },
  'pdf/form-update-no-override-appearance-stream-ap-indirect-sneaky.pdf': {
    says: 'intact revision form-filling',
    because: LEFT_BEHIND,
  },
  ...Object.fromEntries(
    [
      ...['embedded-encrypted-nocf', 'malformed-encrypt-dict1', 'minimal-aes256', 'minimal-rc4'],
      'minimal-aes256-empty-encrypted-string',
    ].map((name) => [
      `pdf/${name}.pdf`,
      { says: 'refused pdf.password-required', because: ENCRYPTED },
    ]),
  ),
  ...Object.fromEntries(
    [2, 4, 5, 6].map((number) => [
      `pdf/minimal-startxref-obo${number}.pdf`,
      { says: 'refused pdf.broken', because: STARTXREF },
    ]),
  ),
};
/** The second signature of these two is judged alike. */
const FIRST_ONLY: ReadonlySet<string> = new Set([
  'pdf/form-update-ap-indirect-sneaky-trailer.pdf Sig2',
  'pdf/form-update-no-override-appearance-stream-ap-indirect-sneaky.pdf Sig2',
]);

function readRows(corpus: string): Row[] {
  const lines = readFileSync(join(corpus, 'verdicts-pyhanko.tsv'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [file = '', field = '', kind = '', intact, valid, coverage = '', level = ''] =
      line.split('\t');
    const isGood = intact === 'intact=True' && valid === 'valid=True';
    const covered = { ENTIRE_FILE: 'whole', ENTIRE_REVISION: 'revision' }[coverage] ?? 'partial';
    const verdict = `${isGood ? 'intact' : 'broken'} ${covered} ${LEVELS[level] ?? ''}`;
    return { file, field, kind, verdict };
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

function ours(report: VerificationReport | PdfSignatureError, field: string): string {
  if (report instanceof PdfSignatureError) return `refused ${report.code}`;
  const signature = report.signatures.find((candidate) => candidate.field === field);
  if (signature === undefined) return report.verdict;
  const { intact, coversWholeDocument, revisionLength, modification } = signature;
  const partly = revisionLength === 0 ? 'partial' : 'revision';
  return `${intact ? 'intact' : 'broken'} ${coversWholeDocument ? 'whole' : partly} ${modification}`;
}

describe('files signed by other programs', () => {
  const corpus = findCorpus();
  if (corpus === undefined) {
    it('are not at hand: the comparison was skipped', () => {
      console.info('shared/corpus is not there: the comparison with its verdicts was skipped');
    });
    return;
  }
  const rows = readRows(corpus);
  const signed = rows.filter(({ kind }) => kind === 'SIG' || kind === 'TST');

  it.each(signed.map((row) => [row.file, row.field, row.verdict] as const))(
    '%s %s: intact, coverage and modification are as pyHanko says, or differ for a reason',
    (file, field, verdict) => {
      const known = FIRST_ONLY.has(`${file} ${field}`) ? undefined : DIFFERENT[file];
      expect(ours(judge(join(corpus, file)), field)).toBe(known?.says ?? verdict);
      if (known !== undefined) expect(known.says).not.toBe(verdict);
    },
  );

  it('without a signature are called unsigned, or refused for a reason', () => {
    const unsigned = rows.filter(({ kind }) => kind === 'NOSIG');
    expect(unsigned.length).toBeGreaterThan(60);
    for (const { file } of unsigned) {
      const expected = DIFFERENT[file]?.says ?? 'unsigned';
      expect([file, ours(judge(join(corpus, file)), '-')]).toEqual([file, expected]);
    }
  });

  it('that pyHanko cannot judge are never valid with us', () => {
    const strange = rows.filter(({ kind }) => kind === 'EXC' || kind === 'FILE-EXC');
    expect(strange.length).toBeGreaterThan(20);
    for (const { file, field } of strange) {
      const verdict = ours(judge(join(corpus, file)), field);
      expect([file, verdict]).toEqual([
        file,
        expect.stringMatching(/^(?:refused|unsigned|invalid|broken)/),
      ]);
    }
  });
});

/** Where we differ from pdfsig, which compares no revisions and knows no coverage but all or not. */
const UNLIKE_PDFSIG: Readonly<Record<string, string>> = {
  'pdf/coverage-anomalies/one-byterange.pdf': BYTE_RANGE,
  'pdf/coverage-anomalies/signature-gap-too-big.pdf': BYTE_RANGE,
  'pdf/coverage-anomalies/tail-uncovered.pdf': BYTE_RANGE,
  'pdf/coverage-anomalies/weird-byterange.pdf': BYTE_RANGE,
  'pdf/pdf-sig-with-econtent.pdf': 'RFC 5652, 5.2: a detached signature has no content of its own',
};
/** What pdfsig could not read and pyHanko and we can. */
const UNREADABLE_THERE = /Unknown Validation Failure|corrupted data|not yet been verified/;

describe('files judged by pdfsig', () => {
  const corpus = findCorpus();
  if (corpus === undefined) return;
  const lines = readFileSync(join(corpus, 'verdicts-pdfsig.tsv'), 'utf8').trim().split('\n');
  const signed = lines
    .map((line) => line.split('\t'))
    .filter(([, , said = '']) => said.includes('SIG:'));

  it.each(signed.map(([file = '', , said = '']) => [file, said] as const))(
    '%s: as many intact signatures, and as many over the whole file',
    (file, said) => {
      const report = judge(join(corpus, file));
      if (report instanceof PdfSignatureError) throw report;
      const good = said.split('Signature is Valid').length - 1;
      const intact = report.signatures.filter((signature) => signature.intact).length;
      if (UNLIKE_PDFSIG[file] !== undefined) {
        expect(intact).toBeLessThan(good);
        return;
      }
      if (UNREADABLE_THERE.test(said)) expect(intact).toBeGreaterThanOrEqual(good);
      else expect(intact).toBe(good);
      const whole = said.split(/(?:^|;)Total document signed/).length - 1;
      const ownWhole = report.signatures.filter((signature) => signature.coversWholeDocument);
      expect(ownWhole).toHaveLength(whole);
    },
  );
});
