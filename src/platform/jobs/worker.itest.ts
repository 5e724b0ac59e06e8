import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startTestApp, type TestApp } from '../../../test/setup/test-app.js';
import { rows } from '../database/rows.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { EVENTS_QUEUE } from './boss.js';
import { Nightly } from './nightly.js';
import { Outbox } from './outbox.js';
import { SubscriberRegistry } from './subscriber-registry.js';
import { Worker } from './worker.js';
import { WorkerPresence } from './worker-presence.js';

const TOPIC = 'test.happened.v1';

describe('a worker that starts', () => {
  let office: TestApp;
  let url: string;
  const handled: string[] = [];
  let told: (subjectId: string) => void = () => undefined;

  beforeAll(async () => {
    office = await startTestApp({ worker: false });
    url = (office.db.options as { url: string }).url;
    office.app.get(SubscriberRegistry).add({
      name: 'test.note-event',
      topics: [TOPIC],
      handle: (_id, { subjectId }) => {
        handled.push(subjectId);
        told(subjectId);
        return Promise.resolve();
      },
    });
  });
  afterEach(() => office.app.get(WorkerPresence).leave());
  afterAll(() => office.close());

  /** As a killed process leaves it: taken, not settled, no connection any more. */
  async function anAbandonedDelivery(): Promise<string> {
    const subjectId = randomUUID();
    const event = { topic: TOPIC, subjectId, payload: {} };
    await office.app.get(UnitOfWork).run((tx) => office.app.get(Outbox).add(tx, event));
    await office.db.query(
      `UPDATE jobs.job SET state = 'active', started_on = now() WHERE name = $1 AND state = 'created'`,
      [EVENTS_QUEUE],
    );
    return subjectId;
  }
  let first = 0;
  const countFirst = (): Promise<void> => {
    first += 1;
    return Promise.resolve();
  };
  beforeEach(() => {
    first = 0;
  });
  const states = async (): Promise<string[]> =>
    (
      await rows<{ state: string }>(
        office.db,
        'SELECT state FROM jobs.job WHERE name = $1 ORDER BY created_on',
        [EVENTS_QUEUE],
      )
    ).map(({ state }) => state);

  it('leaves alone what another worker may be at, and takes up at once what a dead one left', async () => {
    const subjectId = await anAbandonedDelivery();
    const other = new WorkerPresence(url);
    await other.enter(() => Promise.resolve());
    const mine = new WorkerPresence(url);
    await mine.enter(countFirst);
    expect(first).toBe(0);
    await Promise.all([mine.leave(), other.leave()]);

    const done = new Promise<string>((resolve) => {
      told = resolve;
    });
    await office.app.get(Worker).start();

    expect(await done).toBe(subjectId);
    expect(handled).toEqual([subjectId]);
    await office.app.get(Worker).onApplicationShutdown();
    expect(await states()).toEqual(['completed']);
  });

  it('is alone only while nobody else has come in, whoever of many was first', async () => {
    const workers = Array.from({ length: 6 }, () => new WorkerPresence(url));
    await Promise.all(workers.map((worker) => worker.enter(countFirst)));
    expect(first).toBe(1);

    await Promise.all(workers.slice(1).map((worker) => worker.leave()));
    const late = new WorkerPresence(url);
    await late.enter(countFirst);
    expect(first).toBe(1);
    await Promise.all([late.leave(), workers[0]?.leave()]);
    await late.enter(countFirst);
    expect(first).toBe(2);
    await late.leave();
  });

  it('comes in again after the database cut its connection', async () => {
    const worker = new WorkerPresence(url);
    await worker.enter(() => Promise.resolve());
    const client = new Client({ connectionString: url });
    await client.connect();
    const killed = await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'trien-worker' AND datname = current_database()`,
    );
    expect(killed.rowCount).toBe(1);
    await client.end();

    // The loss is noticed when the socket says so, which it can only between turns of the event loop.
    while (first === 0) {
      await nextTurn();
      await worker.enter(countFirst);
    }
    expect(first).toBe(1);
    await worker.leave();
  });
});

describe('the purge of each night', () => {
  let office: TestApp;
  beforeAll(async () => {
    office = await startTestApp({ worker: false, env: { REQUEST_KEYS_DAYS: '3' } });
  });
  afterAll(() => office.close());

  it('forgets old requests, claims, nights and ended sessions, and nothing that still counts', async () => {
    const account = randomUUID();
    await office.db.query(
      `INSERT INTO platform.idempotency_key (account_id, key, request_hash, created_at) VALUES
         ($1, 'old-request', 'x', now() - interval '4 days'),
         ($1, 'new-request', 'x', now() - interval '2 days')`,
      [account],
    );
    await office.db.query(
      `INSERT INTO platform.inbox_claim (subscriber, event_id, claimed_at)
       SELECT 'test.note-event', gen_random_uuid(), now() - interval '61 days' FROM generate_series(1, 5001)
       UNION ALL SELECT 'test.note-event', gen_random_uuid(), now() - interval '59 days'`,
    );
    await office.db.query(
      `INSERT INTO platform.nightly_run (task, day, started_at, finished_at)
       VALUES ('test.task', '2026-06-24', now(), now()), ('test.task', '2026-06-25', now(), now())`,
    );
    await office.db.query(
      `INSERT INTO identity.session (id_hash, data, expires_at)
       VALUES (sha256('ended'), '{}', $1::timestamptz - interval '1 second'),
         (sha256('open'), '{}', $1::timestamptz + interval '1 hour')`,
      [office.clock.now()],
    );

    const done = await office.app.get(Nightly).runDue();

    expect(done).toEqual(
      expect.arrayContaining(['platform.purge-traces', 'identity.purge-sessions']),
    );
    const left = await rows(
      office.db,
      `SELECT (SELECT string_agg(key, ' ') FROM platform.idempotency_key) AS keys,
              (SELECT count(*)::int FROM platform.inbox_claim) AS claims,
              (SELECT string_agg(day::text, ' ') FROM platform.nightly_run WHERE task = 'test.task') AS nights,
              (SELECT bool_and(id_hash = sha256('open')) FROM identity.session) AS open`,
    );
    expect(left).toEqual([{ keys: 'new-request', claims: 1, nights: '2026-06-25', open: true }]);
  });
});

describe('the hour of the night', () => {
  it.each([
    ['1', '2026-08-24T00:59:00+07:00', '2026-08-24T01:00:00+07:00'],
    ['22', '2026-08-24T21:59:00+07:00', '2026-08-24T22:00:00+07:00'],
  ])('%s: until then the day before goes on', async (hour, before, at) => {
    const office = await startTestApp({
      worker: false,
      at: new Date(before),
      env: { NIGHT_HOUR: hour },
    });
    try {
      await office.app.get(Nightly).runDue();
      office.clock.moveTo(new Date(at));
      await office.app.get(Nightly).runDue();
      expect(
        await rows(
          office.db,
          'SELECT DISTINCT day::text AS day FROM platform.nightly_run ORDER BY 1',
        ),
      ).toEqual([{ day: '2026-08-23' }, { day: '2026-08-24' }]);
    } finally {
      await office.close();
    }
  });
});
