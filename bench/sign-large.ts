import { createHash, sign } from 'node:crypto';
import {
  completeSignature,
  completeUpdate,
  prepareSignature,
} from '../libs/pdf-signature/index.js';
import { inTurns, ratioOf } from './support/in-turns.js';
import { signingCase, type SigningCase } from './support/signing-case.js';

const DOCUMENT_BYTES = 5 * 1024 * 1024;
const ROUNDS = 61;
const SMALL_BYTES = 20 * 1024;
const WARM_UP = 3_000;

/**
 * A whole PAdES B-B signature with a picture of a 5 MB document against one SHA-256 of its bytes
 * and one RSA-2048 signature, on one core, in turns. `ratio` is of a signature that is appended to
 * the stored file, `wholeFileRatio` of one that comes back as one piece of memory.
 */
export async function run(): Promise<Readonly<Record<string, unknown>>> {
  // A server that has signed before: the code is warm, which a few large files would not make it.
  inTurns(WARM_UP, 1, worksOf(await signingCase(SMALL_BYTES)));
  const large = await signingCase(DOCUMENT_BYTES);
  const times = inTurns(ROUNDS, 1, worksOf(large));
  return {
    name: 'sign-large',
    ...ratioOf(times.bare, times.appended),
    limit: 0.9,
    wholeFile: ratioOf(times.bare, times.wholeFile),
    documentBytes: large.pdf.length,
    rounds: ROUNDS,
  };
}

type Works = Readonly<Record<'bare' | 'appended' | 'wholeFile', () => Uint8Array>>;

function worksOf({ pdf, options, key }: SigningCase): Works {
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const valueOf = (attributes: string): Uint8Array =>
    sign('sha256', Buffer.from(attributes, 'base64'), key);
  return {
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
  };
}
