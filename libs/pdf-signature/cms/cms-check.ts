import { createHash } from 'node:crypto';
import { readCertificates, type Certificate } from '../pki/certificate.js';
import { isSameName } from '../pki/names.js';
import { isGoodSignatureBy, type Spend } from '../pki/signed-by.js';
import { SMALLEST_EXPONENT } from '../pki/subject-key.js';
import { anyDigestByOid, schemeOf, type AnyDigest, type SignatureScheme } from './algorithms.js';
import type { SignedData, SignerInfo } from './cms-parse.js';
import { children, readOid, sequenceOf, TAG, type DerNode } from './der.js';
import { unlessRefused } from '../errors.js';
import { OID } from './oids.js';

/** Digests that are computed but never accepted. */
const WEAK: ReadonlySet<AnyDigest> = new Set<AnyDigest>(['sha1', 'md5', 'sha224']);
const SMALLEST_RSA = 2_048;

/** Why a SignedData does not stand; all of these are reasons of a report, too. */
export type CmsReason =
  | 'cms-malformed'
  | 'cms-content-type'
  | 'digest-mismatch'
  | 'signature-mismatch'
  | 'algorithm-unsupported'
  | 'algorithm-weak'
  | 'signer-certificate-missing'
  | 'signing-certificate-attribute-missing'
  | 'signing-certificate-mismatch';

export type CmsCheck = {
  readonly certificate: Certificate | null;
  /** Those that the container carries. */
  readonly certificates: readonly Certificate[];
  readonly reasons: readonly CmsReason[];
  /** For the algorithm policy; null when they are not known or were not looked at. */
  readonly digest: AnyDigest | null;
  readonly scheme: SignatureScheme | null;
};

export type CmsExpectation = {
  readonly contentType: string;
  /** What was signed: the parts of the file, or the content inside. */
  readonly content: readonly Buffer[];
  /** PAdES asks for the signing-certificate attribute; older kinds of signature may lack it. */
  readonly needsSigningCertificate: boolean;
  /** Certificates from elsewhere, when the container carries none of its signer. */
  readonly pool?: readonly Certificate[] | undefined;
  /** Pays for the check. */
  readonly spend?: Spend | undefined;
};

/** Judges digest, attributes and signature value; the chain and the time are judged elsewhere. */
export function checkSignedData(signedData: SignedData, expected: CmsExpectation): CmsCheck {
  const { signer } = signedData;
  const certificates = readCertificates(signedData.certificates, expected.spend);
  const certificate = findSigner(signer, [...certificates, ...(expected.pool ?? [])], expected);
  const digest = anyDigestByOid(signer.digestOid) ?? null;
  const scheme = digest === null ? null : schemeOfSigner(signer, digest);
  const facts = { certificate, certificates, digest, scheme };
  if (certificate === null) return { ...facts, reasons: ['signer-certificate-missing'] };
  if (digest === null || scheme === null) return { ...facts, reasons: ['algorithm-unsupported'] };
  const reasons: CmsReason[] = [];
  // RFC 5652, 5.1: what is signed says what it is, too, and not only its attribute.
  if (signedData.contentType !== expected.contentType) reasons.push('cms-content-type');
  if ([digest, scheme.digest].some((one) => WEAK.has(one)) || isWeakKey(certificate)) {
    reasons.push('algorithm-weak');
  }
  reasons.push(...checkAttributes(signer, certificate, digest, expected));
  const signed = signer.signedBytes ?? Buffer.concat([...expected.content]);
  const value = { scheme, signed, signature: signer.signature };
  if (!isGoodSignatureBy(certificate, value, expected.spend)) {
    reasons.push('signature-mismatch');
  }
  return { ...facts, reasons };
}

/**
 * A key identifier, or a number given twice, may mean several certificates of one key: the one that
 * the signed attributes name is meant, wherever it stands.
 */
function findSigner(
  signer: SignerInfo,
  certificates: readonly Certificate[],
  expected: CmsExpectation,
): Certificate | null {
  const candidates = certificates.filter((candidate) => signer.isSigner(candidate));
  if (candidates.length < 2) return candidates[0] ?? null;
  const isNamed = (candidate: Certificate): boolean =>
    checkSigningCertificate(signer, candidate, expected).length === 0;
  return candidates.find(isNamed) ?? candidates[0] ?? null;
}

function isWeakKey(certificate: Certificate): boolean {
  if (certificate.keyKind !== 'rsa' && certificate.keyKind !== 'rsa-pss') return false;
  return certificate.keyBits < SMALLEST_RSA || certificate.publicExponent < SMALLEST_EXPONENT;
}

function checkAttributes(
  signer: SignerInfo,
  certificate: Certificate,
  digest: AnyDigest,
  expected: CmsExpectation,
): CmsReason[] {
  const reasons: CmsReason[] = [];
  if (signer.signedBytes === null) {
    return expected.needsSigningCertificate ? ['signing-certificate-attribute-missing'] : [];
  }
  if (signer.hasRepeatedAttribute) reasons.push('cms-malformed');
  if (!unlessRefused(() => isAlgorithmProtected(signer), false)) reasons.push('cms-malformed');
  const contentType = single(signer.attributes.get(OID.contentType));
  if (contentType?.tag !== TAG.oid || readOid(contentType) !== expected.contentType) {
    reasons.push('cms-content-type');
  }
  const messageDigest = single(signer.attributes.get(OID.messageDigest));
  const hash = createHash(digest);
  for (const part of expected.content) hash.update(part);
  const isDigest = messageDigest?.tag === TAG.octetString;
  if (!isDigest || !messageDigest.content.equals(hash.digest())) reasons.push('digest-mismatch');
  return [...reasons, ...checkSigningCertificate(signer, certificate, expected)];
}

/** CMSAlgorithmProtection (RFC 6211, 3): the signer fixed the algorithms; others are an exchange. */
function isAlgorithmProtected({ attributes, digestDer, signatureDer }: SignerInfo): boolean {
  const values = attributes.get(OID.algorithmProtection);
  if (values === undefined) return true;
  const value = single(values);
  if (value?.tag !== TAG.sequence) return false;
  const [digest, signature, ...more] = children(value);
  return (
    more.length === 0 &&
    signature?.tag === 0xa1 &&
    isSameAlgorithm(digest, digestDer) &&
    isSameAlgorithm({ ...signature, tag: TAG.sequence }, signatureDer)
  );
}

/** NULL parameters and none are the same (RFC 5754, 2). */
function isSameAlgorithm(one: DerNode | undefined, other: DerNode): boolean {
  const [type, parameters] = sequenceOf(one);
  const [otherType, otherParameters] = sequenceOf(other);
  const stated = (node: DerNode | undefined): Buffer =>
    node === undefined || node.tag === TAG.null ? Buffer.alloc(0) : node.bytes;
  return readOid(type) === readOid(otherType) && stated(parameters).equals(stated(otherParameters));
}

function single(values: readonly DerNode[] | undefined): DerNode | undefined {
  return values?.length === 1 ? values[0] : undefined;
}

/** The certificate is part of what is signed, or another one with the same key could be put in its place. */
function checkSigningCertificate(
  signer: SignerInfo,
  certificate: Certificate,
  expected: CmsExpectation,
): CmsReason[] {
  const second = signer.attributes.get(OID.signingCertificateV2);
  const first = signer.attributes.get(OID.signingCertificate);
  if (second === undefined && first === undefined) {
    return expected.needsSigningCertificate ? ['signing-certificate-attribute-missing'] : [];
  }
  const isNamed = unlessRefused(
    () =>
      (second === undefined || isNamedBy(single(second), 'sha256', certificate)) &&
      (first === undefined || isNamedBy(single(first), 'sha1', certificate)),
    false,
  );
  return isNamed ? [] : ['signing-certificate-mismatch'];
}

/** ESSCertID and ESSCertIDv2 (RFC 2634, 5.4; RFC 5035, 4); the first entry is the signer's. */
function isNamedBy(
  attribute: DerNode | undefined,
  standard: 'sha256' | 'sha1',
  certificate: Certificate,
): boolean {
  const [list] = sequenceOf(attribute);
  const [entry] = sequenceOf(list);
  const parts = sequenceOf(entry);
  const [algorithm] = standard === 'sha256' && parts[0]?.tag === TAG.sequence ? parts : [];
  const digest =
    algorithm === undefined ? standard : anyDigestByOid(readOid(sequenceOf(algorithm)[0]));
  const [hash, issuerSerial] = algorithm === undefined ? parts : parts.slice(1);
  if (digest === undefined || hash?.tag !== TAG.octetString) return false;
  if (!createHash(digest).update(certificate.der).digest().equals(hash.content)) return false;
  return issuerSerial === undefined || isIssuerSerial(issuerSerial, certificate);
}

function isIssuerSerial(node: DerNode, certificate: Certificate): boolean {
  const [names, serial] = sequenceOf(node);
  const directory = sequenceOf(names).find(({ tag }) => tag === 0xa4);
  return (
    serial?.bytes.equals(certificate.serialDer) === true &&
    directory !== undefined &&
    isSameName(directory.content, certificate.issuerDer)
  );
}

/** The scheme of a SignerInfo: older ones name the key alone and the digest beside it. */
function schemeOfSigner(signer: SignerInfo, digest: AnyDigest): SignatureScheme | null {
  const { signatureOid } = signer;
  if (signatureOid === OID.rsaEncryption) return { kind: 'rsa', digest };
  if (signatureOid === OID.ecPublicKey) return { kind: 'ec', digest };
  const scheme = schemeOf(signatureOid, signer.signatureParameters ?? undefined);
  // RFC 8419, 3: SHA-512 goes with Ed25519 when there are attributes, and there always are.
  return scheme?.digest === digest ? scheme : null;
}
