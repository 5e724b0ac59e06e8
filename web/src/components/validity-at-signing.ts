import type { VerifiedSignature } from '../api/verification';

type Judged = Pick<VerifiedSignature, 'verdict' | 'validAtSigning' | 'chainTrusted'> & {
  readonly certificate: object | null;
  readonly revocation: { readonly state: 'good' | 'revoked' | 'unknown' } | null;
};

/**
 * Whether the certificate was valid when it signed, as far as that is known: within its period is
 * not enough where nobody trusted vouches for it, or nobody said whether it had been revoked.
 */
export function validityAtSigning(signature: Judged): 'yes' | 'no' | 'unknown' {
  const { verdict, validAtSigning, chainTrusted, certificate, revocation } = signature;
  if (certificate === null) return 'unknown';
  if (!validAtSigning) return 'no';
  const isUnasked = verdict === 'unknown' && revocation?.state === 'unknown';
  return chainTrusted && !isUnasked ? 'yes' : 'unknown';
}
