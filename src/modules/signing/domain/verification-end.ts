import {
  endOfAlgorithm,
  readCertificate,
  type SignatureReport,
  type VerificationReport,
} from '../../../../libs/pdf-signature/index.js';

export type VerificationEnd = {
  readonly at: Date;
  readonly cause: 'certificate' | 'time-stamp' | 'algorithm';
};

/** So long before a time-stamp or an algorithm ends it is renewed: a quarter of tries. */
const AHEAD_MS = 90 * 86_400_000;

/**
 * When a file stops verifying, as far as is known today. The last document time-stamp proves all
 * before it, so that it alone decides; without one the first certificate to end does.
 */
export function endOfVerification(report: VerificationReport, at: Date): VerificationEnd | null {
  const last = lastTimeStamp(report);
  const decisive = last ? [last] : report.signatures;
  const ends = decisive.flatMap((signature) => endsOf(signature, at));
  return ends.toSorted((a, b) => a.at.getTime() - b.at.getTime())[0] ?? null;
}

/** Not yet under a document time-stamp, or under one that ends soon. */
export function needsExtension(report: VerificationReport, at: Date): boolean {
  if (report.verdict === 'unsigned' || report.verdict === 'invalid') return false;
  if (!isUnderTimeStamp(report)) return true;
  const end = endOfVerification(report, at);
  return end !== null && end.at.getTime() - at.getTime() <= AHEAD_MS;
}

/** A signature after the last time-stamp is proven by nothing. */
export function isUnderTimeStamp(report: VerificationReport): boolean {
  return report.signatures.at(-1)?.kind === 'time-stamp';
}

function lastTimeStamp({ signatures }: VerificationReport): SignatureReport | undefined {
  return signatures.filter(({ kind }) => kind === 'time-stamp').at(-1);
}

function endsOf({ certificate, kind }: SignatureReport, at: Date): VerificationEnd[] {
  if (certificate === null) return [];
  const { keyKind, keyBits } = readCertificate(Buffer.from(certificate.der, 'base64'));
  const algorithm = endOfAlgorithm({ keyKind, bits: keyBits }, at);
  return [
    {
      at: new Date(certificate.notAfter),
      cause: kind === 'time-stamp' ? 'time-stamp' : 'certificate',
    },
    ...(algorithm === null ? [] : [{ at: algorithm, cause: 'algorithm' as const }]),
  ];
}
