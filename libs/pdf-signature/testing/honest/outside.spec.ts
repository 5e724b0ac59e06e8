import { beforeAll, describe, expect, it } from '@jest/globals';
import { completeSignature, layoutFields, prepareSignature, signPrepared } from '../../index.js';
import { openPdf } from '../../pdf/document.js';
import { readSignedFields } from '../../signing/signed-fields.js';
import { samplePdf } from '../../fixtures/sample-pdfs.js';
import { TestIdentity } from '../../fixtures/test-authority.js';
import { alarmsOf } from './alarms.js';
import { HonestAuthorities } from './authorities.js';
import { FORM_VALUES, type FormFieldName } from './forms.js';
import { signedForm } from './kinds.js';
import { byQpdf, missingTools, signByPdfsig } from '../outside/tools.js';
import { pdfBoxIsMissing } from '../outside/pdfbox-judge.js';
import { writeByPdfBox, type PdfBoxJob } from '../outside/pdfbox-writer.js';

const withoutPdfBox = pdfBoxIsMissing();
const withoutQpdf = missingTools('qpdf');
const withoutPdfsig = missingTools('pdfsig', 'certutil', 'pk12util', 'openssl');
for (const tool of [...withoutPdfBox, ...withoutQpdf, ...withoutPdfsig])
  console.info(`${tool} is not installed: it writes no honest files`);

const authorities = new HonestAuthorities();
const [leader = authorities.root, clerk = leader] = authorities.signers;
const root = authorities.root.certificate;
const DAY = String(Date.UTC(2026, 2, 3));

async function sign(pdf: Uint8Array, field: string, who: TestIdentity, password?: string) {
  const prepared = prepareSignature(pdf, {
    field,
    certificate: who.certificate,
    chain: who.chain,
    signingTime: new Date('2026-03-02T02:15:00Z'),
    ...(password === undefined ? {} : { password }),
  });
  return completeSignature(pdf, prepared, await signPrepared(prepared, who.key));
}

const lay = (pdf: Uint8Array, password?: string): Uint8Array =>
  layoutFields(
    pdf,
    [
      { kind: 'signature', name: 'NguoiKy', page: 0, rect: [380, 110, 480, 190] },
      { kind: 'signature', name: 'CoQuan', page: 0, rect: [100, 110, 200, 190] },
    ],
    password === undefined ? {} : { password },
  );

(withoutPdfBox.length === 0 ? describe : describe.skip)('a signed file that PDFBox', () => {
  const NAMES = Object.keys(FORM_VALUES) as FormFieldName[];
  const MARKS = ['Text', 'Square', 'Highlight', 'Underline', 'Squiggly', 'StrikeOut'];
  const jobs: (PdfBoxJob & { readonly title: string })[] = [];
  let results: Uint8Array[] = [];

  beforeAll(async () => {
    for (const objectStreams of [false, true]) {
      const kind = objectStreams ? 'with object streams' : 'with a table';
      const of = (certify: 2 | 3 | undefined) =>
        signedForm(authorities, certify, { objectStreams });
      const [form, noted, approved] = [await of(2), await of(3), await of(undefined)];
      const add = (pdf: Uint8Array, work: PdfBoxJob['work'], subject: string, value: string) =>
        jobs.push({ title: `${work} ${subject}, ${kind}`, pdf, work, subject, value });
      for (const name of NAMES) add(form, 'fill', name, FORM_VALUES[name]);
      for (const mark of MARKS) add(noted, 'note', mark, 'Da xem');
      add(form, 'scroll', 'Phong', 'Tai chinh');
      add(form, 'sign', 'adbe.pkcs7.detached', DAY);
      add(approved, 'sign', 'adbe.pkcs7.detached', '');
      add(form, 'sign', 'adbe.pkcs7.detached CoQuan', DAY);
    }
    results = writeByPdfBox(jobs, clerk);
  });

  it('fills, notes or signs raises no alarm', () => {
    const alarmed = results.map((pdf, index) => [jobs[index]?.title, alarmsOf(pdf, root)] as const);
    expect(alarmed.filter(([, alarms]) => alarms.length > 0)).toEqual([]);
    expect(results).toHaveLength(2 * (NAMES.length + MARKS.length + 4));
  });
});

/** PDFBox encrypts the room for the signature before it puts the signature there. */
function withEncryptedPadding(pdf: Uint8Array): Uint8Array {
  const copy = Buffer.from(pdf);
  const start = copy.lastIndexOf('/Contents <') + 11;
  const end = copy.indexOf('>', start);
  const gap = copy.toString('latin1', start, end);
  const used = gap.replace(/0+$/, '').length;
  copy.write(gap.slice(0, used + 2).padEnd(gap.length, '3a7e'), start, 'latin1');
  return copy;
}

const ENCRYPTIONS: readonly (readonly [string, readonly string[]])[] = [
  ['RC4 of 40 bits', ['40']],
  ['RC4 of 128 bits', ['128', '--use-aes=n']],
  ['AES of 128 bits', ['128', '--use-aes=y']],
  ['AES of 256 bits', ['256']],
];

(withoutQpdf.length === 0 ? describe : describe.skip)('a file that qpdf', () => {
  it.each([
    ['linearized', ['--linearize']],
    ['packed', ['--object-streams=generate']],
    ['linearized and packed', ['--linearize', '--object-streams=generate']],
  ])('%s, signed twice, raises no alarm', async (_, options) => {
    const source = byQpdf(await samplePdf({ objectStreams: false, pages: 2 }), ...options);
    const once = await sign(lay(source), 'NguoiKy', leader);
    expect(alarmsOf(await sign(once, 'CoQuan', clerk), root)).toEqual([]);
  });

  it.each(ENCRYPTIONS)('encrypted by %s, signed twice, raises no alarm', async (_, options) => {
    const plain = await samplePdf({ objectStreams: false });
    const key = ['--allow-weak-crypto', '--encrypt', 'mo', 'chu', ...options];
    const source = byQpdf(plain, ...key);
    const once = await sign(lay(source, 'mo'), 'NguoiKy', leader, 'mo');
    expect(alarmsOf(await sign(once, 'CoQuan', clerk, 'mo'), root, 'mo')).toEqual([]);
    const padded = withEncryptedPadding(once);
    expect(alarmsOf(padded, root, 'mo')).toEqual([]);
    expect(readSignedFields(openPdf(padded, { password: 'mo' }))).toHaveLength(1);
  });
});

(withoutPdfsig.length === 0 ? describe : describe.skip)('a signed file that pdfsig signs', () => {
  it('in the field that was laid out, then in one of its own, raises no alarm', async () => {
    const authority = TestIdentity.root({ name: 'CN=CA goc, C=VN', key: 'rsa2048' });
    const who = authority.issue({ name: 'CN=Nguoi ky khac, C=VN', key: 'rsa2048' });
    const once = await sign(lay(await samplePdf({ objectStreams: false })), 'NguoiKy', leader);
    const pdf = signByPdfsig(once, 'CoQuan', who, authority.certificate);
    expect(alarmsOf(pdf, root)).toEqual([]);
  });
});
