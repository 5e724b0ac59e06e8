import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { PdfSignatureError } from '../../errors.js';
import { TEST_NOW } from '../../fixtures/test-authority.js';
import { readCertificate, type Certificate } from '../../pki/certificate.js';
import { findPath } from '../../pki/path.js';
import { judgeRevocation } from '../../pki/revocation.js';
import { PATH_CASES, PATH_ROOT, type PathCase } from './path-cases.js';
import { REVOCATION_CASES } from './path-cases-revocation.js';
import { pdfBoxIsMissing, runWithPdfBox } from './pdfbox-judge.js';

const CASES = [...PATH_CASES, ...REVOCATION_CASES];

const missing = pdfBoxIsMissing();
if (missing.length > 0) {
  console.info(`Java judges no path: ${missing.join('; ')} is not installed`);
}

/** What Java's path builder says of all cases: starting Java costs more than judging. */
function askJava(cases: readonly PathCase[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-signature-paths-'));
  try {
    const field = (kind: string, der: Uint8Array): string =>
      `${kind}:${Buffer.from(der).toString('base64')}`;
    const lines = cases.map(({ signer, pool, crls = [], wanted = [] }) =>
      [
        field('target', signer.certificate),
        field('anchor', PATH_ROOT.certificate),
        ...pool.map(({ certificate }) => field('certificate', certificate)),
        ...crls.map((crl) => field('crl', crl)),
        ...wanted.map((policy) => `policy:${policy}`),
      ].join(' '),
    );
    const file = join(folder, 'cases');
    writeFileSync(file, lines.join('\n'));
    const source = fileURLToPath(new URL('PathOracle.java', import.meta.url));
    return runWithPdfBox(source, [String(TEST_NOW.getTime()), file])
      .trim()
      .split('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function judge({ signer, pool, crls, wanted }: PathCase): string {
  try {
    const certificates = pool.map(({ certificate }) => readCertificate(certificate));
    const isAcquitted = (path: readonly Certificate[]): boolean =>
      crls === undefined ||
      path.slice(0, -1).every((certificate, index) => {
        const issuer = path[index + 1];
        const options = { at: TEST_NOW, pool: [...certificates, ...path] };
        const evidence = { ocsp: [], crls };
        return issuer && judgeRevocation(certificate, issuer, evidence, options).state === 'good';
      });
    const anchors = [{ certificate: PATH_ROOT.certificate }];
    const { problems, path } = findPath(signer.parsed, certificates, anchors, {
      ...{ at: TEST_NOW, purpose: 'signature', accepts: isAcquitted },
      ...(wanted === undefined ? {} : { policies: wanted }),
    });
    return problems.length === 0 && isAcquitted(path) ? 'good' : 'bad';
  } catch (error) {
    if (error instanceof PdfSignatureError) return 'unreadable';
    throw error;
  }
}

const withJava = missing.length === 0 ? describe : describe.skip;
withJava('paths after NIST PKITS, as Java sees them, too', () => {
  it('agree, or differ for a clause of the standard', () => {
    expect(CASES.length).toBeGreaterThan(200);
    const answers = askJava(CASES);
    const differing = CASES.flatMap((one, index) => {
      const [ours, java] = [judge(one), answers[index]];
      const isExpected = (ours === java) === (one.differs === undefined);
      return isExpected ? [] : [`${one.name}: ours ${ours}, Java ${java ?? 'silent'}`];
    });
    expect(differing).toEqual([]);
  }, 60_000);
});
