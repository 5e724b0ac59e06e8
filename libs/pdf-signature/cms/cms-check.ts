import { constants, createHash, verify, type KeyObject } from 'node:crypto';
import { readCertificate, type Certificate } from '../pki/certificate.js';
import type { SignedData, SignerInfo } from './cms-parse.js';
import { readOid, sequenceOf, TAG, type DerNode } from './der.js';
import { PdfSignatureError } from '../errors.js';
import { DIGEST_OID, ECDSA_WITH, OID, RSA_WITH, type DigestAlgorithm } from './oids.js';
import type { ReasonCode } from '../validation/report.js';

/** SHA-1 and MD5 are computed, so that damage is still told from age, but never accepted. */
type AnyDigest = DigestAlgorithm | 'sha1' | 'md5' | 'sha224';
const DIGESTS: ReadonlyMap<string, AnyDigest> = new Map<string, AnyDigest>([
  ...(Object.keys(DIGEST_OID) as DigestAlgorithm[]).map(
    (name) => [DIGEST_OID[name], name] as const,
  ),
  ['1.3.14.3.2.26', 'sha1'],
  ['1.2.840.113549.2.5', 'md5'],
  ['2.16.840.1.101.3.4.2.4', 'sha224'],
]);
const WEAK: ReadonlySet<AnyDigest> = new Set<AnyDigest>(['sha1', 'md5', 'sha224']);
const SMALLEST_RSA = 2_048;

type Scheme = {
  readonly kind: 'rsa' | 'rsa-pss' | 'ec' | 'ed25519';
  readonly digest: AnyDigest;
  readonly saltLength?: number;
};

export type CmsCheck = {
  readonly certificate: Certificate | null;
  readonly certificates: readonly Certificate[];
  readonly reasons: readonly ReasonCode[];
};

export type CmsExpectation = {
  readonly contentType: string;
  /** What was signed: the parts of the file, or the content inside. */
  readonly content: readonly Buffer[];
  /** PAdES asks for the signing-certificate attribute; older kinds of signature may lack it. */
  readonly needsSigningCertificate: boolean;
};

/** Judges digest, attributes and signature value; the chain and the time are judged elsewhere. */
export function checkSignedData(signedData: SignedData, expected: CmsExpectation): CmsCheck {
  const { signer } = signedData;
  const certificates = signedData.certificates.flatMap((der) => readable(der));
  const certificate = certificates.find((candidate) => signer.isSigner(candidate)) ?? null;
  const digest = DIGESTS.get(signer.digestOid);
  if (certificate === null)
    return { certificate, certificates, reasons: ['signer-certificate-missing'] };
  const scheme = digest === undefined ? null : readScheme(signer, digest);
  if (digest === undefined || scheme === null) {
    return { certificate, certificates, reasons: ['algorithm-unsupported'] };
  }
  const reasons: ReasonCode[] = [];
  if (WEAK.has(digest) || WEAK.has(scheme.digest) || isWeakKey(certificate)) {
    reasons.push('algorithm-weak');
  }
  reasons.push(...checkAttributes(signer, certificate, digest, expected));
  const signed = signer.signedBytes ?? Buffer.concat([...expected.content]);
  if (!isGoodValue(scheme, certificate, signed, signer.signature)) {
    reasons.push('signature-mismatch');
  }
  return { certificate, certificates, reasons };
}

/** A stray certificate nobody can read is as good as none; the signer's is missed by name. */
function readable(der: Buffer): Certificate[] {
  try {
    return [readCertificate(der)];
  } catch (error) {
    if (error instanceof PdfSignatureError) return [];
    throw error;
  }
}

function isWeakKey(certificate: Certificate): boolean {
  if (certificate.keyKind !== 'rsa') return false;
  const details = keyOf(certificate)?.asymmetricKeyDetails;
  return (details?.modulusLength ?? 0) < SMALLEST_RSA || (details?.publicExponent ?? 0n) < 65_537n;
}

function keyOf(certificate: Certificate): KeyObject | null {
  try {
    return certificate.publicKey();
  } catch {
    return null;
  }
}

function checkAttributes(
  signer: SignerInfo,
  certificate: Certificate,
  digest: AnyDigest,
  expected: CmsExpectation,
): ReasonCode[] {
  const reasons: ReasonCode[] = [];
  if (signer.signedBytes === null) {
    return expected.needsSigningCertificate ? ['signing-certificate-attribute-missing'] : [];
  }
  if (signer.hasRepeatedAttribute) reasons.push('cms-malformed');
  const contentType = single(signer.attributes.get(OID.contentType));
  if (contentType?.tag !== TAG.oid || readOid(contentType) !== expected.contentType) {
    reasons.push('cms-content-type');
  }
  const messageDigest = single(signer.attributes.get(OID.messageDigest));
  const hash = createHash(digest);
  for (const part of expected.content) hash.update(part);
  if (messageDigest?.content.equals(hash.digest()) !== true) reasons.push('digest-mismatch');
  return [...reasons, ...checkSigningCertificate(signer, certificate, expected)];
}

function single(values: readonly DerNode[] | undefined): DerNode | undefined {
  return values?.length === 1 ? values[0] : undefined;
}

/** The certificate is part of what is signed, or another one with the same key could be put in its place. */
function checkSigningCertificate(
  signer: SignerInfo,
  certificate: Certificate,
  expected: CmsExpectation,
): ReasonCode[] {
  const second = signer.attributes.get(OID.signingCertificateV2);
  const first = signer.attributes.get(OID.signingCertificate);
  if (second === undefined && first === undefined) {
    return expected.needsSigningCertificate ? ['signing-certificate-attribute-missing'] : [];
  }
  try {
    const isNamed =
      (second === undefined || isNamedBy(single(second), 'sha256', certificate)) &&
      (first === undefined || isNamedBy(single(first), 'sha1', certificate));
    return isNamed ? [] : ['signing-certificate-mismatch'];
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    return ['signing-certificate-mismatch'];
  }
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
    algorithm === undefined ? standard : DIGESTS.get(readOid(sequenceOf(algorithm)[0]));
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
    directory?.content.equals(certificate.issuerDer) === true
  );
}

function readScheme(signer: SignerInfo, digest: AnyDigest): Scheme | null {
  const { signatureOid } = signer;
  if (signatureOid === OID.rsaEncryption) return { kind: 'rsa', digest };
  if (signatureOid === OID.ecPublicKey) return { kind: 'ec', digest };
  if (signatureOid === OID.ed25519) return { kind: 'ed25519', digest };
  if (signatureOid === OID.rsaPss) return readPss(signer.signatureParameters, digest);
  if (digest === 'sha1') {
    if (signatureOid === '1.2.840.113549.1.1.5') return { kind: 'rsa', digest };
    if (signatureOid === '1.2.840.10045.4.1') return { kind: 'ec', digest };
    return null;
  }
  if (digest === 'md5' || digest === 'sha224') return null;
  if (signatureOid === RSA_WITH[digest]) return { kind: 'rsa', digest };
  return signatureOid === ECDSA_WITH[digest] ? { kind: 'ec', digest } : null;
}

/** RSASSA-PSS-params (RFC 4055, 3.1); a mask function with another hash than the content's is refused. */
function readPss(parameters: DerNode | null, digest: AnyDigest): Scheme | null {
  if (parameters === null) return null;
  let hash: AnyDigest | undefined = 'sha1';
  let mask: AnyDigest | undefined = 'sha1';
  let saltLength = 20;
  for (const field of sequenceOf(parameters)) {
    const [inner] = sequenceOf({ ...field, tag: TAG.sequence });
    if (field.tag === 0xa0) hash = DIGESTS.get(readOid(sequenceOf(inner)[0]));
    if (field.tag === 0xa1) mask = DIGESTS.get(readOid(sequenceOf(sequenceOf(inner)[1])[0]));
    if (field.tag === 0xa2 && inner !== undefined && inner.content.length <= 2) {
      saltLength = inner.content.reduce((value, byte) => value * 256 + byte, 0);
    }
  }
  return hash === digest && mask === digest ? { kind: 'rsa-pss', digest, saltLength } : null;
}

/** Types of keys, as node names them, that fit a scheme. */
const KEY_TYPES: Readonly<Record<Scheme['kind'], readonly string[]>> = {
  rsa: ['rsa'],
  'rsa-pss': ['rsa', 'rsa-pss'],
  ec: ['ec'],
  ed25519: ['ed25519'],
};

function isGoodValue(
  scheme: Scheme,
  certificate: Certificate,
  signed: Buffer,
  signature: Buffer,
): boolean {
  const key = keyOf(certificate);
  if (key === null || !KEY_TYPES[scheme.kind].includes(key.asymmetricKeyType ?? '')) return false;
  const pss = {
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: scheme.saltLength ?? constants.RSA_PSS_SALTLEN_DIGEST,
  };
  try {
    return verify(
      scheme.kind === 'ed25519' ? null : scheme.digest,
      signed,
      scheme.kind === 'rsa-pss' ? { key, ...pss } : key,
      signature,
    );
  } catch {
    return false;
  }
}
