import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Lifecycle, listMoves } from '../../libs/lifecycle/index.js';
import { INCOMING_LIFECYCLE } from '../../src/modules/documents/domain/incoming.lifecycle.js';
import { OUTGOING_LIFECYCLE } from '../../src/modules/documents/domain/outgoing.lifecycle.js';
import { RULES } from './invariant-rules.js';

type Stored = {
  readonly document: string | null;
  readonly sha256: string;
  readonly size: number;
  readonly base: string | null;
};
type Move = {
  readonly document: string;
  readonly direction: 'outgoing' | 'incoming';
  readonly action: string;
  readonly from: string | null;
  readonly to: string;
  readonly before: string | null;
  readonly last: boolean;
  readonly state: string;
};

/** What must never be taken back once it was seen: numbers, symbols, revisions, arrivals. */
export type Seen = ReadonlyMap<string, string>;

/** Opens the embedded database of a running office from outside, as an auditor would. */
export async function openOffice(varDir: string): Promise<Client> {
  const folder = join(varDir, 'postgres');
  const lock = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n');
  const client = new Client({
    host: '127.0.0.1',
    port: Number(lock[3]),
    user: 'trien',
    password: readFileSync(join(folder, 'password'), 'utf8').trim(),
    database: 'trien',
  });
  // The server is about to be killed: a cut connection is no error of this test.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Everything in this office that contradicts itself; empty when all is well. */
export async function findViolations(db: Client, varDir: string): Promise<string[]> {
  const found: string[] = [];
  for (const [rule, sql] of Object.entries(RULES)) {
    const { rows } = await db.query<Record<string, unknown>>(sql);
    found.push(...rows.slice(0, 5).map((row) => `${rule}: ${JSON.stringify(row)}`));
  }
  found.push(...(await findIllegalMoves(db)), ...(await findSpoiltFiles(db, varDir)));
  return found;
}

/** Jobs that still have an effect to bring, and jobs that never will. */
export async function countUnsettledJobs(db: Client): Promise<{ open: number; failed: number }> {
  const { rows } = await db.query<{ open: number; failed: number }>(`
    SELECT count(*) FILTER (WHERE state IN ('created', 'retry', 'active'))::int AS open,
           count(*) FILTER (WHERE state = 'failed')::int AS failed FROM jobs.job`);
  return rows[0] ?? { open: 0, failed: 0 };
}

export async function readSeen(db: Client): Promise<Seen> {
  const { rows } = await db.query<{ key: string; value: string }>(`
    SELECT 'number ' || series_id || ' ' || number AS key,
           symbol || ' ' || coalesce(document_id::text, '') AS value FROM registers.outgoing_entry
    UNION ALL SELECT 'arrival ' || series_id || ' ' || number,
           symbol || ' ' || coalesce(incoming_document_id::text, '') FROM registers.incoming_entry
    UNION ALL SELECT 'revision ' || document_id || ' ' || chain || '.' || ordinal, sha256
      FROM documents.revision
    UNION ALL SELECT 'delivery ' || document_id || ' ' || agency_id, incoming_document_id::text
      FROM documents.delivery
    UNION ALL SELECT 'task ' || id, source_id::text FROM tasks.task
    UNION ALL SELECT 'audit ' || id, action FROM audit.entry`);
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/** What was there before and is gone or another. */
export function findLosses(before: Seen, after: Seen): string[] {
  return [...before]
    .filter(([key, value]) => after.get(key) !== value)
    .map(([key, value]) => `lost or changed: ${key} was ${value}, is ${after.get(key) ?? 'gone'}`);
}

/** Each history must be a walk through the transition table that ends where the document stands. */
async function findIllegalMoves(db: Client): Promise<string[]> {
  const legal = new Set([
    ...movesOf('outgoing', OUTGOING_LIFECYCLE),
    ...movesOf('incoming', INCOMING_LIFECYCLE),
  ]);
  const { rows } = await db.query<Move>(`
    SELECT move.document_id AS document, direction, action, from_state AS from, to_state AS to,
           lag(to_state) OVER walk AS before,
           lead(to_state) OVER walk IS NULL AS last,
           coalesce(outgoing.state, incoming.state) AS state
    FROM documents.move
    LEFT JOIN documents.outgoing ON outgoing.id = move.document_id
    LEFT JOIN documents.incoming ON incoming.id = move.document_id
    WHERE from_state IS DISTINCT FROM to_state
    WINDOW walk AS (PARTITION BY move.document_id ORDER BY move.id)`);
  return rows
    .filter(
      ({ direction, action, from, to, before, last, state }) =>
        from !== before ||
        (from !== null && !legal.has(`${direction} ${from} ${action} ${to}`)) ||
        (last && to !== state),
    )
    .map((move) => `an illegal move: ${JSON.stringify(move)}`);
}

function movesOf(direction: string, lifecycle: Lifecycle<string, string>): string[] {
  const moves = listMoves(lifecycle);
  // Another agency's draft waits for its letter; one's own passes that state in the same act.
  const within = moves.flatMap((first) =>
    moves
      .filter((second) => second.from === first.to && second.action === 'receive-submission')
      .map(({ to }) => ({ ...first, to })),
  );
  return [...moves, ...within].map(
    ({ from, action, to }) => `${direction} ${from} ${action} ${to}`,
  );
}

/** Every revision lies in the store, whole, and only adds to the one before. */
async function findSpoiltFiles(db: Client, varDir: string): Promise<string[]> {
  const { rows } = await db.query<Stored>(`
    SELECT document_id AS document, sha256, size::int AS size,
           lag(sha256) OVER (PARTITION BY document_id, chain ORDER BY ordinal) AS base
    FROM documents.revision
    UNION ALL SELECT NULL, sha256, size::int, NULL FROM files.blob`);
  const contents = new Map<string, Buffer | null>();
  const read = (sha256: string): Buffer | null => {
    const known = contents.get(sha256) ?? readObject(varDir, sha256);
    contents.set(sha256, known);
    return known;
  };
  return rows.flatMap(({ document, sha256, size, base }) => {
    const content = read(sha256);
    if (content === null) return [`a missing file: ${sha256} of ${document ?? 'the store'}`];
    if (content.length !== size) return [`a file of another size: ${sha256}`];
    const before = base === null ? null : read(base);
    const extendsIt = before === null || content.subarray(0, before.length).equals(before);
    return extendsIt ? [] : [`a revision that does not extend the last one: ${sha256}`];
  });
}

function readObject(varDir: string, sha256: string): Buffer | null {
  const path = join(varDir, 'objects', sha256.slice(0, 2), sha256);
  if (!existsSync(path)) return null;
  const content = readFileSync(path);
  return createHash('sha256').update(content).digest('hex') === sha256 ? content : null;
}
