import { createHash, sign } from 'node:crypto';
import {
  completeSignature,
  completeUpdate,
  prepareSignature,
} from '../libs/pdf-signature/index.js';
import { inTurns, ratioOf } from './support/in-turns.js';
import { signingCase } from './support/signing-case.js';

const DOCUMENT_BYTES = 5 * 1024 * 1024;
const ROUNDS = 61;

/**
 * A whole PAdES B-B signature with a picture of a 5 MB document against one SHA-256 of its bytes
 * and one RSA-2048 signature, on one core, in turns. `ratio` is of a signature that is appended to
 * the stored file, `wholeFileRatio` of one that comes back as one piece of memory.
 */
export async function run(): Promise<Readonly<Record<string, unknown>>> {
  const { pdf, options, key } = await signingCase(DOCUMENT_BYTES);
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const valueOf = (attributes: string): Uint8Array =>
    sign('sha256', Buffer.from(attributes, 'base64'), key);
  const times = inTurns(ROUNDS, 1, {
    bare: () => sign('sha256', createHash('sha256').update(pdf).digest(), key),
    appended: () => {
      const prepared = prepareSignature(pdf, { ...options, forAppending: true });
      const base = { length: pdf.length, sha256 };
      return completeUpdate(base, prepared, valueOf(prepared.signedAttributes));
    },
    wholeFile: () => {
      const prepared = prepareSignature(pdf, options);
      return completeSignature(pdf, prepared, valueOf(prepared.signedAttributes));
    },
  });
  return {
    name: 'sign-large',
    ...ratioOf(times.bare, times.appended),
    limit: 0.9,
    wholeFile: ratioOf(times.bare, times.wholeFile),
    documentBytes: pdf.length,
    rounds: ROUNDS,
  };
}
