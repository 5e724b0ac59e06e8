import { createHash, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { parseSettings } from '../config/settings.js';
import { FIELD } from '../libs/document-layout/index.js';
import { paddedPdf } from '../libs/pdf-signature/fixtures/sample-pdfs.js';
import { throwawayPki } from '../libs/pdf-signature/fixtures/throwaway-pki.js';
import { layoutFields } from '../libs/pdf-signature/index.js';
import { AppModule } from '../src/app.module.js';
import { loadDataSet } from '../src/demo-office/index.js';
import { FileStore } from '../src/modules/files/index.js';
import { SigningBatches } from '../src/modules/signing/index.js';
import { sealKey } from '../src/modules/signing/domain/sealed-key.js';
import { SystemClock } from '../src/platform/clock/clock.js';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres/index.js';
import { migrate } from '../src/platform/database/migrate.js';
import { newId } from '../src/platform/database/new-id.js';
import { createHttpApp } from '../src/platform/http/create-http-app.js';
import { OfficeClient } from '../test/scenario/office-client.js';
import { median, ratioOf } from './support/in-turns.js';

const DOCUMENTS = 200;
const DOCUMENT_BYTES = 100 * 1024;
const ROUNDS = 7;
/** An office serves for months: what is compiled while it warms up is left out. */
const WARM_UP = 8;
const BOX = [380, 110, 480, 190] as const;

/** How often the page asks how far its batch is. */
const PAGE_ASKS_MS = 400;

type Batch = { readonly signed: number };
type Pki = Awaited<ReturnType<typeof throwawayPki>>;

/**
 * A leader signs 200 documents of 100 KB with one PIN through HTTP: turn and mandate asked, laid
 * out, signed, verified, stored and flushed, written into document, history, revision, request,
 * audit and jobs, while his page asks how far it is. Timed from his press until the last result is
 * committed and an answer through HTTP has told it. Against the two operations no signer can do
 * without, one RSA-2048 signature and one SHA-256 of the same bytes, on one core. They take turns,
 * so that a busy machine slows both.
 */
export async function run(): Promise<{
  readonly name: 'sign-batch';
  readonly ratio: number;
  readonly ratioOfBest: number;
  readonly documents: number;
  readonly documentBytes: number;
  readonly documentsPerSecond: number;
  readonly bareOperationsPerSecond: number;
}> {
  // Where the office keeps its files: a folder for temporary ones may live in memory, unlike these.
  mkdirSync('var', { recursive: true });
  const varDir = mkdtempSync(join(process.cwd(), 'var', 'bench-'));
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
    const { password, pin } = await loadDataSet(app, 'two-tier', { signing: ['p-tu-son'] });
    const pki = await throwawayPki();
    await giveRsaKey(app, pki, pin);
    const leader = await OfficeClient.signIn(await app.getUrl(), 'ct-ts', password);
    const pdf = await paddedPdf(DOCUMENT_BYTES);
    const batches = app.get(SigningBatches, { strict: false });
    const press = async (): Promise<number> =>
      pressOnce(leader, await approved(app, pdf), { pin, batches });

    for (let round = 0; round < WARM_UP; round += 1) await press();
    const bare: number[] = [];
    const system: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(bareOperations(pdf, pki.leader.key));
      system.push(await press());
    }
    const perSecond = (times: readonly number[]): number =>
      Math.round((DOCUMENTS * 1000) / median(times));
    const { ratio, ratioOfBest } = ratioOf(bare, system);
    return {
      name: 'sign-batch',
      ratio,
      ratioOfBest,
      documents: DOCUMENTS,
      documentBytes: pdf.length,
      documentsPerSecond: perSecond(system),
      bareOperationsPerSecond: perSecond(bare),
    };
  } finally {
    await app.close();
    await server.stop();
    rmSync(varDir, { recursive: true, force: true });
  }
}

/** The demo's people sign by elliptic curves, which cost next to nothing: the limit asks for RSA. */
async function giveRsaKey(app: INestApplicationContext, pki: Pki, pin: string): Promise<void> {
  const { certificate, key } = pki.leader;
  const sealed = await sealKey(key.export({ format: 'der', type: 'pkcs8' }), pin, 1024);
  await app.get(DataSource).query(
    `UPDATE signing.credential SET certificate = $1, chain = $2, sealed_key = $3
      WHERE owner_kind = 'post' AND post_id = (SELECT id FROM organisation.post WHERE code = 'ct-ts')`,
    [Buffer.from(certificate), [Buffer.from(pki.issuing)], JSON.stringify(sealed)],
  );
}

/** Documents that wait for the chair's signature, each with bytes of its own. */
async function approved(
  app: INestApplicationContext,
  pdf: Uint8Array,
): Promise<readonly { id: string; sha256: string }[]> {
  const files = await app.get(FileStore, { strict: false }).storeAll(
    Array.from({ length: DOCUMENTS }, () => laidOut(pdf, newId())),
    { mediaType: 'application/pdf' },
  );
  const documents = files.map(({ sha256 }) => ({ id: newId(), sha256 }));
  await app.get(DataSource).query(
    `INSERT INTO documents.outgoing (id, version, state, space, issuing_agency_id,
       drafting_agency_id, drafting_unit_id, drafter_post_id, head_post_id, form_checker,
       office_agency_id, signer_post_id, type_code, subject, urgency, kept_by, sha256,
       approved_sha256, held_since, created_at)
     SELECT document.id, 1, 'awaiting-signature', 'government', ward.id, ward.id, division.id,
       drafter.id, head.id, 'office-chief', ward.id, signer.id, 'official-letter',
       'V/v đôn đốc tiến độ', 'normal', 'VT, VHXH', document.sha256, document.sha256, now(), now()
     FROM unnest($1::uuid[], $2::text[]) AS document (id, sha256)
     JOIN organisation.unit ward ON ward.code = 'p-tu-son'
     JOIN organisation.unit division ON division.code = 'p-tu-son-vhxh'
     JOIN organisation.post drafter ON drafter.code = 'cv-vh1'
     JOIN organisation.post head ON head.code = 'tp-vhxh'
     JOIN organisation.post signer ON signer.code = 'ct-ts'`,
    [documents.map(({ id }) => id), documents.map(({ sha256 }) => sha256)],
  );
  return documents;
}

/** A field's name is free: one of its own makes each document different from all others. */
function laidOut(pdf: Uint8Array, id: string): Uint8Array {
  return layoutFields(pdf, [
    { kind: 'signature', name: FIELD.signer, page: 0, rect: BOX },
    { kind: 'signature', name: `Rieng${id.replaceAll('-', '')}`, page: 0, rect: [10, 10, 20, 20] },
  ]);
}

async function pressOnce(
  leader: OfficeClient,
  documents: readonly { id: string; sha256: string }[],
  { pin, batches }: { pin: string; batches: SigningBatches },
): Promise<number> {
  const started = performance.now();
  const { batchId } = await leader.post<{ batchId: string }>(
    '/api/v1/documents/outgoing/sign-batch',
    { documents, pin },
  );
  const look = (): Promise<Batch> => leader.get<Batch>(`/api/v1/signing/batches/${batchId}`);
  // The page would learn of the end up to its interval later, which is no work of the system's.
  const looks: Promise<Batch>[] = [];
  const page = setInterval(() => looks.push(look()), PAGE_ASKS_MS);
  await batches.whenIdle();
  clearInterval(page);
  const { signed } = await look();
  const taken = performance.now() - started;
  await Promise.all(looks);
  if (signed !== documents.length) throw new Error(`Signed ${signed} of ${documents.length}`);
  return taken;
}

function bareOperations(pdf: Uint8Array, key: Pki['leader']['key']): number {
  const started = performance.now();
  for (let index = 0; index < DOCUMENTS; index += 1)
    sign('sha256', createHash('sha256').update(pdf).digest(), key);
  return performance.now() - started;
}
