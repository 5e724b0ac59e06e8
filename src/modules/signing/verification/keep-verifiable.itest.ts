import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LoopbackServices } from '../../../../libs/pdf-signature/fixtures/loopback-services.js';
import { samplePdf } from '../../../../libs/pdf-signature/fixtures/sample-pdfs.js';
import {
  TEST_NOW,
  type TestIdentity,
} from '../../../../libs/pdf-signature/fixtures/test-authority.js';
import {
  completeSignature,
  prepareSignature,
  signPrepared,
} from '../../../../libs/pdf-signature/index.js';
import { localDateOf } from '../../../../libs/working-calendar/index.js';
import { startTestApp, type TestApp } from '../../../../test/setup/test-app.js';
import type { Actor } from '../../../platform/access/actor.js';
import { newId } from '../../../platform/database/new-id.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { FileStore } from '../../files/index.js';
import { type HeldFile, type SignedFileKeeper, SignedFiles, Verifier } from '../index.js';
import { ListEndingQuery } from '../queries/list-ending.query.js';
import { TrustAnchors } from '../trust-anchors.js';
import { KeepVerifiableTask } from './keep-verifiable.task.js';

const DAY_MS = 86_400_000;
const AGENCY = newId();

/** Keeps its files in memory: what a module above does in its tables. */
class Shelf implements SignedFileKeeper {
  readonly type = 'shelf';
  held: HeldFile[] = [];
  publish = (): Promise<null> => Promise.resolve(null);

  list(_db: unknown, { after, limit }: { after: string; limit: number }): Promise<HeldFile[]> {
    const later = this.held.filter(({ sha256 }) => sha256 > after);
    return Promise.resolve(
      later.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1)).slice(0, limit),
    );
  }
  holding(_db: unknown, hashes: readonly string[]): Promise<HeldFile[]> {
    return Promise.resolve(this.held.filter(({ sha256 }) => hashes.includes(sha256)));
  }
  moveOn(_tx: unknown, base: string, { sha256 }: { sha256: string }): Promise<string[]> {
    const moved = this.held.filter((file) => file.sha256 === base);
    this.held = this.held.map((file) => (file.sha256 === base ? { ...file, sha256 } : file));
    return Promise.resolve(moved.map(({ subjectId }) => subjectId));
  }
}

describe('what keeps signed files verifiable', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trien-trust-'));
  const rootFile = join(folder, 'root.cer');
  const shelf = new Shelf();
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

  async function aSignedFile(): Promise<string> {
    const signer = services.signer('p256');
    const base = await samplePdf({ objectStreams: false });
    const prepared = prepareSignature(base, {
      certificate: signer.certificate,
      chain: [services.issuing.certificate],
      signingTime: services.now,
      newField: { name: `ChuKy${newId()}`, page: 0 },
    });
    const pdf = completeSignature(base, prepared, await signPrepared(prepared, signer.key));
    const { sha256 } = await part(FileStore).storeBytes(pdf, { mediaType: 'application/pdf' });
    shelf.held.push({
      ...{ subjectType: 'shelf', subjectId: newId(), agencyId: AGENCY, sha256 },
      title: '97/KH-UBND: Kế hoạch',
    });
    return sha256;
  }
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

  it('lists what ends within a year to its clerk, and figures alone to an administrator', async () => {
    services.broken.add('/tsa');
    const base = await aSignedFile();
    const { parsed } = services.signer('p256');
    await night(Math.floor((parsed.notAfter.getTime() - TEST_NOW.getTime()) / DAY_MS) - 100);
    const clerk = { roles: ['clerk'], clerkOf: [AGENCY] } as unknown as Actor;
    const stranger = { roles: ['clerk'], clerkOf: [newId()] } as unknown as Actor;
    const admin = { roles: ['admin'], clerkOf: [] } as unknown as Actor;

    const seen = await part(ListEndingQuery).execute(clerk);

    expect(seen.items).toMatchObject([
      {
        title: '97/KH-UBND: Kế hoạch',
        endsAt: parsed.notAfter.toISOString(),
        outcome: 'unavailable',
      },
    ]);
    expect(seen).toMatchObject({ total: 1, extends: true });
    expect(await part(ListEndingQuery).execute(stranger)).toMatchObject({ items: [], total: 0 });
    expect(await part(ListEndingQuery).execute(admin)).toMatchObject({ items: [], total: 1 });
    expect(shelf.held[0]?.sha256).toBe(base);
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
