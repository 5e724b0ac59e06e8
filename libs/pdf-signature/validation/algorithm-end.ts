import {
  type AlgorithmPolicy,
  type AlgorithmUse,
  endOfAlgorithm,
} from '../pki/algorithm-policy.js';
import type { JudgedSignature } from './judged-signatures.js';

/**
 * When the first algorithm on which a signature rests ends: its digests, the keys of its
 * certificates, what signed these. Each is asked as of the day on which its certificate began, so
 * that an end that has passed is told, too. Null while no end is known.
 */
export function algorithmEndOf(
  { judgement, chain }: JudgedSignature,
  policy: AlgorithmPolicy | undefined,
): Date | null {
  const { certificate, digest, scheme, token } = judgement;
  if (certificate === null) return null;
  const path = chain?.path ?? [certificate];
  const endOf = (use: AlgorithmUse, since: Date): Date | null => endOfAlgorithm(use, since, policy);
  const ends = [
    ...[digest, scheme?.digest, token?.imprint.digest].map((name) =>
      name === undefined || name === null ? null : endOf({ digest: name }, certificate.notBefore),
    ),
    ...path.map(({ keyKind, keyBits, notBefore }) => endOf({ keyKind, bits: keyBits }, notBefore)),
    // The anchor's own signature proves nothing.
    ...path.slice(0, -1).map(({ signatureAlgorithm, notBefore }) => {
      const own = signatureAlgorithm.scheme?.digest;
      return own === undefined ? null : endOf({ digest: own }, notBefore);
    }),
  ].filter((end) => end !== null);
  return ends.length === 0 ? null : new Date(Math.min(...ends.map((end) => end.getTime())));
}
