import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openssl } from '../../../../libs/pdf-signature/fixtures/openssl.js';
import { keyPemOf, pemOf } from '../../../../libs/pdf-signature/fixtures/openssl.js';
import { samplePdf } from '../../../../libs/pdf-signature/fixtures/sample-pdfs.js';
import { TEST_NOW, TestIdentity } from '../../../../libs/pdf-signature/fixtures/test-authority.js';
import {
  completeSignature,
  prepareSignature,
  signPrepared,
} from '../../../../libs/pdf-signature/index.js';
import { startTestApp, type TestApp } from '../../../../test/setup/test-app.js';
import { maybeRow } from '../../../platform/database/rows.js';
import { Nightly } from '../../../platform/jobs/nightly.js';
import { Verifier } from '../index.js';
import type { TrustProblem } from '../domain/trust-problem.js';
import { TrustSourcesQuery } from '../queries/trust-sources.query.js';
import { hashed } from './judge-file.js';
import { TrustListTask } from './trust-list.task.js';

type Limits = { purposes?: string[]; from?: string; until?: string };

describe('a published list of roots', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trien-publisher-'));
  const publishers = ['thứ nhất', 'thứ hai'].map((name) =>
    TestIdentity.root({ name: `CN=Đơn vị công bố ${name}, C=VN` }),
  ) as [TestIdentity, TestIdentity];
  const stranger = TestIdentity.root({ name: 'CN=Người lạ, C=VN' });
  const root = TestIdentity.root({ name: 'CN=CA gốc chuyên dùng Chính phủ, C=VN' });
  const other = TestIdentity.root({ name: 'CN=CA gốc quốc gia, C=VN' });
  const signer = root.issue({ name: 'CN=Nguyễn Đăng Quyết, O=UBND phường Từ Sơn, C=VN' });
  const answers = new Map<string, Buffer>();
  let server: Server;
  let url: string;
  let office: TestApp;
  let signed: Uint8Array;

  beforeAll(async () => {
    server = createServer(({ url: path }, response) => {
      const body = answers.get((path ?? '').replace('?key=khoa-rieng', ''));
      response.writeHead(body === undefined ? 503 : 200).end(body);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/roots.json?key=khoa-rieng`;
    const files = publishers.map((publisher, index) => {
      const file = join(folder, `publisher-${index}.cer`);
      writeFileSync(file, publisher.certificate);
      return file;
    });
    publish([[root, { purposes: ['signature'] }]], publishers[0]);
    office = await startTestApp({
      worker: false,
      at: TEST_NOW,
      env: { TRUST_LIST_URL: url, TRUST_LIST_PUBLISHERS: files.join(',') },
    });
    signed = await aSignedFile();
  });
  afterAll(async () => {
    await office.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  function publish(
    anchors: readonly (readonly [TestIdentity, Limits])[],
    by: TestIdentity | null,
    order: { sequence?: number; issuedAt?: string } = {},
  ): void {
    const list = Buffer.from(
      JSON.stringify({
        version: 1,
        ...order,
        anchors: anchors.map(([anchor, limits]) => ({
          ...{ name: anchor.parsed.subject.commonName, ...limits },
          certificate: anchor.certificate.toString('base64'),
        })),
      }),
    );
    answers.set('/roots.json', list);
    if (by === null) answers.delete('/roots.json.p7s');
    else answers.set('/roots.json.p7s', signature(list, by));
  }
  async function aSignedFile(): Promise<Uint8Array> {
    const pdf = await samplePdf({ objectStreams: false });
    const prepared = prepareSignature(pdf, {
      ...{ certificate: signer.certificate, chain: [], signingTime: TEST_NOW },
      newField: { name: 'NguoiKy', page: 0 },
    });
    return completeSignature(pdf, prepared, await signPrepared(prepared, signer.key));
  }
  const verdict = async (): Promise<string> =>
    (await office.app.get(Verifier).judge(await hashed(signed))).view.verdict;
  const kept = (): Promise<{ problem: TrustProblem | null; body: string } | null> =>
    maybeRow(office.db, 'SELECT problem, body FROM signing.trust_list WHERE url = $1', [url]);
  const fetch = (): Promise<void> => office.app.get(TrustListTask).run();

  it('is fetched at the first start, signed by its publisher, and vouches at once', async () => {
    expect(await kept()).toMatchObject({ problem: null });
    expect(await verdict()).toBe('valid');
  });

  it('vouches for its purposes alone', async () => {
    publish([[root, { purposes: ['time-stamp'] }]], publishers[0]);
    await fetch();
    expect(await verdict()).toBe('unknown');
  });

  it.each<[string, Limits, string]>([
    ['within them', { from: '2020-01-01T00:00:00Z', until: '2030-01-01T00:00:00Z' }, 'valid'],
    ['before them', { from: '2026-12-01T00:00:00Z' }, 'unknown'],
    ['after them', { until: '2026-10-01T00:00:00Z' }, 'unknown'],
  ])('vouches between its dates alone: %s', async (_, limits, expected) => {
    publish([[root, limits]], publishers[0]);
    await fetch();
    expect(await verdict()).toBe(expected);
  });

  it('changes hands and roots: the next publisher adds one and takes one away', async () => {
    publish([[root, {}]], publishers[1]);
    await fetch();
    expect(await verdict()).toBe('valid');

    publish([[other, {}]], publishers[1]);
    await office.app.get(Nightly).runDue();
    expect(await verdict()).toBe('unknown');
  });

  it.each<[string, () => void, TrustProblem]>([
    [
      'cannot be had',
      () => answers.delete('/roots.json'),
      { code: 'status', params: { status: 503 } },
    ],
    [
      'is unsigned',
      () => {
        publish([[other, {}]], null);
      },
      { code: 'status', params: { status: 503 } },
    ],
    [
      'is signed by a stranger',
      () => {
        publish([[other, {}]], stranger);
      },
      { code: 'unsigned', params: {} },
    ],
    [
      'was changed after signing',
      () => {
        answers.set('/roots.json', Buffer.from('{"version":1,"anchors":[]}'));
      },
      { code: 'unsigned', params: {} },
    ],
    [
      'cannot be read',
      () => {
        answers.set('/roots.json', Buffer.from('<html>'));
        answers.set('/roots.json.p7s', signature(Buffer.from('<html>'), publishers[0]));
      },
      { code: 'trust.malformed', params: { detail: 'json' } },
    ],
    [
      'has no publisher any more',
      () => {
        publish([[other, {}]], publishers[0]);
        rmSync(join(folder, 'publisher-1.cer'));
      },
      { code: 'file-missing', params: { file: 'publisher-1.cer' } },
    ],
  ])('that %s leaves the last good one in force, and says why', async (_, spoil, problem) => {
    publish([[root, {}]], publishers[0]);
    await fetch();
    const good = await kept();
    if (good?.problem !== null) throw new Error(good?.problem.code ?? 'nothing was kept');

    publish([[other, {}]], publishers[0]);
    spoil();
    await fetch();

    expect(await kept()).toEqual({ body: good.body, problem });
    expect(await verdict()).toBe('valid');
  });

  it('is not replaced by an earlier one, whoever answers with it and however well it is signed', async () => {
    writeFileSync(join(folder, 'publisher-1.cer'), publishers[1].certificate);
    const withdrawn = { sequence: 7, issuedAt: '2026-10-01T00:00:00Z' };
    publish([[root, {}]], publishers[0], withdrawn);
    await fetch();
    expect(await verdict()).toBe('valid');
    const first = [answers.get('/roots.json'), answers.get('/roots.json.p7s')] as const;

    publish([[other, {}]], publishers[0], { sequence: 8, issuedAt: '2026-10-20T00:00:00Z' });
    await fetch();
    expect(await verdict()).toBe('unknown');
    const held = await kept();

    for (const [index, path] of ['/roots.json', '/roots.json.p7s'].entries()) {
      answers.set(path, first[index] ?? Buffer.alloc(0));
    }
    await fetch();
    expect(await kept()).toEqual({
      body: held?.body,
      problem: { code: 'trust.rollback', params: { reason: 'sequence', held: 8, offered: 7 } },
    });
    expect(await verdict()).toBe('unknown');

    publish([[root, {}]], publishers[0]);
    await fetch();
    expect(await kept()).toMatchObject({
      problem: { code: 'trust.rollback', params: { reason: 'sequence-missing', held: 8 } },
    });
    expect(await verdict()).toBe('unknown');

    // A decision that is taken back is published anew.
    publish([[root, {}]], publishers[0], { sequence: 9, issuedAt: '2026-10-25T00:00:00Z' });
    await fetch();
    expect(await kept()).toMatchObject({ problem: null });
    expect(await verdict()).toBe('valid');
  });

  it('is shown with its place, number and failures, and without what its address keeps secret', async () => {
    publish([[other, {}]], publishers[0], { sequence: 3 });
    await fetch();
    const shown = await office.app.get(TrustSourcesQuery).execute();

    expect(shown).toMatchObject({
      roots: expect.arrayContaining([
        expect.objectContaining({
          name: 'CA gốc chuyên dùng Chính phủ',
          fingerprint: createHash('sha256').update(root.certificate).digest('hex'),
          purposes: ['signature', 'time-stamp'],
        }),
      ]) as unknown,
      stored: expect.any(Number) as unknown,
      files: [],
      list: {
        ...{ url: url.split('?')[0], isSigned: true, anchors: 1 },
        ...{ fetchedAt: TEST_NOW.toISOString(), triedAt: TEST_NOW.toISOString() },
        ...{ sequence: 9, issuedAt: '2026-10-25T00:00:00.000Z' },
        problem: {
          code: 'trust.rollback',
          vi: expect.stringContaining('số thứ tự thấp hơn') as unknown,
          en: expect.stringContaining('its number is lower') as unknown,
        },
      },
    });
    expect(JSON.stringify(shown)).not.toContain('khoa-rieng');
  });
});

/** Detached, by a program that is not ours. */
function signature(list: Buffer, by: TestIdentity): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'trien-publisher-key-'));
  try {
    writeFileSync(join(folder, 'own.pem'), pemOf(by.certificate) + keyPemOf(by), { mode: 0o600 });
    const own = join(folder, 'own.pem');
    return openssl(
      [
        'cms',
        '-sign',
        '-binary',
        '-outform',
        'DER',
        '-md',
        'sha256',
        '-signer',
        own,
        '-inkey',
        own,
      ],
      list,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
