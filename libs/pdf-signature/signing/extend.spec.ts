import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LoopbackServices } from '../fixtures/loopback-services.js';
import { OutsideJudges } from '../testing/outside/judges.js';
import { flowingPdf, PLAN_FIELDS, samplePdf } from '../fixtures/sample-pdfs.js';
import { TEST_NOW } from '../fixtures/test-authority.js';
import {
  completeDocumentTimeStamp,
  completeSignature,
  describeReport,
  extendSignatures,
  fillFields,
  lastTimeStamp,
  layoutFields,
  prepareDocumentTimeStamp,
  prepareSignature,
  signPrepared,
  stampSignature,
  verifyPdf,
  type ExtensionServices,
  type PreparedTimeStamp,
  type PrepareOptions,
} from '../index.js';

const YEAR = 365 * 86_400_000;

let services: LoopbackServices;
let judges: OutsideJudges;

beforeAll(async () => {
  services = await LoopbackServices.start();
  judges = new OutsideJudges(services.root.certificate);
});
afterAll(async () => {
  judges.close();
  await services.close();
});

async function sign(pdf: Uint8Array, options: Partial<PrepareOptions>): Promise<Uint8Array> {
  const signer = services.signer('p256', options.field ?? '');
  const prepared = prepareSignature(pdf, {
    certificate: signer.certificate,
    chain: [services.issuing.certificate],
    signingTime: services.now,
    ...options,
  });
  return completeSignature(pdf, prepared, await signPrepared(prepared, signer.key));
}

async function sealed(): Promise<Uint8Array> {
  const laidOut = layoutFields(await flowingPdf(), PLAN_FIELDS);
  const signed = await sign(laidOut, { field: 'NguoiKy', certify: 2 });
  const numbered = fillFields(signed, { SoVanBan: '42' });
  return sign(numbered, { field: 'CoQuan', lock: 'all' });
}

async function simple(options: Partial<PrepareOptions> = {}): Promise<Uint8Array> {
  const pdf = await samplePdf({ objectStreams: false });
  return sign(pdf, { newField: { name: 'ChuKy', page: 0 }, ...options });
}

function both(): ExtensionServices {
  return { timeStamper: services.timeStamper(), evidence: services.evidence() };
}

function report(pdf: Uint8Array): ReturnType<typeof verifyPdf> {
  const trustAnchors = [services.root.certificate];
  const isLongTerm = Buffer.from(pdf).includes('/Type /DSS');
  const revocation = isLongTerm ? 'always' : 'never';
  return verifyPdf(pdf, { trustAnchors, at: services.now, revocation });
}

function expectPrefix(longer: Uint8Array, shorter: Uint8Array): void {
  expect(Buffer.from(longer.subarray(0, shorter.length)).equals(shorter)).toBe(true);
  expect(longer.length).toBeGreaterThan(shorter.length);
}

describe('extending', () => {
  it('keeps certification and seal valid, whose locks let nothing but long-term data follow', async () => {
    const document = await sealed();
    const done = await extendSignatures(document, 'B-LTA', both());
    expectPrefix(done, document);
    expect(judges.judge(done)).toEqual([]);
    expect(report(done)).toMatchObject({ verdict: 'valid', reasons: [] });
    expect(report(done).signatures.map(({ modification }) => modification)).toEqual([
      'form-filling',
      'lta-updates',
      'lta-updates',
      'none',
    ]);
  });

  it('raises B-B to B-T by a document time-stamp, once', async () => {
    const document = await simple();
    const done = await extendSignatures(document, 'B-T', both());
    expectPrefix(done, document);
    expect(Buffer.from(await extendSignatures(done, 'B-T', both())).equals(done)).toBe(true);
    expect(report(done)).toMatchObject({ verdict: 'valid', reasons: [] });
    expect(judges.judge(done)).toEqual([]);
    // Trusted for signatures alone, the same authority proves no time.
    const [certificate, at] = [services.root.certificate, services.now];
    const trustAnchors = [{ certificate, purposes: ['signature'] as const }];
    const untimed = verifyPdf(done, { trustAnchors, at, revocation: 'never' });
    expect(untimed.signatures.at(-1)).toMatchObject({
      ...{ kind: 'time-stamp', timeProven: false, provenSigningTime: null },
      claimedSigningTime: TEST_NOW.toISOString(),
    });
    expect(describeReport(untimed, 'vi').join()).toContain('chưa được công nhận');
  });

  it('fetches the issuer that the signer left out, and stores the whole path once', async () => {
    const done = await extendSignatures(await simple({ chain: [] }), 'B-LT', both());
    expect(services.asked).toContain('/issuing.cer');
    const text = Buffer.from(done).toString('latin1');
    expect(text.match(/\/Type \/DSS/g)).toHaveLength(1);
    expect(text).toMatch(/\/VRI/);
    expect(report(done)).toMatchObject({ verdict: 'valid', reasons: [] });
    const again = await extendSignatures(done, 'B-LT', both());
    expect(Buffer.from(again).equals(done)).toBe(true);
  });

  it('names the place of an issuer that cannot be had', async () => {
    services.broken.add('/issuing.cer');
    try {
      const document = await simple({ chain: [] });
      await expect(extendSignatures(document, 'B-LT', both())).rejects.toMatchObject({
        code: 'evidence.unavailable',
        params: { places: `http://${services.host}/issuing.cer` },
      });
    } finally {
      services.broken.clear();
    }
  });

  it('renews before the last time-stamp ends: more evidence, and another time-stamp over it', async () => {
    const first = await extendSignatures(await simple(), 'B-LTA', both());
    expect(lastTimeStamp(first)).toEqual({
      field: 'DocTimeStamp2',
      time: TEST_NOW,
      endsAt: services.stampers[0].parsed.notAfter,
    });
    services.now = new Date(TEST_NOW.getTime() + 2 * YEAR);
    try {
      const renewed = await extendSignatures(first, 'B-LTA', both());
      expectPrefix(renewed, first);
      expect(lastTimeStamp(renewed)?.time).toEqual(services.now);
      expect(judges.judge(renewed)).toEqual([]);
      expect(report(renewed).verdict).toBe('valid');
    } finally {
      services.now = TEST_NOW;
    }
  });

  it('asks each place once for as long as its answer holds', async () => {
    const evidence = services.evidence();
    const shared = { timeStamper: services.timeStamper(), evidence };
    await extendSignatures(await simple(), 'B-LT', shared);
    const before = services.asked.filter((path) => path !== '/tsa').length;
    await extendSignatures(await simple(), 'B-LT', shared);
    const after = services.asked.filter((path) => path !== '/tsa').length;
    expect(after).toBe(before);
  });

  it('refuses a document without signatures', async () => {
    const pdf = await samplePdf({ objectStreams: true });
    await expect(extendSignatures(pdf, 'B-T', both())).rejects.toThrow('document.unsigned');
  });
});

describe('services that fail', () => {
  it('ask the next authority, and wait when all are down', async () => {
    const document = await simple();
    const authorities = [{ url: services.url('/tsa') }, { url: services.url('/tsa2') }];
    const extension = { ...both(), timeStamper: services.timeStamper(authorities) };
    services.broken.add('/tsa');
    try {
      const done = await extendSignatures(document, 'B-T', extension);
      expect(report(done).signatures.at(-1)?.signer.commonName).toBe('Dấu thời gian thứ hai');
      services.broken.add('/tsa2');
      await expect(extendSignatures(document, 'B-T', extension)).rejects.toMatchObject({
        code: 'time-stamp.unavailable',
      });
    } finally {
      services.broken.clear();
    }
  });

  it('take a CRL when the responder is down, and wait when both are', async () => {
    const document = await simple();
    services.broken.add('/ocsp');
    try {
      const done = await extendSignatures(document, 'B-LT', both());
      expect(report(done).verdict).toBe('valid');
      services.broken.add('/issuing.crl');
      await expect(extendSignatures(document, 'B-LT', both())).rejects.toMatchObject({
        code: 'evidence.unavailable',
        params: { places: `http://${services.host}/ocsp http://${services.host}/issuing.crl` },
      });
    } finally {
      services.broken.clear();
    }
  });

  it('take no token for another nonce, imprint, policy or purpose', async () => {
    const imprint = Buffer.alloc(32, 7);
    const asked: Uint8Array[] = [];
    const real = services.shared();
    const stamper = services.timeStamper([{ url: services.url('/tsa') }]);
    const token = await stamper.stamp(imprint, 'sha256');
    const { timeStampClient } = await import('../services/time-stamp-client.js');
    const replay = timeStampClient({
      ...real,
      authorities: [{ url: services.url('/tsa') }],
      fetcher: (request) => {
        asked.push(request.body ?? Buffer.alloc(0));
        const body = Buffer.concat([
          Buffer.from('30820000', 'hex'),
          Buffer.from('3003020100', 'hex'),
          token,
        ]);
        body.writeUInt16BE(body.length - 4, 2);
        return Promise.resolve({ status: 200, headers: {}, body });
      },
    });
    await expect(replay.stamp(imprint, 'sha256')).rejects.toThrow('nonce-mismatch');
    await expect(replay.stamp(Buffer.alloc(32, 8), 'sha256')).rejects.toThrow('imprint-mismatch');
    const policy = services.timeStamper([{ url: services.url('/tsa'), policy: '1.2.3.4' }]);
    await expect(policy.stamp(imprint, 'sha256')).rejects.toThrow('policy-mismatch');
    expect(Buffer.from(asked[0] ?? '').equals(Buffer.from(asked[1] ?? ''))).toBe(false);
  });
});

describe('a document time-stamp in two phases', () => {
  it('survives storage, and takes only a token for this very document, in time', async () => {
    const document = await simple();
    const expiresAt = new Date(services.now.getTime() + 60_000);
    const stored = JSON.parse(
      JSON.stringify(prepareDocumentTimeStamp(document, { expiresAt })),
    ) as PreparedTimeStamp;
    const stamp = (digest: string): Promise<Uint8Array> =>
      services.timeStamper().stamp(Buffer.from(digest, 'hex'), stored.digestAlgorithm);
    const token = await stamp(stored.documentDigest);
    const other = await stamp('00'.repeat(32));
    const now = services.now;
    const complete = (value: Uint8Array, at?: Date): Uint8Array =>
      completeDocumentTimeStamp(document, stored, value, at === undefined ? {} : { now: at });
    expect(() => complete(other, now)).toThrow('signature.mismatch');
    expect(() => complete(token, expiresAt)).toThrow('signature.expired');
    expect(() => complete(token)).toThrow('signature.time-needed');
    expect(report(complete(token, now))).toMatchObject({ verdict: 'valid', reasons: [] });
  });

  it('stamps the value of a signature before it is embedded, and no other value', async () => {
    const pdf = await samplePdf({ objectStreams: false });
    const signer = services.signer('p256');
    const prepared = prepareSignature(pdf, {
      newField: { name: 'ChuKy', page: 0 },
      certificate: signer.certificate,
      chain: [services.issuing.certificate],
      signingTime: services.now,
      level: 'B-T',
    });
    const value = await signPrepared(prepared, signer.key);
    const timeStamp = await stampSignature(prepared, value, services.timeStamper());
    const another = await signPrepared(prepared, signer.key);
    expect(() => completeSignature(pdf, prepared, another, { timeStamp })).toThrow(
      'signature.mismatch',
    );
    expect(judges.judge(completeSignature(pdf, prepared, value, { timeStamp }))).toEqual([]);
  });
});
