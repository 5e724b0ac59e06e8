import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { parseSettings } from '../config/settings.js';
import { AppModule } from '../src/app.module.js';
import { loadDataSet } from '../src/demo-office/index.js';
import { SystemClock } from '../src/platform/clock/clock.js';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres/index.js';
import { migrate } from '../src/platform/database/migrate.js';
import { newId } from '../src/platform/database/new-id.js';
import { createHttpApp } from '../src/platform/http/create-http-app.js';
import { OfficeClient } from '../test/scenario/office-client.js';

/** Clerks of one agency who press at the same time; all their numbers come from one series. */
const CLERKS = 16;
const PER_ROUND = 320;
const ROUNDS = 7;
const WARM_UP = 480;

type Statement = { readonly sql: string; readonly values: readonly unknown[] };
type Template = {
  readonly statements: readonly Statement[];
  readonly documentId: string;
  readonly number: number;
  readonly symbol: string;
};

/**
 * Numbers per second through the API, a clerk's whole request, against the very statements of its
 * transaction (locks, series, register row, document, history, audit and job) sent by bare `pg`
 * from as many connections. The two take turns, so that a busy machine slows both alike.
 */
export async function run(): Promise<{
  readonly name: 'number';
  readonly ratio: number;
  readonly numbersPerSecond: number;
  readonly barePgPerSecond: number;
  readonly statementsPerNumber: number;
  readonly clerks: number;
}> {
  const varDir = mkdtempSync(join(tmpdir(), 'trien-bench-'));
  const server = await startEmbeddedPostgres({ directory: join(varDir, 'postgres') });
  await migrate(server.url);
  const settings = parseSettings({
    VAR_DIR: varDir,
    OFFICE_DATA_SET: 'none',
    PASSWORD_MEMORY_KIB: '1024',
  });
  const app = await createHttpApp(AppModule.on(server.url, settings, new SystemClock()), {
    behindProxy: false,
    sessionSecret: 'only-for-the-benchmark-0123456789abcdef',
    webDir: null,
    logger: false,
  });
  try {
    await app.listen(0, '127.0.0.1');
    const { password } = await loadDataSet(app, 'two-tier', { signing: [] });
    const db = app.get(DataSource);
    const url = await app.getUrl();
    const headers = await signIn(url, password);
    const press = (ids: readonly string[]): Promise<number> => throughHttp(url, headers, ids);

    const template = await recordOne(db, { url, headers }, await signedDocuments(db, 1));
    const bare = await openConnections(server.url);
    await press(await signedDocuments(db, WARM_UP));
    await throughPg(bare, template, await signedDocuments(db, WARM_UP));
    const ratios: number[] = [];
    const time = { http: 0, pg: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      const pg = await throughPg(bare, template, await signedDocuments(db, PER_ROUND));
      const http = await press(await signedDocuments(db, PER_ROUND));
      ratios.push(pg / http);
      time.pg += pg;
      time.http += http;
    }
    await Promise.all(bare.map((client) => client.end()));
    const perSecond = (ms: number): number => Math.round((ROUNDS * PER_ROUND * 1000) / ms);
    return {
      name: 'number',
      ratio: Number((ratios.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0).toFixed(3)),
      numbersPerSecond: perSecond(time.http),
      barePgPerSecond: perSecond(time.pg),
      statementsPerNumber: template.statements.length,
      clerks: CLERKS,
    };
  } finally {
    await app.close();
    await server.stop();
    rmSync(varDir, { recursive: true, force: true });
  }
}

/** Documents of the ward that its chair has signed; only the clerk's step is measured. */
async function signedDocuments(db: DataSource, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  await db.query(
    `INSERT INTO documents.outgoing (id, version, state, space, issuing_agency_id,
       drafting_agency_id, drafting_unit_id, drafter_post_id, head_post_id, form_checker,
       office_agency_id, signer_post_id, type_code, subject, urgency, kept_by, sha256,
       approved_sha256, held_since, created_at, signed_at)
     SELECT document.id, 1, 'signed', 'government', ward.id, ward.id, division.id, drafter.id,
       head.id, 'office-chief', ward.id, signer.id, 'official-letter', 'V/v đôn đốc tiến độ',
       'normal', 'VT, VHXH', repeat('0', 64), repeat('0', 64), now(), now(), now()
     FROM unnest($1::uuid[]) AS document (id)
     JOIN organisation.unit ward ON ward.code = 'p-tu-son'
     JOIN organisation.unit division ON division.code = 'p-tu-son-vhxh'
     JOIN organisation.post drafter ON drafter.code = 'cv-vh1'
     JOIN organisation.post head ON head.code = 'tp-vhxh'
     JOIN organisation.post signer ON signer.code = 'ct-ts'`,
    [ids],
  );
  return ids;
}

async function signIn(url: string, password: string): Promise<Record<string, string>> {
  const clerk = await OfficeClient.signIn(url, 'vt-ts', password);
  const { csrfToken } = await clerk.refresh();
  const { name, value } = clerk.sessionCookie;
  return { cookie: `${name}=${value}`, 'x-csrf-token': String(csrfToken) };
}

/** Presses once and writes down what the transaction of the use case said to the database. */
async function recordOne(
  db: DataSource,
  { url, headers }: { url: string; headers: Record<string, string> },
  [documentId = '']: readonly string[],
): Promise<Template> {
  const heard: Statement[] = [];
  const before = db.logger;
  const silent = (): void => undefined;
  db.logger = {
    logQuery: (sql: string, values: unknown[] = []) => {
      heard.push({ sql, values });
    },
    logQueryError: silent,
    logQuerySlow: silent,
    logSchemaBuild: silent,
    logMigration: silent,
    log: silent,
  };
  const answer = await fetch(`${url}/api/v1/documents/outgoing/${documentId}/take-number`, {
    method: 'POST',
    headers,
  });
  const { number, symbol } = (await answer.json()) as { number: number; symbol: string };
  db.logger = before;
  const begin = heard.findIndex(({ sql }) => sql.startsWith('START TRANSACTION'));
  const end = heard.findIndex(({ sql }) => sql === 'COMMIT');
  return { statements: heard.slice(begin, end + 1), documentId, number, symbol };
}

async function openConnections(url: string): Promise<Client[]> {
  return Promise.all(
    Array.from({ length: CLERKS }, async () => {
      const client = new Client({
        connectionString: url,
        options: '-c timezone=Asia/Ho_Chi_Minh',
      });
      await client.connect();
      return client;
    }),
  );
}

async function throughPg(
  clients: readonly Client[],
  template: Template,
  ids: readonly string[],
): Promise<number> {
  const waiting = [...ids];
  const started = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
        await replay(client, template, id);
    }),
  );
  return performance.now() - started;
}

/** The recorded statements for another document: its id, its own number, fresh ids for new rows. */
async function replay(client: Client, template: Template, documentId: string): Promise<void> {
  const entryId = newId();
  let number = template.number;
  for (const { sql, values } of template.statements) {
    const isEntry = sql.includes('INSERT INTO registers.outgoing_entry');
    const own = values.map((value, index) => {
      if (isEntry && index === 0) return entryId;
      if (value === template.number) return number;
      if (typeof value !== 'string') return value;
      return value
        .replaceAll(template.documentId, documentId)
        .replaceAll(template.symbol, template.symbol.replace(/^\d+/, String(number)));
    });
    const answer = await client.query(sql, registerEntry(sql, own, entryId));
    if (sql.includes('UPDATE registers.number_series'))
      number = (answer.rows[0] as { number: number }).number;
  }
}

/** The document points at the register row of its own. */
function registerEntry(sql: string, values: unknown[], entryId: string): unknown[] {
  if (!sql.startsWith('UPDATE "documents"."outgoing"')) return values;
  const columns = [...sql.matchAll(/"(\w+)" = \$(\d+)/g)];
  const place = columns.find(([, column]) => column === 'register_entry_id')?.[2];
  return values.map((value, index) => (String(index + 1) === place ? entryId : value));
}

/** Pressed from another thread, so that the browsers' work is not the server's. */
function throughHttp(
  url: string,
  headers: Readonly<Record<string, string>>,
  ids: readonly string[],
): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { url, headers, ids } });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

type Presses = { url: string; headers: Record<string, string>; ids: string[] };

async function pressAll({ url, headers, ids }: Presses): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLERKS });
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CLERKS }, async () => {
      for (let id = ids.pop(); id !== undefined; id = ids.pop())
        await pressOne(`${url}/api/v1/documents/outgoing/${id}/take-number`, headers, agent);
    }),
  );
  const taken = performance.now() - started;
  agent.destroy();
  return taken;
}

function pressOne(url: string, headers: Record<string, string>, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', headers, agent }, (answer) => {
      answer.resume();
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`Answered ${String(answer.statusCode)}`));
      });
    });
    call.once('error', reject);
    call.end();
  });
}

if (!isMainThread) parentPort?.postMessage(await pressAll(workerData as Presses));
