import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  children,
  expectTag,
  readNode,
  readOid,
  readText,
  readTime,
  readWhole,
  sequenceOf,
  TAG,
  type DerNode,
} from '../cms/der.js';
import { PdfSignatureError } from '../errors.js';
import { OID } from '../cms/oids.js';
import { Recent } from '../recent.js';

/** What of a certificate (RFC 5280) signing and verifying need, its parts byte for byte as issued. */
export type Certificate = {
  readonly der: Buffer;
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
  readonly keyKind: 'rsa' | 'ec' | 'other';
  readonly emailAddress: string | null;
  readonly keyUsage: KeyUsage | null;
  readonly isAuthority: boolean;
  readonly pathLength: number | null;
  readonly subjectKeyIdentifier: Buffer | null;
  /** Made when asked for and kept: parsing a key costs more than checking a signature. */
  readonly publicKey: () => KeyObject;
};

export type NameParts = {
  readonly commonName: string | null;
  readonly organisation: string | null;
  readonly organisationalUnit: string | null;
  readonly title: string | null;
  readonly email: string | null;
  readonly serialNumber: string | null;
};

export type KeyUsage = {
  readonly digitalSignature: boolean;
  readonly nonRepudiation: boolean;
  readonly keyCertSign: boolean;
};

const parsed = new Recent<Certificate>(512);

/** @throws PdfSignatureError `certificate.malformed` */
export function readCertificate(der: Uint8Array): Certificate {
  const bytes = Buffer.from(der.buffer, der.byteOffset, der.byteLength);
  return parsed.getOrMake(bytes.toString('latin1'), () => {
    try {
      return parse(Buffer.from(bytes));
    } catch (error) {
      if (!(error instanceof PdfSignatureError)) throw error;
      throw new PdfSignatureError('certificate.malformed', error.params);
    }
  });
}

function parse(der: Buffer): Certificate {
  const [tbs] = sequenceOf(readWhole(der));
  const parts = sequenceOf(tbs);
  const offset = parts[0]?.tag === 0xa0 ? 1 : 0;
  const serial = expectTag(parts[offset], TAG.integer);
  const issuer = expectTag(parts[offset + 2], TAG.sequence);
  const [notBefore, notAfter] = sequenceOf(parts[offset + 3]);
  const subject = expectTag(parts[offset + 4], TAG.sequence);
  const publicKeyInfo = expectTag(parts[offset + 5], TAG.sequence);
  const extensions = readExtensions(parts.find(({ tag }) => tag === 0xa3));
  const subjectName = readName(subject);
  let key: KeyObject | undefined;
  return {
    der,
    serialDer: serial.bytes,
    serial: serial.content.toString('hex').replace(/^00(?=.)/, ''),
    issuerDer: issuer.bytes,
    subjectDer: subject.bytes,
    issuer: readName(issuer),
    subject: subjectName,
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    publicKeyDer: publicKeyInfo.bytes,
    keyKind: keyKind(publicKeyInfo),
    emailAddress: subjectName.email ?? alternativeEmail(extensions.get(OID.subjectAltName)),
    keyUsage: readKeyUsage(extensions.get(OID.keyUsage)),
    ...readBasicConstraints(extensions.get(OID.basicConstraints)),
    subjectKeyIdentifier: extensions.get(OID.subjectKeyIdentifier)?.content ?? null,
    publicKey: () => {
      key ??= importKey(publicKeyInfo.bytes);
      return key;
    },
  };
}

function importKey(der: Buffer): KeyObject {
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch {
    throw new PdfSignatureError('certificate.key-unsupported');
  }
}

function keyKind(publicKeyInfo: DerNode): 'rsa' | 'ec' | 'other' {
  const [algorithm] = sequenceOf(publicKeyInfo);
  const oid = readOid(sequenceOf(algorithm)[0]);
  if (oid === OID.rsaEncryption) return 'rsa';
  return oid === OID.ecPublicKey ? 'ec' : 'other';
}

function readName(node: DerNode): NameParts {
  const values = new Map<string, string>();
  for (const relative of children(node)) {
    for (const attribute of children(expectTag(relative, TAG.set))) {
      const [type, value] = sequenceOf(attribute);
      if (value !== undefined) values.set(readOid(type), readText(value));
    }
  }
  return {
    commonName: values.get(OID.commonName) ?? null,
    organisation: values.get(OID.organisation) ?? null,
    organisationalUnit: values.get(OID.organisationalUnit) ?? null,
    title: values.get(OID.title) ?? null,
    email: values.get(OID.email) ?? null,
    serialNumber: values.get(OID.serialNumber) ?? null,
  };
}

/** The inner element of each extension by its identifier. */
function readExtensions(wrapper: DerNode | undefined): Map<string, DerNode> {
  const extensions = new Map<string, DerNode>();
  if (wrapper === undefined) return extensions;
  for (const extension of sequenceOf(readNode(wrapper.content))) {
    const [id, ...rest] = sequenceOf(extension);
    const value = expectTag(rest.at(-1), TAG.octetString);
    extensions.set(readOid(id), readWhole(value.content));
  }
  return extensions;
}

function readKeyUsage(node: DerNode | undefined): KeyUsage | null {
  if (node === undefined) return null;
  const bits = expectTag(node, TAG.bitString).content[1] ?? 0;
  return {
    digitalSignature: (bits & 0x80) !== 0,
    nonRepudiation: (bits & 0x40) !== 0,
    keyCertSign: (bits & 0x04) !== 0,
  };
}

function readBasicConstraints(node: DerNode | undefined): {
  isAuthority: boolean;
  pathLength: number | null;
} {
  const parts = node === undefined ? [] : sequenceOf(node);
  const isAuthority = parts[0]?.tag === TAG.boolean && parts[0].content[0] !== 0;
  const limit = parts.find(({ tag }) => tag === TAG.integer);
  return { isAuthority, pathLength: limit?.content.at(-1) ?? null };
}

function alternativeEmail(names: DerNode | undefined): string | null {
  if (names === undefined) return null;
  const email = children(names).find(({ tag }) => tag === 0x81);
  return email?.content.toString('latin1') ?? null;
}
