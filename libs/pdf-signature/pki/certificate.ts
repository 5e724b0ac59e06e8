import { createPublicKey, type KeyObject } from 'node:crypto';
import { readSignatureScheme, type SignatureScheme } from '../cms/algorithms.js';
import {
  elementsRead,
  expectTag,
  readBitString,
  readNode,
  readOid,
  readSmallInteger,
  readTime,
  readWhole,
  sequenceOf,
  TAG,
} from '../cms/der.js';
import { PdfSignatureError, refusedAs, unlessRefused } from '../errors.js';
import { OID } from '../cms/oids.js';
import { RecentBytes } from '../recent.js';
import {
  readAuthorityKeyIdentifier,
  readBasicConstraints,
  readDistributionPoints,
  readExtensions,
  readGeneralNames,
  readInfoAccess,
  readKeyUsage,
  readNameConstraints,
  readOidList,
  readPolicies,
  readPolicyConstraints,
  readPolicyMappings,
  unknownCritical,
  urlsOfPoints,
  type DistributionPoint,
  type Extension,
  type GeneralName,
  type KeyUsage,
  type NameConstraints,
  type PolicyConstraints,
  type PolicyMapping,
} from './extensions.js';
import { readSubjectKey, type KeyKind } from './subject-key.js';
import { readNameParts, type NameParts } from './names.js';

export type { KeyUsage } from './extensions.js';
export type { KeyKind } from './subject-key.js';
export type { NameParts } from './names.js';

/** What of a certificate (RFC 5280) signing and verifying need, its parts byte for byte as issued. */
export type Certificate = {
  readonly der: Buffer;
  /** Elements of DER that were read of it. */
  readonly elements: number;
  /** 1, 2 or 3. */
  readonly version: number;
  /** What the issuer signed. */
  readonly tbsDer: Buffer;
  readonly signature: Buffer;
  /** How the issuer signed; the scheme is null when it is unknown or stated twice differently. */
  readonly signatureAlgorithm: { readonly oid: string; readonly scheme: SignatureScheme | null };
  /** INTEGER element, as it stands in the certificate. */
  readonly serialDer: Buffer;
  readonly serial: string;
  /** Name elements, never decoded and encoded again: that is where Vietnamese names get lost. */
  readonly issuerDer: Buffer;
  readonly subjectDer: Buffer;
  readonly issuer: NameParts;
  readonly subject: NameParts;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKeyDer: Buffer;
  /** The key alone, without its algorithm: what OCSP and key identifiers hash (RFC 6960, 4.1.1). */
  readonly publicKeyBits: Buffer;
  readonly keyKind: KeyKind;
  /** Bits of the modulus, or of the curve's field; 0 when unknown. */
  readonly keyBits: number;
  /** Of RSA keys; 0 for others. */
  readonly publicExponent: number;
  /** `P-256` and the like, for keys of elliptic curves. */
  readonly curve: string | null;
  readonly emailAddress: string | null;
  readonly alternativeNames: readonly GeneralName[];
  readonly keyUsage: KeyUsage | null;
  readonly extendedKeyUsage: readonly string[] | null;
  readonly isExtendedKeyUsageCritical: boolean;
  readonly isAuthority: boolean;
  readonly pathLength: number | null;
  readonly policies: readonly string[] | null;
  readonly policyMappings: readonly PolicyMapping[];
  readonly policyConstraints: PolicyConstraints | null;
  /** How many more certificates may follow before anyPolicy stops to count. */
  readonly inhibitAnyPolicy: number | null;
  readonly nameConstraints: NameConstraints | null;
  readonly subjectKeyIdentifier: Buffer | null;
  readonly authorityKeyIdentifier: Buffer | null;
  readonly ocspUrls: readonly string[];
  /** Where the issuer's certificate is published. */
  readonly issuerUrls: readonly string[];
  readonly crlUrls: readonly string[];
  readonly crlPoints: readonly DistributionPoint[];
  /** The issuer promises that this OCSP responder need not be asked about (RFC 6960, 4.2.2.2.1). */
  readonly hasOcspNoCheck: boolean;
  /** Identifiers of critical extensions that nobody here understands: a path with one is refused. */
  readonly unknownCriticalExtensions: readonly string[];
  /** Made when asked for and kept: parsing a key costs more than checking a signature. */
  readonly publicKey: () => KeyObject;
};

const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.basicConstraints,
  OID.subjectAltName,
  OID.issuerAltName,
  OID.nameConstraints,
  OID.certificatePolicies,
  OID.policyMappings,
  OID.policyConstraints,
  OID.inhibitAnyPolicy,
  OID.subjectKeyIdentifier,
  OID.authorityKeyIdentifier,
  OID.crlDistributionPoints,
  OID.authorityInfoAccess,
  OID.ocspNoCheck,
  OID.qcStatements,
]);

const parsed = new RecentBytes<Certificate>(512);
/** Of a line of dashes; DER of a certificate never begins so. */
const PEM_START = 0x2d;
/** Real ones have 1 to 4 KB. */
const MAX_SIZE = 65_536;

/**
 * Reads a certificate (RFC 5280, 4), DER; nothing of it is judged. What was read lately is
 * remembered, so the same bytes give the same object.
 *
 * @throws PdfSignatureError `certificate.malformed`
 */
export function readCertificate(der: Uint8Array): Certificate {
  if (der[0] === PEM_START) throw new PdfSignatureError('certificate.malformed', { detail: 'PEM' });
  if (der.length > MAX_SIZE) {
    throw new PdfSignatureError('certificate.malformed', { detail: 'size' });
  }
  return parsed.getOrMake(der, parseWhole);
}

/** Steps of about 10 ns for each element that is read. */
const STEPS_FOR_ELEMENT = 100;

/**
 * Those that anybody can read: stray ones that nobody can are as good as none.
 *
 * @param spend pays for the reading, whether or not a certificate was known already
 */
export function readCertificates(
  ders: readonly Uint8Array[],
  spend?: (steps: number) => void,
): Certificate[] {
  return ders.flatMap((der) => {
    const before = elementsRead();
    const read = unlessRefused(() => readCertificate(der), null);
    spend?.((read?.elements ?? elementsRead() - before) * STEPS_FOR_ELEMENT);
    return read === null ? [] : [read];
  });
}

function parseWhole(der: Buffer): Certificate {
  const before = elementsRead();
  const certificate = refusedAs('certificate.malformed', () => parse(der));
  return { ...certificate, elements: elementsRead() - before };
}

function parse(der: Buffer): Omit<Certificate, 'elements'> {
  const [tbs, outerAlgorithm, signature] = sequenceOf(readWhole(der));
  const parts = sequenceOf(tbs);
  const offset = parts[0]?.tag === 0xa0 ? 1 : 0;
  const serial = expectTag(parts[offset], TAG.integer);
  const issuer = expectTag(parts[offset + 2], TAG.sequence);
  const [notBefore, notAfter] = sequenceOf(parts[offset + 3]);
  const subject = expectTag(parts[offset + 4], TAG.sequence);
  const publicKeyInfo = expectTag(parts[offset + 5], TAG.sequence);
  const wrapper = parts.find(({ tag }) => tag === 0xa3);
  const extensions = readExtensions(wrapper && readNode(wrapper.content));
  const subjectName = readNameParts(subject);
  const isStatedOnce = outerAlgorithm?.bytes.equals(parts[offset + 1]?.bytes ?? Buffer.alloc(0));
  let key: KeyObject | undefined;
  return {
    der,
    version: offset === 0 ? 1 : 1 + (parts[0]?.content.at(-1) ?? 0),
    tbsDer: expectTag(tbs, TAG.sequence).bytes,
    signature: readBitString(signature),
    signatureAlgorithm: {
      oid: readOid(sequenceOf(outerAlgorithm)[0]),
      scheme: isStatedOnce === true ? readSignatureScheme(outerAlgorithm) : null,
    },
    serialDer: serial.bytes,
    serial: serial.content.toString('hex').replace(/^00(?=.)/, ''),
    issuerDer: issuer.bytes,
    subjectDer: subject.bytes,
    issuer: readNameParts(issuer),
    subject: subjectName,
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    publicKeyDer: publicKeyInfo.bytes,
    ...readSubjectKey(publicKeyInfo),
    ...readFacts(extensions, subjectName.email, issuer.bytes),
    publicKey: () => {
      key ??= importKey(publicKeyInfo.bytes);
      return key;
    },
  };
}

type Facts = Pick<
  Certificate,
  | 'emailAddress'
  | 'alternativeNames'
  | 'keyUsage'
  | 'extendedKeyUsage'
  | 'isExtendedKeyUsageCritical'
  | 'isAuthority'
  | 'pathLength'
  | 'policies'
  | 'policyMappings'
  | 'policyConstraints'
  | 'inhibitAnyPolicy'
  | 'nameConstraints'
  | 'subjectKeyIdentifier'
  | 'authorityKeyIdentifier'
  | 'ocspUrls'
  | 'issuerUrls'
  | 'crlUrls'
  | 'crlPoints'
  | 'hasOcspNoCheck'
  | 'unknownCriticalExtensions'
>;

function readFacts(
  extensions: ReadonlyMap<string, Extension>,
  email: string | null,
  issuerDer: Buffer,
): Facts {
  const read = <T, N>(oid: string, reader: (value: Buffer) => T, absent: N): T | N => {
    const extension = extensions.get(oid);
    return extension === undefined ? absent : reader(extension.value);
  };
  const alternativeNames = read(OID.subjectAltName, readGeneralNames, []);
  const alternativeEmail = alternativeNames.find(({ kind }) => kind === 'email')?.text;
  const points = (value: Buffer): DistributionPoint[] => readDistributionPoints(value, issuerDer);
  const crlPoints = read(OID.crlDistributionPoints, points, []);
  const nowhere = { ocspUrls: [], issuerUrls: [] };
  return {
    emailAddress: email ?? alternativeEmail ?? null,
    alternativeNames,
    keyUsage: read(OID.keyUsage, readKeyUsage, null),
    extendedKeyUsage: read(OID.extendedKeyUsage, readOidList, null),
    isExtendedKeyUsageCritical: extensions.get(OID.extendedKeyUsage)?.isCritical === true,
    ...read(OID.basicConstraints, readBasicConstraints, { isAuthority: false, pathLength: null }),
    policies: read(OID.certificatePolicies, readPolicies, null),
    policyMappings: read(OID.policyMappings, readPolicyMappings, []),
    policyConstraints: read(OID.policyConstraints, readPolicyConstraints, null),
    inhibitAnyPolicy: read(OID.inhibitAnyPolicy, (der) => readSmallInteger(readWhole(der)), null),
    nameConstraints: read(OID.nameConstraints, readNameConstraints, null),
    subjectKeyIdentifier: read(OID.subjectKeyIdentifier, (der) => readWhole(der).content, null),
    authorityKeyIdentifier: read(OID.authorityKeyIdentifier, readAuthorityKeyIdentifier, null),
    ...read(OID.authorityInfoAccess, readInfoAccess, nowhere),
    crlUrls: urlsOfPoints(crlPoints),
    crlPoints,
    hasOcspNoCheck: extensions.has(OID.ocspNoCheck),
    unknownCriticalExtensions: unknownCritical(extensions, UNDERSTOOD),
  };
}

function importKey(der: Buffer): KeyObject {
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch {
    throw new PdfSignatureError('certificate.key-unsupported');
  }
}
