import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LoopbackServices } from '../../fixtures/loopback-services.js';
import { PERSON_RECT, samplePdf, stampPng } from '../../fixtures/sample-pdfs.js';
import { TEST_NOW, TestIdentity } from '../../fixtures/test-authority.js';
import type { KeyShape } from '../../fixtures/test-authority-keys.js';
import {
  completeSignature,
  extendSignatures,
  prepareSignature,
  signPrepared,
  stampSignature,
  type PrepareOptions,
  type BaselineLevel,
} from '../../index.js';
import {
  askPdfBox,
  pdfBoxIsMissing,
  type FileForPdfBox,
  type PdfBoxOpinion,
} from './pdfbox-judge.js';

const missing = pdfBoxIsMissing();
if (missing.length > 0) {
  console.info(`PDFBox judges nothing: ${missing.join('; ')} is not installed`);
}

const PASSWORD = 'mat khau';
const LOOK: Partial<PrepareOptions> = {
  newField: { name: 'ChuKy', page: 0, rect: PERSON_RECT },
  appearance: {
    image: stampPng('person'),
    text: { lines: ['Ký bởi: Nguyễn Thị Hằng', 'Ủy ban nhân dân phường Từ Sơn'] },
  },
};

let services: LoopbackServices;

beforeAll(async () => {
  services = await LoopbackServices.start();
});
afterAll(() => services.close());

async function sign(
  pdf: Uint8Array,
  key: KeyShape,
  level: BaselineLevel,
  options: Partial<PrepareOptions> = {},
): Promise<Uint8Array> {
  const signer = services.signer(key);
  const prepared = prepareSignature(pdf, {
    newField: { name: 'ChuKy', page: 0 },
    certificate: signer.certificate,
    chain: [services.issuing.certificate],
    signingTime: TEST_NOW,
    level,
    ...options,
  });
  const value = await signPrepared(prepared, signer.key);
  const [timeStamper, evidence] = [services.timeStamper(), services.evidence()];
  const timeStamp =
    level === 'B-B' ? undefined : await stampSignature(prepared, value, timeStamper);
  const signed = completeSignature(pdf, prepared, value, timeStamp && { timeStamp });
  if (level === 'B-B' || level === 'B-T') return signed;
  const { password } = options;
  return extendSignatures(signed, level, { timeStamper, evidence }, password ? { password } : {});
}

/** As qpdf encrypts; null when it is not installed. */
function encrypted(pdf: Uint8Array, ...kind: string[]): Uint8Array | null {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-signature-qpdf-'));
  const [open, closed] = [join(folder, 'open.pdf'), join(folder, 'closed.pdf')];
  try {
    writeFileSync(open, pdf);
    const { error } = spawnSync('qpdf', [
      '--allow-weak-crypto',
      '--encrypt',
      PASSWORD,
      'chu',
      ...kind,
      '--',
      open,
      closed,
    ]);
    if (error === undefined) return readFileSync(closed);
    console.info('qpdf is not installed: PDFBox judges no encrypted files');
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ask(files: readonly Partial<FileForPdfBox>[]): PdfBoxOpinion[] {
  const root = services.root.certificate;
  return askPdfBox(
    files.map((file) => ({ pdf: new Uint8Array(), root, ...file })),
    TEST_NOW,
  );
}

type Case = Partial<FileForPdfBox> & { readonly pdf: Uint8Array; readonly says: readonly string[] };

async function goodFiles(): Promise<Case[]> {
  const classic = await samplePdf({ objectStreams: false });
  const stream = await samplePdf({ objectStreams: true });
  const second = { newField: { name: 'Thu2', page: 0 } };
  const stamped = 'good cms time-stamp';
  return [
    { pdf: await sign(classic, 'rsa2048', 'B-B', { ...LOOK, certify: 2 }), says: ['good cms'] },
    { pdf: await sign(stream, 'rsa2048', 'B-T', { ...LOOK, scheme: 'pss' }), says: [stamped] },
    { pdf: await sign(classic, 'p256', 'B-LTA', LOOK), says: [stamped, 'good time-stamp'] },
    { pdf: await sign(stream, 'p384', 'B-LT', LOOK), says: [stamped] },
    { pdf: await sign(stream, 'ed25519', 'B-LTA', LOOK), says: [stamped, 'good time-stamp'] },
    {
      pdf: await sign(await sign(stream, 'p256', 'B-LTA', LOOK), 'rsa2048', 'B-B', second),
      says: [stamped, 'good time-stamp', 'good cms'],
    },
    ...(await encryptedFiles(classic)),
  ];
}

async function encryptedFiles(pdf: Uint8Array): Promise<Case[]> {
  const aes128 = encrypted(pdf, '128', '--use-aes=y');
  const aes256 = encrypted(pdf, '256');
  if (aes128 === null || aes256 === null) return [];
  const options = { ...LOOK, password: PASSWORD };
  const stamped = 'good cms time-stamp';
  return [
    {
      pdf: await sign(aes128, 'rsa2048', 'B-T', options),
      password: PASSWORD,
      says: [stamped],
    },
    {
      pdf: await sign(aes256, 'p256', 'B-LTA', options),
      password: PASSWORD,
      says: [stamped, 'good time-stamp'],
    },
  ];
}

async function badFiles(): Promise<Partial<FileForPdfBox>[]> {
  const signed = await sign(await samplePdf({ objectStreams: false }), 'p256', 'B-B');
  const changed = Buffer.from(signed);
  changed[changed.indexOf('/MediaBox') + 11] = 0x31;
  const stranger = TestIdentity.root({ name: 'CN=Người lạ, C=VN', key: 'rsa2048' });
  return [
    { pdf: changed },
    { pdf: signed, root: stranger.certificate },
    { pdf: Buffer.from('not a PDF') },
  ];
}

(missing.length === 0 ? describe : describe.skip)('PDFBox with BouncyCastle', () => {
  let good: Case[];
  let ofGood: PdfBoxOpinion[];
  let ofBad: PdfBoxOpinion[];

  beforeAll(async () => {
    good = await goodFiles();
    const opinions = ask([...good, ...(await badFiles())]);
    ofGood = opinions.slice(0, good.length);
    ofBad = opinions.slice(good.length);
  });

  it('finds signatures good by every kind of key, at every level, in every kind of file', () => {
    expect(ofGood.map(({ failure }) => failure)).toEqual(good.map(() => null));
    expect(ofGood.map(({ signatures }) => Object.values(signatures))).toEqual(
      good.map(({ says }) => says),
    );
  });

  it('draws what a signature shows', () => {
    for (const { colouredPoints } of ofGood) expect(colouredPoints).toBeGreaterThan(50);
  });

  it('is a judge that can say no', () => {
    const no = expect.stringMatching(/^FAILED/) as unknown as string;
    expect(ofBad).toEqual([
      { signatures: { ChuKy: no }, colouredPoints: 0, failure: null },
      { signatures: { ChuKy: no }, colouredPoints: 0, failure: null },
      { signatures: {}, colouredPoints: null, failure: no },
    ]);
  });
});
