import { parentPort, workerData } from 'node:worker_threads';
import { Pkcs12RefusedError, readPkcs12 } from '../../../../../libs/pdf-signature/index.js';

/** A file says itself how often its password is hashed: the thread can be ended, the server not. */
const { file, password } = workerData as { file: Uint8Array; password: string };
try {
  parentPort?.postMessage({ contents: readPkcs12(file, password) });
} catch (error) {
  const refusal = error instanceof Pkcs12RefusedError ? error.refusal : 'unreadable';
  parentPort?.postMessage({ refusal });
}
