import { readCertificate, type Certificate } from '../pki/certificate.js';
import { buildChain, isValidAt } from '../pki/chain.js';
import type { ReasonCode, VerifyOptions } from './report.js';

export type Trust = {
  readonly chainTrusted: boolean;
  readonly certificateValidAtSigning: boolean;
  readonly reasons: readonly ReasonCode[];
};

/**
 * Judges certificate and chain at the time the signer claims. Nobody proves that time in a B-B
 * signature, so once the certificate has expired the claim alone no longer carries.
 */
export function judgeTrust(
  certificate: Certificate,
  pool: readonly Certificate[],
  claimed: Date | null,
  options: VerifyOptions,
): Trust {
  const reasons: ReasonCode[] = [];
  const isFuture = claimed !== null && claimed > options.at;
  if (claimed === null) reasons.push('claimed-time-missing');
  if (isFuture) reasons.push('claimed-time-in-future');
  const then = claimed === null || isFuture ? options.at : claimed;
  const anchors = options.trustAnchors.map((der) => readCertificate(der));
  const chain = buildChain(certificate, pool, anchors, then);
  if (!chain.isTrusted) reasons.push('chain-untrusted');
  else if (!chain.wasValidThen) reasons.push('chain-certificate-not-valid-then');
  const certificateValidAtSigning = isValidAt(certificate, then);
  if (!certificateValidAtSigning) reasons.push('certificate-not-valid-then');
  else if (!isValidAt(certificate, options.at)) reasons.push('certificate-expired-time-unproven');
  if (!maySign(certificate)) reasons.push('key-usage-unsuitable');
  return { chainTrusted: chain.isTrusted, certificateValidAtSigning, reasons };
}

function maySign({ keyUsage }: Certificate): boolean {
  return keyUsage === null || keyUsage.digitalSignature || keyUsage.nonRepudiation;
}
