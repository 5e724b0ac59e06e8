import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LoopbackServices } from '../../../../libs/pdf-signature/fixtures/loopback-services.js';
import { TEST_NOW, TEST_UNTIL } from '../../../../libs/pdf-signature/fixtures/test-authority.js';
import {
  completeDocumentTimeStamp,
  prepareDocumentTimeStamp,
} from '../../../../libs/pdf-signature/index.js';
import { localDateOf } from '../../../../libs/working-calendar/index.js';
import { SignedShelf } from '../../../../test/builders/signed-shelf.js';
import { startTestApp, type TestApp } from '../../../../test/setup/test-app.js';
import type { Actor } from '../../../platform/access/actor.js';
import { newId } from '../../../platform/database/new-id.js';
import { maybeRow } from '../../../platform/database/rows.js';
import { FileStore } from '../../files/index.js';
import { SignedFiles, Verifier } from '../index.js';
import type { EndingSignature } from '../queries/ending.views.js';
import { ListEndingQuery } from '../queries/list-ending.query.js';
import { KeepVerifiableTask } from './keep-verifiable.task.js';

/** RSA below 3000 bits is good until then (ETSI TS 119 312). */
const END = new Date('2028-12-31T23:59:59Z');

describe('files of an algorithm that ends', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trien-algorithm-'));
  const shelf = new SignedShelf(newId());
  const clerk = { roles: ['clerk'], clerkOf: [shelf.agencyId] } as unknown as Actor;
  /** RSA-2048 from the root to the time-stamps. */
  let weak: LoopbackServices;
  /** Another authority, on a curve that nobody has set an end for. */
  let strong: LoopbackServices;
  let office: TestApp;

  beforeAll(async () => {
    [weak, strong] = await Promise.all([LoopbackServices.start(), LoopbackServices.start('p384')]);
    const roots = [weak, strong].map(({ root }, index) => {
      const file = join(folder, `root-${index}.cer`);
      writeFileSync(file, root.certificate);
      return file;
    });
    office = await startTestApp({
      worker: false,
      at: TEST_NOW,
      env: {
        TRUST_ANCHOR_FILES: roots.join(','),
        TSA_URLS: [weak.url('/tsa'), strong.url('/tsa')].join(','),
        EVIDENCE_HOSTS: [weak.host, strong.host].join(','),
      },
    });
    part(SignedFiles).register(shelf);
  }, 60_000);
  afterAll(async () => {
    await office.close();
    await Promise.all([weak.close(), strong.close()]);
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    shelf.held = [];
    for (const services of [weak, strong]) services.broken.clear();
    await office.db.query('DELETE FROM signing.upkeep');
    moveTo(TEST_NOW);
  });

  const part = <T>(type: new (...args: never[]) => T): T => office.app.get(type, { strict: false });
  function moveTo(now: Date): void {
    weak.now = now;
    strong.now = now;
    office.clock.moveTo(now);
  }
  async function night(day: string): Promise<string> {
    moveTo(new Date(`${day}T18:00:00Z`));
    await part(KeepVerifiableTask).run(localDateOf(office.clock.now()));
    return shelf.held[0]?.sha256 ?? '';
  }
  const listed = async (): Promise<readonly EndingSignature[]> =>
    (await part(ListEndingQuery).execute(clerk, { limit: 10 })).items;
  const read = (sha256: string): Promise<Buffer> => part(FileStore).read(sha256);
  const judge = async (sha256: string): Promise<unknown> => {
    const { view } = await part(Verifier).judge({ sha256, pdf: await read(sha256) });
    return [
      view.verdict,
      view.signatures.flatMap(({ reasons }) => reasons.map(({ code }) => code)),
    ];
  };
  const known = (sha256: string): Promise<unknown> =>
    maybeRow(
      office.db,
      `SELECT outcome, detail, ends_at AS "endsAt", end_cause AS cause
         FROM signing.upkeep JOIN signing.verification USING (sha256) WHERE sha256 = $1`,
      [sha256],
    );

  it('are stamped again before it, by an authority of a stronger one, and verify after it', async () => {
    await shelf.putSigned(office, weak);
    const first = await night('2026-11-02');
    expect(await known(first)).toEqual({
      ...{ outcome: 'judged', detail: null },
      ...{ endsAt: END, cause: 'algorithm' },
    });
    expect(await listed()).toEqual([]);

    // More than a quarter ahead nothing is asked for; it stands on the list for a year.
    weak.asked.length = 0;
    expect(await night('2028-09-01')).toBe(first);
    expect(weak.asked).not.toContain('/tsa');
    expect(await listed()).toMatchObject([{ cause: 'algorithm', hasEnded: false }]);

    // Within it a stamp that rests on the same keys is no help.
    expect(await night('2028-10-15')).toBe(first);
    expect(await listed()).toMatchObject([
      {
        ...{ cause: 'algorithm', endsAt: END.toISOString() },
        ...{ outcome: 'unavailable', detail: 'time-stamp.ends-no-later' },
      },
    ]);

    weak.broken.add('/tsa');
    const renewed = await night('2028-10-16');
    expect(renewed).not.toBe(first);
    const before = await read(first);
    expect((await read(renewed)).subarray(0, before.length).equals(before)).toBe(true);
    expect(await known(renewed)).toMatchObject({ endsAt: TEST_UNTIL, cause: 'time-stamp' });
    expect(await listed()).toEqual([]);

    strong.asked.length = 0;
    expect(await night('2029-02-01')).toBe(renewed);
    expect(strong.asked).not.toContain('/tsa');
    expect(await judge(renewed)).toEqual(['valid', []]);
    // And would not, but for that night.
    expect(await judge(first)).toEqual(['unknown', expect.arrayContaining(['algorithm-ended'])]);
  });

  it('that nobody stamped in time are listed as lost, and left as they are', async () => {
    for (const services of [weak, strong]) services.broken.add('/tsa');
    const { sha256 } = await shelf.putSigned(office, weak);
    await night('2028-12-30');
    expect(await listed()).toMatchObject([
      { cause: 'algorithm', hasEnded: false, outcome: 'unavailable' },
    ]);

    for (const services of [weak, strong]) {
      services.broken.clear();
      services.asked.length = 0;
    }
    expect(await night('2029-01-02')).toBe(sha256);

    expect([...weak.asked, ...strong.asked].filter((path) => path === '/tsa')).toEqual([]);
    expect(await listed()).toMatchObject([
      { cause: 'algorithm', endsAt: END.toISOString(), hasEnded: true, outcome: 'judged' },
    ]);
    expect(await part(ListEndingQuery).overview(clerk, {})).toMatchObject({
      counts: [{ month: '2029-01', cause: 'algorithm', count: 1 }],
      ...{ total: 1, ended: 1 },
    });
  });

  it('that were stamped too late by another hand are listed as lost, whatever lies over them', async () => {
    for (const services of [weak, strong]) services.broken.add('/tsa');
    const { sha256 } = await shelf.putSigned(office, weak);
    await night('2028-12-30');
    moveTo(new Date('2029-01-03T00:00:00Z'));
    const pdf = await lateStamp(await read(sha256));
    const stored = await part(FileStore).storeBytes(pdf, { mediaType: 'application/pdf' });
    shelf.held = shelf.held.map((file) => ({ ...file, sha256: stored.sha256 }));

    expect(await night('2029-01-04')).toBe(stored.sha256);

    expect(await listed()).toMatchObject([{ cause: 'algorithm', hasEnded: true }]);
  });

  /** As a program does that asks no questions. */
  async function lateStamp(base: Buffer): Promise<Uint8Array> {
    strong.broken.clear();
    const prepared = prepareDocumentTimeStamp(base);
    const digest = Buffer.from(prepared.documentDigest, 'hex');
    const token = await strong.timeStamper().stamp(digest, 'sha256');
    return completeDocumentTimeStamp(base, prepared, token);
  }
});
