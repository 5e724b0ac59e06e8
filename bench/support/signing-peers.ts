import { createPrivateKey, webcrypto } from 'node:crypto';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { CryptoKeySigner, PDF } from '@libpdf/core';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import forge from 'node-forge';
import { median } from './in-turns.js';

const PASSPHRASE = 'bench';
const PLACE = '/**********';
const ROUNDS = 15;
const WARM_UP = 5;

export type PeerCase = {
  readonly pdf: Uint8Array;
  /** A revision with a gap for a signature. */
  readonly update: Uint8Array;
  /** DER. */
  readonly certificates: readonly [Uint8Array, Uint8Array];
  readonly pkcs8: Uint8Array;
};

/**
 * Milliseconds of other libraries at the same document with the same key, in a thread of their own.
 * `@libpdf/core` signs invisibly, its key at hand; `@signpdf/signpdf` only fills a placeholder, which
 * is laid out once outside of the time, and opens its PKCS#12 file each time.
 */
export function timePeers(one: PeerCase): Promise<Readonly<Record<string, number>>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: one });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function peersOf(one: PeerCase): Promise<Readonly<Record<string, () => Promise<unknown>>>> {
  const { pdf, certificates, pkcs8 } = one;
  const [own, issuing] = certificates;
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
  const signer = new CryptoKeySigner(key, own, 'RSA', 'RSASSA-PKCS1-v1_5', [issuing]);
  const place = withPlaceholder(one);
  const p12 = toPkcs12(one);
  return {
    '@libpdf/core': async () => {
      const document = await PDF.load(pdf);
      return document.sign({ signer, fieldName: 'NguoiKy' });
    },
    '@signpdf/signpdf': () =>
      new SignPdf().sign(place, new P12Signer(p12, { passphrase: PASSPHRASE })),
  };
}

/** The revision that we would sign, with the marks that `signpdf` looks for. */
function withPlaceholder({ pdf, update }: PeerCase): Buffer {
  const marks = `/ByteRange [0 ${PLACE} ${PLACE} ${PLACE}]`;
  const text = Buffer.from(update).toString('latin1');
  const marked = text.replace(/\/ByteRange \[[^\]]*\]/, marks);
  return Buffer.concat([pdf, Buffer.from(marked, 'latin1')]);
}

function toPkcs12({ certificates, pkcs8 }: PeerCase): Buffer {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  const asn1 = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(String(key.export({ type: 'pkcs8', format: 'pem' }))),
    certificates.map((der) =>
      forge.pki.certificateFromAsn1(forge.asn1.fromDer(Buffer.from(der).toString('latin1'))),
    ),
    PASSPHRASE,
  );
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1');
}

async function measure(one: PeerCase): Promise<Readonly<Record<string, number>>> {
  const times: Record<string, number[]> = {};
  const peers = Object.entries(await peersOf(one));
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const [name, work] of peers) {
      const start = performance.now();
      await work();
      if (round >= 0) (times[name] ??= []).push(performance.now() - start);
    }
  }
  return Object.fromEntries(peers.map(([name]) => [name, median(times[name] ?? [])]));
}

// The workers that sign load this file, too, and are given no case.
const own = workerData as PeerCase | undefined | null;
if (!isMainThread && own) parentPort?.postMessage(await measure(own));
