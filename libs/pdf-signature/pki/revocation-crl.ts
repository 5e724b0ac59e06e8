import { unlessRefused } from '../errors.js';
import type { Certificate } from './certificate.js';
import { readCrl, type Crl, type CrlEntry, type IssuingDistributionPoint } from './crl.js';
import { isSameName } from './names.js';
import { isValidAt } from './path-rules.js';
import {
  isFreshAt,
  isFromFuture,
  NO_EVIDENCE,
  isWeak,
  paid,
  isStillRemembered,
  whenSeen,
  type EvidenceOptions,
  type RevocationProblemCode,
  type Statement,
} from './revocation-types.js';
import { isGoodSignatureBy, isSignedBy } from './signed-by.js';

/**
 * Judges one direct CRL (RFC 5280, 6.3). A delta, or a list of some reasons or for some of the
 * certificate's places, can accuse, but it cannot acquit; indirect lists are refused, because whom
 * their entries mean stands in other entries.
 *
 * @throws PdfSignatureError `crl.malformed`
 */
export function judgeCrl(
  der: Uint8Array,
  certificate: Certificate,
  issuer: Certificate,
  options: EvidenceOptions,
): Statement | RevocationProblemCode {
  const crl = paid(() => known(der), options);
  const refusal = refuse(crl, certificate);
  if (refusal !== null) return refusal;
  const signer = findSigner(crl, issuer, options);
  if (typeof signer === 'string') return signer;
  if (isFromFuture(crl.thisUpdate, options)) return 'crl-time';
  if (isWeak(crl.scheme, signer, whenSeen(der, options), options)) return 'crl-algorithm';
  options.spend?.(Math.ceil(der.length / 10));
  const entry = crl.find(certificate);
  const silence = whySilent(crl, entry, certificate);
  if (silence !== null) return silence;
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

function isAccused(entry: CrlEntry | null): entry is CrlEntry {
  return entry !== null && entry.reason !== 'remove-from-crl';
}

/** Why the list says nothing about the certificate, though it may be its list. */
function whySilent(
  crl: Crl,
  entry: CrlEntry | null,
  certificate: Certificate,
): RevocationProblemCode | null {
  if (entry?.hasUnknownCriticalExtension === true) return 'crl-critical-extension';
  if (isAccused(entry)) return null;
  if (crl.isDelta) return 'crl-delta';
  return isWholeFor(crl.distributionPoint, certificate) ? null : 'crl-scope';
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
  if (!isAccused(entry)) return { revokedAt: null, reason: null };
  return { revokedAt: entry.revokedAt, reason: entry.reason };
}

function refuse(crl: Crl, certificate: Certificate): RevocationProblemCode | null {
  const point = crl.distributionPoint;
  if (point?.isIndirect === true) return 'crl-indirect';
  if (!isSameName(crl.issuerDer, certificate.issuerDer)) return 'crl-other-issuer';
  if (crl.unknownCriticalExtensions.length > 0) return 'crl-critical-extension';
  return point === null || isInScope(point, certificate) ? null : 'crl-scope';
}

function isInScope(
  point: IssuingDistributionPoint,
  { isAuthority, crlPoints }: Certificate,
): boolean {
  const isOfKind = isAuthority ? !point.onlyUserCertificates : !point.onlyAuthorityCertificates;
  const isAtPlace = crlPoints.some(({ names }) => isNamedIn(point, names));
  return isOfKind && (point.names === null || isAtPlace) && !point.onlyAttributeCertificates;
}

function isNamedIn(point: IssuingDistributionPoint, names: readonly string[]): boolean {
  return point.names?.some((name) => names.includes(name)) === true;
}

/** Whether who is not listed was not revoked for any reason (RFC 5280, 6.3.3 d). */
function isWholeFor(point: IssuingDistributionPoint | null, { crlPoints }: Certificate): boolean {
  if (point === null) return true;
  const isWholePlace = crlPoints.some(({ names, isWhole }) => isWhole && isNamedIn(point, names));
  return !point.onlySomeReasons && (point.names === null || isWholePlace);
}

/** The issuer, or another key of the same authority: one that it, or whoever made it, has certified. */
function findSigner(
  crl: Crl,
  issuer: Certificate,
  options: EvidenceOptions,
): Certificate | RevocationProblemCode {
  const { scheme, tbsDer: signed, signature } = crl;
  if (scheme === null) return 'crl-signature-invalid';
  const candidates = [...new Set([issuer, ...options.pool])].filter(({ subjectDer }) =>
    isSameName(subjectDer, crl.issuerDer),
  );
  const signers = candidates.filter(
    (candidate) =>
      mayBeMeant(crl, candidate) &&
      isGoodSignatureBy(candidate, { scheme, signed, signature }, options.spend),
  );
  if (signers.length === 0) return 'crl-signature-invalid';
  const signer = signers.find(
    (candidate) =>
      (candidate.keyUsage === null || candidate.keyUsage.crlSign) &&
      isSameAuthority(candidate, issuer, { crl, options }),
  );
  return signer ?? 'crl-issuer-not-permitted';
}

function mayBeMeant(crl: Crl, { subjectKeyIdentifier }: Certificate): boolean {
  const wanted = crl.authorityKeyIdentifier;
  return wanted === null || subjectKeyIdentifier === null || wanted.equals(subjectKeyIdentifier);
}

type Given = { readonly crl: Crl; readonly options: EvidenceOptions };

/** The way to the signer of the list ends where the way to the issuer does (RFC 5280, 6.3.3 f). */
function isSameAuthority(signer: Certificate, issuer: Certificate, given: Given): boolean {
  if (signer.publicKeyDer.equals(issuer.publicKeyDer)) return true;
  const { pool, spend } = given.options;
  const parents = [
    ...(isSignedBy(signer, issuer, spend) ? [issuer] : []),
    ...pool.filter(
      (parent) =>
        parent.isAuthority &&
        isSameName(parent.subjectDer, signer.issuerDer) &&
        isSameName(parent.subjectDer, issuer.issuerDer) &&
        isSignedBy(signer, parent, spend) &&
        isSignedBy(issuer, parent, spend),
    ),
  ];
  return parents.some((parent) => isInOffice(signer, parent, given));
}

/** Valid when the list was made, understood, and on no list of its own issuer. */
function isInOffice(signer: Certificate, parent: Certificate, { crl, options }: Given): boolean {
  if (!isValidAt(signer, crl.thisUpdate) || signer.unknownCriticalExtensions.length > 0) {
    return false;
  }
  return options.others.crls.every((other) =>
    unlessRefused(() => {
      const told = judgeCrl(other, signer, parent, { ...options, others: NO_EVIDENCE });
      return typeof told === 'string' || told.revokedAt === null;
    }, true),
  );
}
