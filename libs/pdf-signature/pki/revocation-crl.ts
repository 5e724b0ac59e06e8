import { isGoodSignatureValue } from '../cms/algorithms.js';
import type { Certificate } from './certificate.js';
import { readCrl, type Crl, type CrlEntry, type IssuingDistributionPoint } from './crl.js';
import { isSameName } from './names.js';
import { isSignedBy } from './path-rules.js';
import {
  isFreshAt,
  isFromFuture,
  isWeak,
  isStillRemembered,
  type RevocationOptions,
  type RevocationProblemCode,
  type Statement,
} from './revocation-types.js';

/**
 * Judges one complete, direct CRL (RFC 5280, 6.3); delta and indirect ones are refused, because half
 * of what they mean stands in other lists.
 *
 * @throws PdfSignatureError `crl.malformed`
 */
export function judgeCrl(
  der: Uint8Array,
  certificate: Certificate,
  issuer: Certificate,
  options: RevocationOptions,
): Statement | RevocationProblemCode {
  const crl = known(der);
  const refusal = refuse(crl, certificate);
  if (refusal !== null) return refusal;
  const signer = findSigner(crl, issuer, options.pool);
  if (typeof signer === 'string') return signer;
  if (isFromFuture(crl.thisUpdate, options)) return 'crl-time';
  if (isWeak(crl.scheme, signer, crl.thisUpdate)) return 'crl-algorithm';
  const entry = crl.find(certificate);
  if (entry?.hasUnknownCriticalExtension === true) return 'crl-critical-extension';
  // A list of some reasons can accuse, but it cannot acquit.
  if (entry === null && crl.distributionPoint?.onlySomeReasons === true) return 'crl-scope';
  const isRemembered = isStillRemembered(certificate, crl.thisUpdate, crl.expiredSince);
  return {
    source: 'crl',
    evidence: der,
    responder: signer,
    producedAt: crl.thisUpdate,
    thisUpdate: crl.thisUpdate,
    nextUpdate: crl.nextUpdate,
    ...revocationOf(entry),
    isFresh: isFreshAt(crl, options) && (entry !== null || isRemembered),
  };
}

const lists = new WeakMap<Uint8Array, Crl>();

/** One list is asked about every certificate of every path: it is taken apart once. */
function known(der: Uint8Array): Crl {
  const before = lists.get(der);
  if (before !== undefined) return before;
  const crl = readCrl(der);
  lists.set(der, crl);
  return crl;
}

function revocationOf(entry: CrlEntry | null): Pick<Statement, 'revokedAt' | 'reason'> {
  if (entry === null || entry.reason === 'remove-from-crl')
    return { revokedAt: null, reason: null };
  return { revokedAt: entry.revokedAt, reason: entry.reason };
}

function refuse(crl: Crl, certificate: Certificate): RevocationProblemCode | null {
  const point = crl.distributionPoint;
  if (point?.isIndirect === true) return 'crl-indirect';
  if (!isSameName(crl.issuerDer, certificate.issuerDer)) return 'crl-other-issuer';
  if (crl.isDelta) return 'crl-delta';
  if (crl.unknownCriticalExtensions.length > 0) return 'crl-critical-extension';
  return point === null || isInScope(point, certificate) ? null : 'crl-scope';
}

function isInScope(
  point: IssuingDistributionPoint,
  { isAuthority, crlUrls }: Certificate,
): boolean {
  const isOfKind = isAuthority ? !point.onlyUserCertificates : !point.onlyAuthorityCertificates;
  const isAtPlace = !point.hasName || point.urls.some((url) => crlUrls.includes(url));
  return isOfKind && isAtPlace && !point.onlyAttributeCertificates;
}

/** The issuer, or another key of the same authority: one that it, or whoever made it, has certified. */
function findSigner(
  crl: Crl,
  issuer: Certificate,
  pool: readonly Certificate[],
): Certificate | RevocationProblemCode {
  const { scheme, tbsDer, signature } = crl;
  if (scheme === null) return 'crl-signature-invalid';
  const candidates = [issuer, ...pool].filter(({ subjectDer }) =>
    isSameName(subjectDer, crl.issuerDer),
  );
  const signer = candidates.find(
    (candidate) =>
      mayBeMeant(crl, candidate) &&
      isGoodSignatureValue(scheme, candidate.publicKey, tbsDer, signature),
  );
  if (signer === undefined) return 'crl-signature-invalid';
  const isPermitted =
    (signer.keyUsage === null || signer.keyUsage.crlSign) && isSameAuthority(signer, issuer, pool);
  return isPermitted ? signer : 'crl-issuer-not-permitted';
}

function mayBeMeant(crl: Crl, { subjectKeyIdentifier }: Certificate): boolean {
  const wanted = crl.authorityKeyIdentifier;
  return wanted === null || subjectKeyIdentifier === null || wanted.equals(subjectKeyIdentifier);
}

function isSameAuthority(
  signer: Certificate,
  issuer: Certificate,
  pool: readonly Certificate[],
): boolean {
  if (signer.publicKeyDer.equals(issuer.publicKeyDer) || isSignedBy(signer, issuer)) return true;
  return pool.some(
    (parent) =>
      parent.isAuthority &&
      isSameName(parent.subjectDer, signer.issuerDer) &&
      isSameName(parent.subjectDer, issuer.issuerDer) &&
      isSignedBy(signer, parent) &&
      isSignedBy(issuer, parent),
  );
}
