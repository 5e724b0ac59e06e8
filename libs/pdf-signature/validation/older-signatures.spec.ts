import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openssl, pemOf } from '../fixtures/openssl.js';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { TestIdentity } from '../fixtures/test-authority.js';
import {
  completeSignature,
  describeReport,
  prepareSignature,
  signPrepared,
  verifyPdf,
} from '../index.js';

const AT = new Date('2026-03-02T02:15:00Z');
const folder = mkdtempSync(join(tmpdir(), 'pdf-signature-'));
const at = (name: string): string => join(folder, name);
const root = TestIdentity.root({ name: 'CN=CA cũ, C=VN', key: 'rsa2048' });
const signer = root.issue({ name: 'CN=Nguyễn Thị Hằng, C=VN', key: 'rsa2048' });
let detached: Buffer;

beforeAll(async () => {
  writeFileSync(at('c.pem'), pemOf(signer.certificate));
  writeFileSync(at('k.pem'), signer.key.export({ type: 'pkcs8', format: 'pem' }));
  const source = await samplePdf({ objectStreams: false });
  const { certificate } = signer;
  const newField = { name: 'Cu', page: 0 };
  const prepared = prepareSignature(source, {
    ...{ newField, certificate, chain: signer.chain, signingTime: AT },
  });
  detached = Buffer.from(
    completeSignature(source, prepared, await signPrepared(prepared, signer.key)),
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The same file, signed in an older way: iTextSharp 4 puts the SHA-1 digest into the container. */
function signedAs(subFilter: string, md = 'sha1'): Buffer {
  const pdf = Buffer.from(detached);
  const place = pdf.lastIndexOf('/ETSI.CAdES.detached');
  pdf.write(`/${subFilter}`.padEnd('/ETSI.CAdES.detached'.length), place, 'latin1');
  const start = pdf.lastIndexOf('/Contents <') + 11;
  const end = pdf.indexOf('>', start);
  const hash = createHash('sha1').update(pdf.subarray(0, start - 1));
  const digest = hash.update(pdf.subarray(end + 1)).digest();
  const how = ['cms', '-sign', '-nodetach', '-binary', '-md', md, '-outform', 'DER'];
  const cms = openssl([...how, '-signer', at('c.pem'), '-inkey', at('k.pem')], digest);
  pdf.write(cms.toString('hex').padEnd(end - start, '0'), start, 'latin1');
  return pdf;
}

const verify = (pdf: Uint8Array) => verifyPdf(pdf, { trustAnchors: [root.certificate], at: AT });

describe('an older kind of signature', () => {
  it.each(['sha1', 'sha256'])('adbe.pkcs7.sha1 by %s is read, and weak', (md) => {
    const report = verify(signedAs('adbe.pkcs7.sha1', md));
    const [signature] = report.signatures;
    expect(signature).toMatchObject({ intact: true, coverage: 'entire-file', verdict: 'unknown' });
    expect(signature?.signer.commonName).toBe('Nguyễn Thị Hằng');
    expect(signature?.reasons).toContain('algorithm-weak');
    expect(describeReport(report, 'vi').join('\n')).toContain('Nội dung đã ký toàn vẹn.');
  });

  it('adbe.pkcs7.sha1 over other bytes is not intact', () => {
    const pdf = signedAs('adbe.pkcs7.sha1');
    pdf.write('%', pdf.indexOf('\n', 9) + 1, 'latin1');
    const [signature] = verify(pdf).signatures;
    expect(signature).toMatchObject({ intact: false, verdict: 'invalid' });
    expect(signature?.reasons).toContain('digest-mismatch');
  });

  it('adbe.pkcs7.sha1 with nothing inside is not intact', () => {
    const pdf = Buffer.from(detached);
    pdf.write('/adbe.pkcs7.sha1    ', pdf.lastIndexOf('/ETSI.CAdES.detached'), 'latin1');
    expect(verify(pdf).signatures[0]).toMatchObject({ intact: false, verdict: 'invalid' });
  });

  it('that is not read is not said to be broken', () => {
    const report = verify(signedAs('adbe.x509.rsa_sha1'));
    expect(report.verdict).toBe('unknown');
    const said = describeReport(report, 'en').join('\n');
    expect(said).toContain('Whether the signed content is intact could not be checked.');
    expect(said).not.toContain('is not intact');
  });
});
