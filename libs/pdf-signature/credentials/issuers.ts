import type { X509Certificate } from 'node:crypto';

/** Issuing certificates out of `pool`, nearest first, without the root: every verifier has that. */
export function issuersOf(
  certificate: X509Certificate,
  pool: readonly X509Certificate[],
): X509Certificate[] {
  const issuer = pool.find(
    (candidate) =>
      !candidate.raw.equals(certificate.raw) &&
      !candidate.checkIssued(candidate) &&
      certificate.checkIssued(candidate),
  );
  if (issuer === undefined) return [];
  const rest = pool.filter((candidate) => candidate !== issuer);
  return [issuer, ...issuersOf(issuer, rest)];
}
