import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PDFDocument } from 'pdf-lib';
import type { Client } from 'pg';
import { FIELD } from '../../libs/document-layout/index.js';
import { layoutFields } from '../../libs/pdf-signature/index.js';
import { openOffice } from './invariants.js';
import type { OfficeClient } from './office-client.js';
import type { OfficeWorld } from './office-world.js';

/** An office that can be ended without warning and comes back. */
export type MortalOffice = {
  readonly varDir: string;
  world(): OfficeWorld;
  crash(everything: boolean): Promise<void>;
};

type Batch = {
  readonly finished: boolean;
  readonly interrupted: boolean;
  readonly signed: number;
  readonly items: readonly { readonly state: string; readonly problem: unknown }[];
};

export type BatchResult = {
  readonly kills: number;
  readonly signed: number;
  /** Documents by how many initials they have: `{ 1: 200 }` is what must come out. */
  readonly documentsByInitials: Readonly<Record<number, number>>;
};

const HEAD = 'tp-vhxh';
/** Long enough that a kill may also find the batch at rest. */
const LONGEST_WAIT_MS = 200;

/** A head of division initials many drafts with one PIN; each kill is followed by "Tiếp tục". */
export async function initialThroughKills(
  office: MortalOffice,
  { documents, kills, random }: { documents: number; kills: number; random: () => number },
): Promise<BatchResult> {
  const ids = await withDatabase(office, (db) => draftsInReview(db, office.varDir, documents));
  const { pin } = office.world().secrets;
  const { batchId } = await (
    await office.world().as(HEAD)
  ).post<{ batchId: string }>('/api/v1/documents/outgoing/sign-batch', {
    documents: ids.map(({ id, sha256 }) => ({ id, sha256 })),
    pin,
  });
  for (let kill = 0; kill < kills; kill += 1) {
    const head = await office.world().as(HEAD);
    await signedAtLeast(head, batchId, Math.floor((documents * kill) / (kills + 1)));
    await sleep(random() * LONGEST_WAIT_MS);
    await office.crash(random() < 0.4);
    await resume(office, batchId, pin);
  }
  const batch = await through(office, batchId);
  return {
    kills,
    signed: batch.signed,
    documentsByInitials: await withDatabase(office, (db) => countInitials(db, ids)),
  };
}

/** Each kill finds the batch further on than the one before. */
async function signedAtLeast(head: OfficeClient, batchId: string, count: number): Promise<void> {
  for (;;) {
    const batch = await head.get<Batch>(`/api/v1/signing/batches/${batchId}`);
    if (batch.signed >= count || batch.finished) return;
    await sleep(20);
  }
}

async function resume(office: MortalOffice, batchId: string, pin: string): Promise<void> {
  const head = await office.world().as(HEAD);
  const batch = await head.get<Batch>(`/api/v1/signing/batches/${batchId}`);
  if (batch.interrupted) await head.post(`/api/v1/signing/batches/${batchId}/resume`, { pin });
}

async function through(office: MortalOffice, batchId: string): Promise<Batch> {
  const head = await office.world().as(HEAD);
  for (;;) {
    const batch = await head.get<Batch>(`/api/v1/signing/batches/${batchId}`);
    const failed = batch.items.find(({ state }) => state === 'failed');
    if (failed) throw new Error(`Not signed: ${JSON.stringify(failed.problem)}`);
    if (batch.finished) return batch;
    await sleep(100);
  }
}

async function withDatabase<Result>(
  office: MortalOffice,
  work: (db: Client) => Promise<Result>,
): Promise<Result> {
  const db = await openOffice(office.varDir);
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

/** Drafts of the division as their drafter has submitted them, history and files included. */
async function draftsInReview(
  db: Client,
  varDir: string,
  count: number,
): Promise<readonly { id: string; sha256: string }[]> {
  const page = await PDFDocument.create();
  page.addPage([595, 842]).drawText('Du thao', { x: 60, y: 700 });
  const pdf = await page.save({ useObjectStreams: false });
  const drafts = Array.from({ length: count }, () => {
    const id = randomUUID();
    return { id, ...store(varDir, laidOut(pdf, id)) };
  });
  const columns = [
    drafts.map(({ id }) => id),
    drafts.map(({ sha256 }) => sha256),
    drafts.map(({ size }) => size),
  ];
  const given = 'unnest($1::uuid[], $2::text[], $3::bigint[]) AS draft (id, sha256, size)';
  await db.query(
    `INSERT INTO files.blob (sha256, size, media_type, created_at)
     SELECT sha256, size, 'application/pdf', now() FROM ${given}`,
    columns,
  );
  await db.query(
    `INSERT INTO documents.outgoing (id, version, state, space, issuing_agency_id,
       drafting_agency_id, drafting_unit_id, drafter_post_id, head_post_id, form_checker,
       office_agency_id, signer_post_id, type_code, subject, urgency, sha256, held_since, created_at)
     SELECT draft.id, 1, 'head-review', 'government', ward.id, ward.id, division.id, drafter.id,
       head.id, 'office-chief', ward.id, signer.id, 'official-letter', 'V/v đôn đốc tiến độ',
       'normal', draft.sha256, now(), now()
     FROM ${given}
     JOIN organisation.unit ward ON ward.code = 'p-tu-son' AND ward.valid_to IS NULL
     JOIN organisation.unit division ON division.code = 'p-tu-son-vhxh' AND division.valid_to IS NULL
     JOIN organisation.post drafter ON drafter.code = 'cv-vh1' AND drafter.valid_to IS NULL
     JOIN organisation.post head ON head.code = '${HEAD}' AND head.valid_to IS NULL
     JOIN organisation.post signer ON signer.code = 'ct-ts' AND signer.valid_to IS NULL`,
    columns,
  );
  await db.query(
    `INSERT INTO documents.revision (id, document_id, chain, ordinal, kind, sha256, size, made_at)
     SELECT gen_random_uuid(), id, 1, 1, 'draft', sha256, size, now() FROM ${given}`,
    columns,
  );
  await db.query(
    `INSERT INTO documents.move (document_id, direction, at, action, from_state, to_state)
     SELECT id, 'outgoing', now(), move.action, move.before, move.after
     FROM ${given}
     CROSS JOIN (VALUES (1, 'create', NULL, 'draft'), (2, 'submit', 'draft', 'head-review'))
       AS move (ordinal, action, before, after)
     ORDER BY move.ordinal`,
    columns,
  );
  return drafts;
}

/** A field of its own makes each document different from all others. */
function laidOut(pdf: Uint8Array, id: string): Uint8Array {
  return layoutFields(pdf, [
    { kind: 'signature', name: FIELD.contentInitial, page: 0, rect: [380, 110, 480, 190] },
    { kind: 'signature', name: `Rieng${id.replaceAll('-', '')}`, page: 0, rect: [10, 10, 20, 20] },
  ]);
}

function store(varDir: string, pdf: Uint8Array): { sha256: string; size: number } {
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const path = join(varDir, 'objects', sha256.slice(0, 2), sha256);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, pdf);
  return { sha256, size: pdf.length };
}

/** By applied request and by revision alike; the two must never differ. */
async function countInitials(
  db: Client,
  drafts: readonly { readonly id: string }[],
): Promise<Readonly<Record<number, number>>> {
  const { rows } = await db.query<{ initials: number; documents: number }>(
    `SELECT greatest(requests, revisions)::int AS initials, count(*)::int AS documents
     FROM (SELECT
         (SELECT count(*) FROM signing.request WHERE subject_id = draft.id AND state = 'applied') AS requests,
         (SELECT count(*) FROM documents.revision WHERE document_id = draft.id AND kind = 'initial-content') AS revisions
       FROM unnest($1::uuid[]) AS draft (id)) counted
     GROUP BY 1`,
    [drafts.map(({ id }) => id)],
  );
  return Object.fromEntries(rows.map(({ initials, documents }) => [initials, documents]));
}
