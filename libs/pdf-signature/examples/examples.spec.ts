import { sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packKeyFile } from '../fixtures/key-file.js';
import { LoopbackServices } from '../fixtures/loopback-services.js';
import { samplePdf, stampPng } from '../fixtures/sample-pdfs.js';
import { TEST_NOW, type TestIdentity } from '../fixtures/test-authority.js';
import {
  completeSignature,
  inspectPdf,
  layoutFields,
  prepareSignature,
  readTrustAnchors,
  signPrepared,
  verifyPdf,
  type BatchOrder,
  type VerificationReport,
  type VerifyOptions,
} from '../index.js';
import { certifyNumberSeal } from './certify-number-seal.js';
import { isWhatWasTaken, takeReturnedFile } from './check-what-came-back.js';
import { renewTheArchive } from './renew-the-archive.js';
import { beginSigning, endSigning } from './sign-elsewhere.js';
import { openServices, signForTheArchive } from './sign-for-the-archive.js';
import { signMany } from './sign-many.js';
import { signVisibly } from './sign-visibly.js';
import { signWithKeyFile } from './sign-with-key-file.js';
import type { ExampleSigner } from './signer.js';
import { verifyInSentences } from './verify-in-sentences.js';
import { verifyWithEvidence } from './verify-with-evidence.js';

let services: LoopbackServices;
let person: TestIdentity;
let leader: ExampleSigner;
let seal: ExampleSigner;
let pdf: Uint8Array;
let offline: VerifyOptions;

beforeAll(async () => {
  services = await LoopbackServices.start();
  const asSigner = ({ key, certificate }: TestIdentity): ExampleSigner => ({
    key,
    certificate,
    chain: [services.issuing.certificate],
  });
  person = services.signer('p256');
  leader = asSigner(person);
  seal = asSigner(services.signer('rsa2048', 'con dấu'));
  pdf = await samplePdf({ objectStreams: true });
  offline = {
    trustAnchors: readTrustAnchors([services.root.certificate]),
    at: TEST_NOW,
    revocation: 'never',
  };
});
afterAll(() => services.close());

function verify(signed: Uint8Array, options: Partial<VerifyOptions> = {}): VerificationReport {
  expect(Buffer.from(signed.subarray(0, pdf.length)).equals(pdf)).toBe(true);
  return verifyPdf(signed, { ...offline, ...options });
}

/** Stands for the archive of another year: everything at B-LTA. */
function archived(): Promise<Uint8Array> {
  return signForTheArchive(pdf, leader, archiveServices(), TEST_NOW);
}

function archiveServices(): ReturnType<typeof openServices> {
  const world = { hosts: [services.host], timeStampUrls: [services.url('/tsa')] };
  return openServices(world, offline.trustAnchors as never, services.clock);
}

describe('the examples', () => {
  it('sign with a key file', async () => {
    const p12 = packKeyFile(person, 'Mật khẩu');
    const signed = await signWithKeyFile(pdf, { p12, password: 'Mật khẩu' }, TEST_NOW);
    expect(verify(signed)).toMatchObject({ verdict: 'valid', signatures: [{ level: 'B-B' }] });
  });

  it('sign visibly', async () => {
    const look = { picture: stampPng('person'), lines: ['Ký bởi: Nguyễn Thị Hằng', 'Chủ tịch'] };
    const signed = await signVisibly(pdf, leader, look, TEST_NOW);
    expect(verify(signed).verdict).toBe('valid');
    expect(inspectPdf(signed).fields).toMatchObject([{ name: 'NguoiKy', page: 0, signed: true }]);
  });

  it('certify, number and seal', async () => {
    const sealed = await certifyNumberSeal(pdf, { leader, seal }, '42', TEST_NOW);
    expect(verify(sealed)).toMatchObject({
      verdict: 'valid',
      signatures: [
        { field: 'NguoiKy', certifies: 2, modification: 'form-filling' },
        { field: 'CoQuan', modification: 'none', coversWholeDocument: true },
      ],
    });
    expect(inspectPdf(sealed).fields.every(({ locked }) => locked)).toBe(true);
  });

  it('sign elsewhere', () => {
    const { stored } = beginSigning(pdf, { ...leader, chain: [...leader.chain] }, TEST_NOW);
    const { signedAttributes } = JSON.parse(stored) as { signedAttributes: string };
    const value = sign('sha256', Buffer.from(signedAttributes, 'base64'), leader.key);
    expect(verify(endSigning(pdf, stored, value, TEST_NOW)).verdict).toBe('valid');
    const late = new Date(TEST_NOW.getTime() + 3_600_000);
    expect(() => endSigning(pdf, stored, value, late)).toThrow('signature.expired');
  });

  it('sign many', async () => {
    const { certificate, chain, key } = leader;
    const shared = { certificate, chain, signingTime: TEST_NOW };
    const newField = { name: 'NguoiKy', page: 0 };
    const orders: BatchOrder[] = [
      ...['a', 'b', 'c'].map((id) => ({ id, pdf, options: { ...shared, newField } })),
      { id: 'd', pdf: Buffer.from('no PDF'), options: { ...shared, newField } },
    ];
    let asked = 0;
    const { signed, refused } = await signMany(
      orders,
      (data) => {
        asked += 1;
        return Promise.resolve(data.map((bytes) => sign('sha256', bytes, key)));
      },
      () => pdf,
    );
    expect(asked).toBe(1);
    expect([...refused]).toEqual([['d', 'pdf.not-a-pdf']]);
    expect([...signed].map(([id, file]) => [id, verify(file).verdict])).toEqual([
      ['a', 'valid'],
      ['b', 'valid'],
      ['c', 'valid'],
    ]);
  });

  it('sign for the archive, and renew it in time', async () => {
    const kept = await archived();
    const always = { revocation: 'always' } as const;
    expect(verify(kept, always)).toMatchObject({
      verdict: 'valid',
      signatures: [{ level: 'B-LTA', timeProven: true }, { kind: 'time-stamp' }],
    });
    expect(await renewTheArchive(kept, archiveServices(), TEST_NOW)).toBeNull();
    const renewed = await renewTheArchive(kept, archiveServices(), TEST_NOW, 20 * 365);
    expect(verify(renewed ?? pdf, always).signatures).toHaveLength(3);
  });

  it('verify in sentences', async () => {
    const kept = await archived();
    const roots = [services.root.certificate];
    expect(verifyInSentences(kept, roots, TEST_NOW)[0]).toBe(
      'Tất cả chữ ký số hợp lệ, nội dung toàn vẹn.',
    );
    expect(verifyInSentences(kept, roots, TEST_NOW, 'en')[0]).toBe(
      'Every signature is valid and the content is intact.',
    );
    expect(verifyInSentences(pdf, roots, TEST_NOW, 'en')).toHaveLength(1);
  });

  it('verify with evidence', async () => {
    const signed = await signVisibly(
      pdf,
      leader,
      { picture: stampPng('person'), lines: ['Ký'] },
      TEST_NOW,
    );
    const certificate = Buffer.from(services.root.certificate).toString('base64');
    const list = JSON.stringify({
      version: 1,
      anchors: [{ certificate, purposes: ['signature'], from: '2025-01-01T00:00:00Z' }],
    });
    const ask = (): Promise<VerificationReport> =>
      verifyWithEvidence(signed, list, services.fetcher, TEST_NOW);
    // The issuing certificate stands in the signature: nobody is asked for it.
    services.broken.add('/issuing.cer');
    expect(await ask()).toMatchObject({ verdict: 'valid', reasons: [] });
    for (const path of ['/ocsp', '/issuing.crl']) services.broken.add(path);
    expect(await ask()).toMatchObject({ verdict: 'unknown', reasons: ['revocation-unknown'] });
    services.broken.clear();
  });

  it('check what came back', async () => {
    const ours = layoutFields(pdf, [
      { kind: 'signature', name: 'NguoiKy', page: 0, rect: [380, 110, 480, 190] },
    ]);
    const prepared = prepareSignature(ours, {
      field: 'NguoiKy',
      certificate: leader.certificate,
      chain: leader.chain,
      signingTime: TEST_NOW,
    });
    const value = await signPrepared(prepared, leader.key);
    const elsewhere = completeSignature(ours, prepared, value);
    const expected = { certificate: leader.certificate, field: 'NguoiKy' };
    const { problems, remember } = takeReturnedFile(ours, elsewhere, expected, offline);
    expect(problems).toEqual([]);
    if (remember === null) throw new Error('nothing to remember');
    expect(isWhatWasTaken(elsewhere, remember, offline)).toEqual([]);
    expect(isWhatWasTaken(ours, remember, offline)).toEqual(['file-cut-back', 'signature-removed']);
    const other = { certificate: seal.certificate, field: 'NguoiKy' };
    expect(takeReturnedFile(ours, elsewhere, other, offline).problems).toEqual(['wrong-signer']);
  });
});
