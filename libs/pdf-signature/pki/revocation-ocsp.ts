import { createHash } from 'node:crypto';
import { OID } from '../cms/oids.js';
import { unlessRefused } from '../errors.js';
import { readCertificates, type Certificate } from './certificate.js';
import { isSameName } from './names.js';
import {
  isAbout,
  readOcspResponse,
  type BasicOcspResponse,
  type OcspResponse,
  type OcspSingleResponse,
} from './ocsp.js';
import { isValidAt } from './path-rules.js';
import { judgeCrl } from './revocation-crl.js';
import {
  isFreshAt,
  NO_EVIDENCE,
  isFromFuture,
  isWeak,
  paid,
  isStillRemembered,
  whenSeen,
  type EvidenceOptions,
  type RevocationOptions,
  type RevocationProblemCode,
  type Statement,
} from './revocation-types.js';
import { isGoodSignatureBy, isSignedBy, type Spend } from './signed-by.js';

/** `seenAt`: when the answer verifiably existed. */
type OfficeOptions = EvidenceOptions & { readonly seenAt: Date };

/**
 * Judges one OCSP response (RFC 6960, 3.2).
 *
 * @throws PdfSignatureError `ocsp.malformed`
 */
export function judgeOcsp(
  der: Uint8Array,
  certificate: Certificate,
  issuer: Certificate,
  options: EvidenceOptions,
): Statement | RevocationProblemCode {
  const { basic } = responseIn(der, options);
  if (basic === null) return 'ocsp-unsuccessful';
  // Several answers about one certificate in a response: the newest.
  const [single] = basic.responses
    .filter((one) => isAbout(one, certificate, issuer))
    .sort((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime());
  if (single === undefined) return 'ocsp-other-certificate';
  if (basic.hasUnknownCriticalExtension || single.hasUnknownCriticalExtension) {
    return 'ocsp-critical-extension';
  }
  const seenAt = whenSeen(der, options);
  const responder = findResponder(basic, issuer, { ...options, seenAt });
  if (typeof responder === 'string') return responder;
  if (isAtImpossibleTime(basic, single, { certificate, options })) return 'ocsp-time';
  if (isForgeable(basic, responder, issuer, { ...options, seenAt })) return 'ocsp-algorithm';
  if (single.state === 'unknown') return 'ocsp-status-unknown';
  const { thisUpdate, nextUpdate, revokedAt, reason, archiveCutoff, certHash } = single;
  // Whoever can hash the certificate knows it, however long ago it expired.
  const isKnown = revokedAt !== null || certHash !== null;
  return {
    source: 'ocsp',
    evidence: der,
    responder,
    producedAt: basic.producedAt,
    thisUpdate,
    nextUpdate,
    revokedAt,
    reason,
    isFresh:
      isFreshAt(single, options) &&
      (isKnown || isStillRemembered(certificate, thisUpdate, archiveCutoff)),
  };
}

const read = new WeakMap<Spend, WeakMap<Uint8Array, OcspResponse>>();

/** Each certificate is looked for in each answer of a file: so each is read once for the file. */
function responseIn(der: Uint8Array, options: RevocationOptions): OcspResponse {
  const { spend } = options;
  if (spend === undefined) return readOcspResponse(der);
  const known = read.get(spend) ?? new WeakMap<Uint8Array, OcspResponse>();
  read.set(spend, known);
  const response = known.get(der) ?? paid(() => readOcspResponse(der), options);
  known.set(der, response);
  return response;
}

/** The answer, or the certificate of who gave it. */
function isForgeable(
  { scheme }: BasicOcspResponse,
  responder: Certificate,
  issuer: Certificate,
  { seenAt, ...options }: OfficeOptions,
): boolean {
  const appointment = responder.signatureAlgorithm.scheme;
  const isByIssuer = responder.publicKeyDer.equals(issuer.publicKeyDer);
  return (
    isWeak(scheme, responder, seenAt, options) ||
    (!isByIssuer && isWeak(appointment, issuer, seenAt, options))
  );
}

/** From the future of the judge, or about a certificate that had not been issued. */
function isAtImpossibleTime(
  { producedAt }: BasicOcspResponse,
  { thisUpdate }: OcspSingleResponse,
  given: { readonly certificate: Certificate; readonly options: RevocationOptions },
): boolean {
  const { certificate, options } = given;
  return (
    isFromFuture(producedAt, options) ||
    isFromFuture(thisUpdate, options) ||
    thisUpdate < certificate.notBefore
  );
}

/** The issuer itself, or whom it directly appointed (RFC 6960, 4.2.2.2). */
function findResponder(
  basic: BasicOcspResponse,
  issuer: Certificate,
  options: OfficeOptions,
): Certificate | RevocationProblemCode {
  const carried = readCertificates(basic.certificates, options.spend);
  const known = new Set([issuer, ...carried, ...options.pool]);
  const candidates = [...known].filter((candidate) => isNamedResponder(basic, candidate));
  if (candidates.length === 0) return 'ocsp-responder-unknown';
  const signers = candidates.filter((candidate) => hasSigned(basic, candidate, options));
  if (signers.length === 0) return 'ocsp-signature-invalid';
  const isIssuer = signers.some((one) => one.publicKeyDer.equals(issuer.publicKeyDer));
  if (isIssuer) return issuer;
  const appointed = signers.filter((candidate) => isAppointed(candidate, issuer, options));
  if (appointed.length === 0) return 'ocsp-responder-unauthorised';
  return (
    appointed.find((candidate) => isInOffice(candidate, issuer, basic, options)) ??
    'ocsp-responder-not-valid'
  );
}

function isNamedResponder(basic: BasicOcspResponse, candidate: Certificate): boolean {
  if (basic.responderName !== null) return isSameName(basic.responderName, candidate.subjectDer);
  const hash = createHash('sha1').update(candidate.publicKeyBits).digest();
  return basic.responderKeyHash?.equals(hash) === true;
}

function hasSigned(
  { scheme, tbsDer: signed, signature }: BasicOcspResponse,
  by: Certificate,
  { spend }: RevocationOptions,
): boolean {
  return scheme !== null && isGoodSignatureBy(by, { scheme, signed, signature }, spend);
}

function isAppointed(
  responder: Certificate,
  issuer: Certificate,
  { spend }: RevocationOptions,
): boolean {
  return (
    responder.extendedKeyUsage?.includes(OID.ocspSigning) === true &&
    responder.unknownCriticalExtensions.length === 0 &&
    (responder.keyUsage === null ||
      responder.keyUsage.digitalSignature ||
      responder.keyUsage.nonRepudiation) &&
    isSameName(responder.issuerDer, issuer.subjectDer) &&
    isSignedBy(responder, issuer, spend)
  );
}

/** Reasons for which a key was given up in order: what it signed before stays good (RFC 5280, 5.3.1). */
const ORDERLY: ReadonlySet<string> = new Set([
  'affiliation-changed',
  'superseded',
  'cessation-of-operation',
]);

/**
 * Valid when it answered and still when the answer verifiably existed, and not known to have been
 * revoked by then, from lists or from answers (RFC 6960, 4.2.2.2.1). The time of an answer is what the
 * responder's key says: whoever stole the key says any time, so after a theft it never was good.
 */
function isInOffice(
  responder: Certificate,
  issuer: Certificate,
  { producedAt }: BasicOcspResponse,
  options: OfficeOptions,
): boolean {
  if (!isValidAt(responder, producedAt) || options.seenAt > responder.notAfter) return false;
  const { crls, ocsp } = options.others;
  const then = { ...options, at: producedAt, others: NO_EVIDENCE };
  const isLeft = (judge: typeof judgeCrl, piece: Uint8Array): boolean =>
    unlessRefused(() => {
      const statement = judge(piece, responder, issuer, then);
      if (typeof statement === 'string' || statement.revokedAt === null) return true;
      return statement.revokedAt > producedAt && ORDERLY.has(statement.reason ?? '');
    }, true);
  return (
    crls.every((piece) => isLeft(judgeCrl, piece)) &&
    ocsp.every((piece) => isLeft(judgeOcsp, piece))
  );
}
