import type {
  ReasonCode,
  SignatureReport,
  VerificationReport,
} from '../../../../libs/pdf-signature/index.js';

export type VerificationEnd = {
  readonly at: Date;
  readonly cause: 'certificate' | 'time-stamp' | 'algorithm';
};

/** So long before a time-stamp or an algorithm ends it is renewed: a quarter of tries. */
const AHEAD_MS = 90 * 86_400_000;

/** What no later time-stamp mends: nothing proves that the signature existed in time. */
const TOO_LATE: ReadonlySet<ReasonCode> = new Set([
  'certificate-expired-time-unproven',
  'algorithm-ended',
]);

/**
 * When a file stops verifying, as far as is known today. The last document time-stamp proves all
 * before it, so that it alone decides; without one the first certificate or algorithm to end does.
 * Of a file that has stopped it is when its first signature did, whatever was added since.
 */
export function endOfVerification(report: VerificationReport): VerificationEnd | null {
  const lost = tooLate(report);
  const last = lastTimeStamp(report);
  const decisive = lost.length > 0 ? lost : last ? [last] : report.signatures;
  const ends = decisive.flatMap(endsOf);
  return ends.toSorted((a, b) => a.at.getTime() - b.at.getTime())[0] ?? null;
}

/** Not yet under a document time-stamp, or under one that ends soon; nothing saves what came too late. */
export function needsExtension(report: VerificationReport, at: Date): boolean {
  if (report.verdict === 'unsigned' || report.verdict === 'invalid') return false;
  if (isLost(report)) return false;
  if (!isUnderTimeStamp(report)) return true;
  const end = endOfVerification(report);
  return end !== null && end.at.getTime() - at.getTime() <= AHEAD_MS;
}

/** It verified once and does so no more. */
export function hasStopped(report: VerificationReport): boolean {
  return tooLate(report).length > 0;
}

/** Nor will it: no proof of time stands in it for which evidence might still be found. */
export function isLost(report: VerificationReport): boolean {
  return tooLate(report).some((signature) => !mayBeProven(report, signature));
}

/** A signature after the last time-stamp is proven by nothing. */
export function isUnderTimeStamp(report: VerificationReport): boolean {
  return report.signatures.at(-1)?.kind === 'time-stamp';
}

function tooLate({ verdict, signatures }: VerificationReport): readonly SignatureReport[] {
  if (verdict === 'valid') return [];
  return signatures.filter(({ reasons }) => reasons.some((reason) => TOO_LATE.has(reason)));
}

/** By a time-stamp in it or over it for which nothing but evidence is wanting. */
function mayBeProven({ signatures }: VerificationReport, signature: SignatureReport): boolean {
  const later = signatures.slice(signatures.indexOf(signature) + 1);
  return [...signature.timeStamps, ...later.filter(({ kind }) => kind === 'time-stamp')].some(
    ({ reasons }) => reasons.every((reason) => reason === 'revocation-unknown'),
  );
}

function lastTimeStamp({ signatures }: VerificationReport): SignatureReport | undefined {
  return signatures.filter(({ kind }) => kind === 'time-stamp').at(-1);
}

function endsOf({ certificate, kind, algorithmEnd }: SignatureReport): VerificationEnd[] {
  if (certificate === null) return [];
  const own = kind === 'time-stamp' ? 'time-stamp' : 'certificate';
  return [
    { at: new Date(certificate.notAfter), cause: own },
    ...(algorithmEnd === null ? [] : [{ at: new Date(algorithmEnd), cause: 'algorithm' as const }]),
  ];
}
