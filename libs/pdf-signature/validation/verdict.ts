import type { ReasonCode, SignatureReport, VerificationReport, Verdict } from './report.js';

/** What leaves a signature open instead of breaking it; all other reasons break it. */
const LEAVES_OPEN: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'subfilter-unsupported',
  'algorithm-unsupported',
  'algorithm-weak',
  'signer-certificate-missing',
  'annotations-added',
  'signature-covers-content',
  'appearance-unreadable',
  'chain-untrusted',
  'chain-certificate-not-valid-then',
  'certificate-not-valid-then',
  'certificate-expired-time-unproven',
  'key-usage-unsuitable',
  'claimed-time-missing',
  'claimed-time-in-future',
]);

export function verdictOf(reasons: readonly ReasonCode[]): Verdict {
  if (reasons.length === 0) return 'valid';
  return reasons.every((reason) => LEAVES_OPEN.has(reason)) ? 'unknown' : 'invalid';
}

export function documentVerdict(
  signatures: readonly Pick<SignatureReport, 'verdict'>[],
): VerificationReport['verdict'] {
  if (signatures.length === 0) return 'unsigned';
  if (signatures.some(({ verdict }) => verdict === 'invalid')) return 'invalid';
  return signatures.some(({ verdict }) => verdict === 'unknown') ? 'unknown' : 'valid';
}
