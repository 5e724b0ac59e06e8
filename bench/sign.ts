import { createHash, sign, type KeyObject } from 'node:crypto';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import {
  completeSignature,
  completeUpdate,
  prepareSignature,
} from '../libs/pdf-signature/index.js';
import { inTurns, median, ratioOf, rounded } from './support/in-turns.js';
import { timePeers } from './support/signing-peers.js';
import { signingCase, type SigningCase } from './support/signing-case.js';

const DOCUMENT_BYTES = 100 * 1024;
/** Before these, half as many warm up: an office signs for months, and V8 compiles what runs often. */
const ROUNDS = 6001;
const PER_ROUND = 1;
const WORKER_ROUNDS = 7;
const WORKER_MS = 1_000;

/**
 * A whole PAdES B-B signature with a picture of a 100 KB document against the two operations no
 * signer can do without: one RSA-2048 signature and one SHA-256 of the same bytes. On one core, in
 * turns, so that a busy machine slows both alike; `appended` is the same signature given as the bytes
 * to append to the stored file. Then two workers against one.
 */
export async function run(): Promise<Readonly<Record<string, unknown>>> {
  const one = await signingCase(DOCUMENT_BYTES);
  const sha256 = createHash('sha256').update(one.pdf).digest('hex');
  const times = inTurns(ROUNDS, PER_ROUND, {
    bare: () => {
      bare(one.pdf, one.key);
    },
    full: () => full(one),
    appended: () => appended(one, sha256),
  });
  const peers = await timePeers({
    pdf: one.pdf,
    update: Buffer.from(prepareSignature(one.pdf, one.options).update, 'base64'),
    certificates: [one.pki.leader.certificate, one.pki.issuing],
    pkcs8: one.key.export({ type: 'pkcs8', format: 'der' }),
  });
  const limit = median(times.bare);
  return {
    name: 'sign',
    ...ratioOf(times.bare, times.full),
    limit: 0.8,
    appended: ratioOf(times.bare, times.appended),
    bareMilliseconds: rounded(limit),
    documentBytes: one.pdf.length,
    peers: Object.fromEntries(
      Object.entries(peers).map(([name, own]) => [
        name,
        { ratio: rounded(limit / own), milliseconds: rounded(own) },
      ]),
    ),
    twoWorkers: await twoWorkers(),
  };
}

function bare(pdf: Uint8Array, key: KeyObject): void {
  sign('sha256', createHash('sha256').update(pdf).digest(), key);
}

/** Signed in place instead of by signPrepared: its hop to another thread would use a second core. */
function full({ pdf, options, key }: SigningCase): Uint8Array {
  const prepared = prepareSignature(pdf, options);
  const attributes = Buffer.from(prepared.signedAttributes, 'base64');
  return completeSignature(pdf, prepared, sign('sha256', attributes, key));
}

function appended({ pdf, options, key }: SigningCase, sha256: string): Uint8Array {
  const prepared = prepareSignature(pdf, { ...options, forAppending: true });
  const attributes = Buffer.from(prepared.signedAttributes, 'base64');
  const base = { length: pdf.length, sha256 };
  return completeUpdate(base, prepared, sign('sha256', attributes, key));
}

/** Signatures of two threads in a second against those of one, and the same of bare operations. */
async function twoWorkers(): Promise<Readonly<Record<string, unknown>>> {
  const workers = await Promise.all([startWorker(), startWorker()]);
  const rounds: { full: number; bare: number; one: number }[] = [];
  for (let round = -2; round < WORKER_ROUNDS; round += 1) {
    const count = async (what: Kind, number: number): Promise<number> => {
      const asked = workers.slice(0, number).map((worker) => ask(worker, what));
      return (await Promise.all(asked)).reduce((sum, own) => sum + own, 0);
    };
    const [one, two] = [await count('full', 1), await count('full', 2)];
    const [bareOne, bareTwo] = [await count('bare', 1), await count('bare', 2)];
    if (round >= 0) rounds.push({ full: two / one, bare: bareTwo / bareOne, one });
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  return {
    ratio: rounded(median(rounds.map((round) => round.full))),
    bestRatio: rounded(Math.max(...rounds.map((round) => round.full))),
    limit: 1.8,
    /** What the machine had left for a second thread: bare operations of two against one. */
    bareOfTwo: rounded(median(rounds.map((round) => round.bare))),
    signaturesPerSecondOfOne: Math.round(
      (median(rounds.map((round) => round.one)) * 1000) / WORKER_MS,
    ),
  };
}

type Kind = 'full' | 'bare';

async function startWorker(): Promise<Worker> {
  const worker = new Worker(new URL(import.meta.url));
  await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return worker;
}

function ask(worker: Worker, what: Kind): Promise<number> {
  return new Promise((resolve) => {
    worker.once('message', resolve);
    worker.postMessage(what);
  });
}

if (!isMainThread) {
  const own = await signingCase(DOCUMENT_BYTES);
  parentPort?.on('message', (what: Kind) => {
    const end = performance.now() + WORKER_MS;
    let done = 0;
    for (; performance.now() < end; done += 1) {
      if (what === 'full') full(own);
      else bare(own.pdf, own.key);
    }
    parentPort?.postMessage(done);
  });
  parentPort?.postMessage('ready');
}
