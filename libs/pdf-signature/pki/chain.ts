import { X509Certificate } from 'node:crypto';
import type { Certificate } from './certificate.js';
import { Recent } from '../recent.js';

const MAX_CHAIN = 8;

export type ChainResult = {
  readonly isTrusted: boolean;
  /** Every issuing certificate of the chain was valid at the time of judging. */
  readonly wasValidThen: boolean;
};

const issuedBy = new Recent<boolean>(1_024);

/**
 * Builds a path from the signer to one of the anchors (RFC 5280, 6.1, without policies and name
 * constraints): names, signatures, authority and path length of every link.
 */
export function buildChain(
  signer: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
  then: Date,
): ChainResult {
  const search = (certificate: Certificate, path: readonly Certificate[]): ChainResult | null => {
    if (anchors.some((anchor) => anchor.der.equals(certificate.der))) {
      return { isTrusted: true, wasValidThen: path.every((link) => isValidAt(link, then)) };
    }
    if (path.length >= MAX_CHAIN) return null;
    let found: ChainResult | null = null;
    for (const issuer of [...anchors, ...pool]) {
      if (path.includes(issuer) || !mayIssue(issuer, certificate, path.length - 1)) continue;
      const result = search(issuer, [...path, issuer]);
      if (result?.wasValidThen === true) return result;
      found ??= result;
    }
    return found;
  };
  return search(signer, [signer]) ?? { isTrusted: false, wasValidThen: false };
}

export function isValidAt(certificate: Certificate, moment: Date): boolean {
  return certificate.notBefore <= moment && moment <= certificate.notAfter;
}

function mayIssue(issuer: Certificate, subject: Certificate, authoritiesBelow: number): boolean {
  if (!issuer.subjectDer.equals(subject.issuerDer) || !issuer.isAuthority) return false;
  if (issuer.keyUsage !== null && !issuer.keyUsage.keyCertSign) return false;
  if (issuer.pathLength !== null && issuer.pathLength < authoritiesBelow) return false;
  const key = `${issuer.der.toString('latin1')}|${subject.der.toString('latin1')}`;
  return issuedBy.getOrMake(key, () => hasIssued(issuer, subject));
}

function hasIssued(issuer: Certificate, subject: Certificate): boolean {
  try {
    const certificate = new X509Certificate(subject.der);
    return (
      certificate.checkIssued(new X509Certificate(issuer.der)) &&
      certificate.verify(issuer.publicKey())
    );
  } catch {
    return false;
  }
}
