import {
  type Certificate,
  findPath,
  judgeAlgorithm,
  type TrustAnchor,
} from '../../../../libs/pdf-signature/index.js';
import { isStorable } from '../../../platform/database/storable-text.js';
import { formatInstant } from '../../../../libs/working-calendar/index.js';
import {
  CertificateTooWeakError,
  CertificateUnreadableError,
  CertificateUsageError,
} from './enrolment.errors.js';
import { WARNING_DAYS } from '../certificates/credential-standing.js';
import { CertificateNotValidError } from '../signing.errors.js';
import { ifReadable } from './shown-certificate.js';

/** Whose the certificate should be, as far as the directory knows. */
export type ExpectedHolder =
  | {
      readonly kind: 'post';
      readonly personName: string;
      readonly postTitle: string;
      readonly agencyName: string;
    }
  | { readonly kind: 'agency'; readonly agencyName: string };

/** Nothing that forbids to sign, but somebody should look at it. */
export type EnrolmentWarning =
  'name-differs' | 'title-differs' | 'organisation-differs' | 'ends-soon' | 'issuer-not-trusted';

/** Curves that readers of PDF know (ISO/TS 32002, 5). */
const CURVES = ['P-256', 'P-384', 'P-521'];
/** A certificate for these alone is one of a server or a service: TLS, code, OCSP, time-stamps. */
const NOT_FOR_PEOPLE = ['1', '3', '8', '9'].map((last) => `1.3.6.1.5.5.7.3.${last}`);

/**
 * What a certificate must be before its key is taken in (TT 15/2025/TT-BKHCN; RFC 5280, 4.2.1.3).
 *
 * @throws {CertificateUnreadableError}
 * @throws {CertificateNotValidError} outside its period
 * @throws {CertificateUsageError} an authority's, a server's, or without a usage for signing
 * @throws {CertificateTooWeakError} too weak today, or another key than RSA and ECDSA
 */
export function readSigningCertificate(der: Uint8Array, now: Date): Certificate {
  const certificate = ifReadable(der);
  const isNamed = certificate !== null && isStorable([certificate.subject, certificate.issuer]);
  if (!isNamed) throw new CertificateUnreadableError();
  if (now < certificate.notBefore || now > certificate.notAfter) {
    throw new CertificateNotValidError(
      formatInstant(certificate.notBefore),
      formatInstant(certificate.notAfter),
    );
  }
  if (!maySign(certificate)) throw new CertificateUsageError();
  if (!isStrong(certificate, now)) {
    throw new CertificateTooWeakError(`${certificate.keyKind} ${certificate.keyBits}`);
  }
  return certificate;
}

function maySign({ isAuthority, keyUsage, extendedKeyUsage }: Certificate): boolean {
  const usage = keyUsage === null || keyUsage.digitalSignature || keyUsage.nonRepudiation;
  const isOfAService = extendedKeyUsage?.every((use) => NOT_FOR_PEOPLE.includes(use)) ?? false;
  return usage && !isAuthority && !isOfAService;
}

/** Of what ETSI allows, TT 15/2025/TT-BKHCN names no Ed25519; no device here signs with keys of PSS alone. */
function isStrong({ keyKind, keyBits: bits, curve }: Certificate, now: Date): boolean {
  const isTaken = keyKind === 'rsa' || (keyKind === 'ec' && CURVES.includes(curve ?? ''));
  return isTaken && judgeAlgorithm({ keyKind, bits }, now) === 'accepted';
}

/** Whether signatures made with it now would be judged to come from an issuer that is trusted for them. */
export function isTrusted(
  certificate: Certificate,
  chain: readonly Uint8Array[],
  anchors: readonly TrustAnchor[],
  at: Date,
): boolean {
  const pool = chain.map(ifReadable).filter((one) => one !== null);
  const { problems } = findPath(certificate, pool, anchors, { at, purpose: 'signature' });
  return problems.length === 0;
}

/** What in the certificate does not fit what the directory says of its holder. */
export function differencesFrom(
  { subject, notAfter }: Certificate,
  holder: ExpectedHolder,
  now: Date,
): EnrolmentWarning[] {
  const warnings: EnrolmentWarning[] = [];
  const organisations = [subject.organisation, subject.organisationalUnit, subject.commonName];
  if (holder.kind === 'post') {
    if (!contains(subject.commonName, holder.personName)) warnings.push('name-differs');
    if (subject.title !== null && !contains(subject.title, holder.postTitle)) {
      warnings.push('title-differs');
    }
  }
  if (!organisations.some((name) => contains(name, holder.agencyName))) {
    warnings.push('organisation-differs');
  }
  if (notAfter.getTime() - now.getTime() < WARNING_DAYS[0] * 86_400_000) warnings.push('ends-soon');
  return warnings;
}

function contains(text: string | null, part: string): boolean {
  return plain(text ?? '').includes(plain(part));
}

/** Authorities write names in capitals, and sometimes in decomposed letters. */
function plain(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim();
}
