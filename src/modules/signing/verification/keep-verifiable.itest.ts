import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LoopbackServices } from '../../../../libs/pdf-signature/fixtures/loopback-services.js';
import {
  TEST_NOW,
  type TestIdentity,
} from '../../../../libs/pdf-signature/fixtures/test-authority.js';
import { localDateOf } from '../../../../libs/working-calendar/index.js';
import { SignedShelf } from '../../../../test/builders/signed-shelf.js';
import { startTestApp, type TestApp } from '../../../../test/setup/test-app.js';
import { newId } from '../../../platform/database/new-id.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { FileStore } from '../../files/index.js';
import { SignedFiles, Verifier } from '../index.js';
import { TrustAnchors } from '../trust-anchors.js';
import type { HashedFile } from './judge-file.js';
import { KeepVerifiableTask } from './keep-verifiable.task.js';
import { OutsideThread } from './outside-thread.js';

const DAY_MS = 86_400_000;
const AGENCY = newId();

describe('what keeps signed files verifiable', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trien-trust-'));
  const rootFile = join(folder, 'root.cer');
  const shelf = new SignedShelf(AGENCY);
  let services: LoopbackServices;
  let office: TestApp;

  beforeAll(async () => {
    services = await LoopbackServices.start();
    writeFileSync(rootFile, services.root.certificate);
    office = await startTestApp({
      worker: false,
      at: TEST_NOW,
      env: {
        TRUST_ANCHOR_FILES: rootFile,
        TSA_URLS: services.url('/tsa'),
        EVIDENCE_HOSTS: services.host,
      },
    });
    part(SignedFiles).register(shelf);
  }, 60_000);
  afterAll(async () => {
    await office.close();
    await services.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    shelf.held = [];
    services.asked.length = 0;
    services.broken.clear();
  });

  const part = <T>(type: new (...args: never[]) => T): T => office.app.get(type, { strict: false });

  const aSignedFile = async (): Promise<string> => (await shelf.putSigned(office, services)).sha256;
  async function night(days: number): Promise<void> {
    services.now = new Date(TEST_NOW.getTime() + days * DAY_MS);
    office.clock.moveTo(services.now);
    await part(KeepVerifiableTask).run(localDateOf(services.now));
  }
  const outcome = async (sha256: string): Promise<string | undefined> =>
    (
      await maybeRow<{ outcome: string }>(
        office.db,
        'SELECT outcome FROM signing.upkeep WHERE sha256 = $1',
        [sha256],
      )
    )?.outcome;

  it('asks the issuers of what somebody sends beside the event loop, while he waits', async () => {
    const pdf = await part(FileStore).read(await aSignedFile());
    const asking = jest.spyOn(part(OutsideThread), 'ask');
    services.broken.add('/ocsp').add('/issuing.crl').add('/root.crl');
    expect((await part(Verifier).judgeFromOutside(pdf)).verdict).toBe('unknown');
    services.broken.clear();

    asking.mockClear();
    const view = await part(Verifier).judgeFromOutside(pdf);
    expect(view).toMatchObject({ verdict: 'valid', evidence: 'gathered' });
    expect(services.asked).toContain('/ocsp');
    expect(asking.mock.calls.map(([act]) => act)).toEqual(['judge', 'gather', 'judge']);
    asking.mockRestore();
  });

  it('extends a file to B-LTA as an exact continuation, with its audit entry, once a night', async () => {
    const base = await aSignedFile();
    const subject = shelf.held[0]?.subjectId;
    await night(0);

    const now = shelf.held[0]?.sha256 ?? '';
    expect(now).not.toBe(base);
    const [before, after] = await Promise.all([base, now].map((sha) => part(FileStore).read(sha)));
    expect(after?.subarray(0, before?.length)).toEqual(before);
    const view = await part(Verifier).verifyStored(now);
    expect(view.verdict).toBe('valid');
    expect(view.signatures[0]).toMatchObject({ level: 'B-LTA', signingTimeProven: true });
    expect(view.signatures.at(-1)).toMatchObject({ kind: 'time-stamp' });
    expect(
      await rows(
        office.db,
        `SELECT details FROM audit.entry WHERE action = 'signing.extend-signatures' AND subject_id = $1`,
        [subject],
      ),
    ).toEqual([{ details: { base, result: now } }]);

    services.asked.length = 0;
    await night(0);
    expect(shelf.held[0]?.sha256).toBe(now);
    expect(services.asked).toEqual([]);
  });

  it('leaves a time-stamp alone that lasts, and renews it before it ends', async () => {
    const stampers = services.stampers as unknown as TestIdentity[];
    const [lasting] = stampers as [TestIdentity];
    stampers[0] = services.issuing.issue({
      name: 'CN=Dấu thời gian ngắn hạn, O=Cơ quan chứng thực mẫu, C=VN',
      key: 'rsa2048',
      until: new Date(TEST_NOW.getTime() + 200 * DAY_MS),
      keyUsage: ['digitalSignature'],
      extendedKeyUsage: ['1.3.6.1.5.5.7.3.8'],
      isExtendedKeyUsageCritical: true,
      crlUrl: services.url('/issuing.crl'),
    });
    await aSignedFile();
    await night(1);
    const first = shelf.held[0]?.sha256 ?? '';
    await night(100);
    expect(shelf.held[0]?.sha256).toBe(first);

    // An authority that ends no later is no help: the file does not grow night after night.
    await night(120);
    expect(shelf.held[0]?.sha256).toBe(first);
    expect(await outcome(first)).toBe('unavailable');

    stampers[0] = lasting;
    await night(121);

    const renewed = shelf.held[0]?.sha256 ?? '';
    expect(renewed).not.toBe(first);
    expect((await part(Verifier).verifyStored(renewed)).verdict).toBe('valid');
    await night(250);
    const later = await part(Verifier).verifyStored(renewed);
    expect(later.signatures.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect(later).toMatchObject({ verdict: 'valid', evidence: 'gathered' });
  });

  it('judges a file once, and a longer one once', async () => {
    const asking = jest.spyOn(part(OutsideThread), 'ask');
    const judged = (): string[] =>
      asking.mock.calls
        .filter(([act]) => act === 'judge')
        .map(([, file]) => (file as HashedFile).sha256);
    services.broken.add('/tsa');
    const base = await aSignedFile();
    await night(2);
    expect(judged()).toEqual([base]);
    services.broken.clear();
    await night(3);
    expect(judged()).toEqual([base, base, shelf.held[0]?.sha256]);
    asking.mockRestore();
  });

  it('forgets the end of versions that nobody has held for long', async () => {
    const held = await aSignedFile();
    const kept = await part(FileStore).read(held);
    await part(Verifier).verify(kept);
    shelf.held = [];
    const end = (): Promise<unknown> =>
      maybeRow(
        office.db,
        'SELECT ends_at IS NULL AS gone FROM signing.verification WHERE sha256 = $1',
        [held],
      );
    await night(50);
    expect(await end()).toEqual({ gone: false });
    await night(70);
    expect(await end()).toEqual({ gone: true });
    // Released after all: judged anew, and on the list again.
    await part(Verifier).verifySettled(held);
    expect(await end()).toEqual({ gone: false });
  });

  it('waits for an authority that is down, and says so', async () => {
    services.broken.add('/tsa');
    const base = await aSignedFile();
    await night(2);

    expect(shelf.held[0]?.sha256).toBe(base);
    expect(await outcome(base)).toBe('unavailable');

    services.broken.clear();
    await night(2);
    expect(shelf.held[0]?.sha256).toBe(base);
    await night(3);
    expect(shelf.held[0]?.sha256).not.toBe(base);
  });

  it('goes on after a file that cannot be read, and after a night that was broken off', async () => {
    const good = await aSignedFile();
    const unreadable = { subjectId: newId(), sha256: '0'.repeat(64) };
    shelf.held.push(...shelf.held.map((file) => ({ ...file, ...unreadable })));
    await office.db.query(
      `INSERT INTO signing.upkeep (sha256, night, outcome, settled_at) VALUES ($1, $2, 'started', now())`,
      [good, localDateOf(new Date(TEST_NOW.getTime() + 4 * DAY_MS))],
    );
    await night(4);
    expect(await outcome('0'.repeat(64))).toBe('failed');
    expect(await outcome(good)).toBe('started');

    await night(5);
    expect(await outcome(good)).toBe('extended');
  });

  it('reads trusted roots again when their file changes, without a restart', async () => {
    const bytes = services.root.certificate;
    writeFileSync(rootFile, 'no certificate');
    utimesSync(rootFile, 1, 1);
    expect(await part(TrustAnchors).all()).toEqual([]);

    writeFileSync(
      rootFile,
      `-----BEGIN CERTIFICATE-----\n${Buffer.from(bytes).toString('base64')}\n-----END CERTIFICATE-----\n`,
    );
    expect(await part(TrustAnchors).all()).toHaveLength(1);
  });
});
