import { toDefinite } from './ber.js';
import {
  children,
  expectTag,
  malformed,
  readNode,
  readOid,
  sequenceOf,
  TAG,
  type DerNode,
} from './der.js';
import { PdfSignatureError, unlessRefused } from '../errors.js';
import { isSameName } from '../pki/names.js';
import { OID } from './oids.js';

/** A SignedData with exactly one SignerInfo (RFC 5652, 5), not judged yet. */
export type SignedData = {
  readonly contentType: string;
  /** The content when it is inside; a PDF signature is detached and has none. */
  readonly content: Buffer | null;
  readonly certificates: readonly Buffer[];
  /** CertificateLists that were put beside the certificates. */
  readonly crls: readonly Buffer[];
  /** OCSPResponses that stand among the lists (RFC 5940, 2). */
  readonly ocsp: readonly Buffer[];
  readonly signer: SignerInfo;
};

export type SignerInfo = {
  readonly isSigner: (certificate: {
    readonly issuerDer: Buffer;
    readonly serialDer: Buffer;
    readonly subjectKeyIdentifier: Buffer | null;
  }) => boolean;
  readonly digestOid: string;
  /** AlgorithmIdentifiers as they stand there. */
  readonly digestDer: DerNode;
  readonly signatureDer: DerNode;
  /** The bytes that were signed: the attributes as found, under the tag of a SET OF (RFC 5652, 5.4). */
  readonly signedBytes: Buffer | null;
  /** Values of each signed attribute. */
  readonly attributes: ReadonlyMap<string, readonly DerNode[]>;
  readonly hasRepeatedAttribute: boolean;
  readonly signatureOid: string;
  readonly signatureParameters: DerNode | null;
  readonly signature: Buffer;
  /** Values of each unsigned attribute: nobody signed them, so they are hints. */
  readonly unsignedAttributes: ReadonlyMap<string, readonly DerNode[]>;
};

/** More or fewer than one signer: which of them a reader shows would be anybody's choice. */
export class SignerCountError extends PdfSignatureError {
  constructor() {
    super('der.malformed', { detail: 'signer count' });
  }
}

/** Of an encrypted file PDFBox encrypts the padding of the gap, too: nobody can tell what it was. */
export type GapPadding = 'zero' | 'any';

export function gapPadding(file: { readonly encryption: unknown }): GapPadding {
  return file.encryption === undefined ? 'zero' : 'any';
}

/**
 * Parses the value of /Contents: one element of DER, or of BER around signed DER as other programs
 * write it, then nothing but the padding of the gap.
 *
 * @throws PdfSignatureError `der.malformed`; SignerCountError
 */
export function parseSignedData(contents: Buffer, padding: GapPadding = 'zero'): SignedData {
  const outer = readContainer(contents, padding);
  // Parts of indefinite length may lie in a container of definite length.
  return (
    unlessRefused(() => parseContainer(outer), null) ??
    parseContainer(readNode(toDefinite(outer.bytes).der))
  );
}

function parseContainer(outer: DerNode): SignedData {
  const [type, wrapped] = sequenceOf(outer);
  if (readOid(type) !== OID.signedData) {
    throw malformed('content type');
  }
  const parts = sequenceOf(children(expectTag(wrapped, 0xa0))[0]);
  const [contentType, content] = sequenceOf(parts[2]);
  const certificates = parts.find(({ tag }, index) => index > 2 && tag === 0xa0);
  const crls = parts.find(({ tag }, index) => index > 2 && tag === 0xa1);
  const signers = children(expectTag(parts.at(-1), TAG.set));
  const [signer] = signers;
  if (signer === undefined || signers.length !== 1) throw new SignerCountError();
  return {
    contentType: readOid(contentType),
    content: content === undefined ? null : readContent(content),
    certificates: certificatesOrLists(membersOf(certificates)),
    crls: certificatesOrLists(membersOf(crls)),
    ocsp: ocspAmong(membersOf(crls)),
    signer: parseSigner(signer),
  };
}

function readContainer(contents: Buffer, padding: GapPadding): DerNode {
  const isIndefinite = contents[1] === 0x80;
  const { der, length } = isIndefinite
    ? toDefinite(contents)
    : { der: contents, length: readNode(contents).bytes.length };
  if (padding === 'zero' && !isZero(contents.subarray(length))) {
    throw malformed('padding');
  }
  return readNode(der);
}

/** Each byte is compared with the one before it, by the processor. */
function isZero(bytes: Buffer): boolean {
  return bytes.length === 0 || (bytes[0] === 0 && bytes.subarray(1).equals(bytes.subarray(0, -1)));
}

/** Certificates, or revocation lists, of one container; honest ones carry a path or two. */
const MAX_MEMBERS = 128;

function membersOf(wrapper: DerNode | undefined): DerNode[] {
  const members = wrapper === undefined ? [] : children(wrapper);
  if (members.length > MAX_MEMBERS) throw malformed('too many certificates or lists');
  return members;
}

/** Members of a choice that are plain ones; other forms are nobody's hints here. */
function certificatesOrLists(members: readonly DerNode[]): Buffer[] {
  return members.filter(({ tag }) => tag === TAG.sequence).map(({ bytes }) => bytes);
}

function ocspAmong(members: readonly DerNode[]): Buffer[] {
  return members.flatMap((member) => {
    if (member.tag !== 0xa1) return [];
    const [format, response] = children(member);
    return response === undefined || readOid(format) !== OID.ocspInCms ? [] : [response.bytes];
  });
}

function readContent(wrapper: DerNode): Buffer {
  return expectTag(children(expectTag(wrapper, 0xa0))[0], TAG.octetString).content;
}

function parseSigner(node: DerNode): SignerInfo {
  const [, sid, digest, ...rest] = sequenceOf(node);
  const attributes = rest[0]?.tag === 0xa0 ? rest[0] : undefined;
  const [algorithm, signature, unsigned] = attributes === undefined ? rest : rest.slice(1);
  const [signatureType, parameters] = sequenceOf(algorithm);
  const signedList = attributes === undefined ? [] : readAttributes(attributes);
  const values = new Map(signedList);
  const hasRepeatedAttribute = values.size < signedList.length;
  return {
    isSigner: signerMatcher(sid),
    digestOid: readOid(sequenceOf(digest)[0]),
    digestDer: expectTag(digest, TAG.sequence),
    signatureDer: expectTag(algorithm, TAG.sequence),
    signedBytes: attributes === undefined ? null : asSet(attributes.bytes),
    attributes: values,
    hasRepeatedAttribute,
    signatureOid: readOid(signatureType),
    signatureParameters: parameters ?? null,
    signature: expectTag(signature, TAG.octetString).content,
    unsignedAttributes: merged(unsigned?.tag === 0xa1 ? readAttributes(unsigned) : []),
  };
}

const MAX_ATTRIBUTES = 128;
/** Of one attribute; time-stamps may stand there side by side. */
const MAX_VALUES = 1_024;

function atMost<T>(limit: number, list: T[]): T[] {
  if (list.length > limit) throw malformed('attributes');
  return list;
}

function readAttributes(list: DerNode): (readonly [string, readonly DerNode[]])[] {
  return atMost(MAX_ATTRIBUTES, children(list)).map((attribute) => {
    const [type, set] = sequenceOf(attribute);
    return [readOid(type), atMost(MAX_VALUES, children(expectTag(set, TAG.set)))] as const;
  });
}

/** An unsigned attribute may stand there more than once (EN 319 122-1, 5.3); all values count. */
function merged(
  list: readonly (readonly [string, readonly DerNode[]])[],
): Map<string, readonly DerNode[]> {
  const values = new Map<string, DerNode[]>();
  for (const [type, own] of list) {
    const known = values.get(type) ?? [];
    values.set(type, known);
    for (const value of own) known.push(value);
  }
  return values;
}

function asSet(attributes: Buffer): Buffer {
  const copy = Buffer.from(attributes);
  copy[0] = TAG.set;
  return copy;
}

function signerMatcher(sid: DerNode | undefined): SignerInfo['isSigner'] {
  if (sid?.tag === 0x80) {
    return ({ subjectKeyIdentifier }) => subjectKeyIdentifier?.equals(sid.content) === true;
  }
  const [issuer, serial] = sequenceOf(sid);
  const name = expectTag(issuer, TAG.sequence).bytes;
  return ({ issuerDer, serialDer }) =>
    serial?.bytes.equals(serialDer) === true && isNamedAlike(name, issuerDer);
}

/** Signers that write the issuer's name anew may choose other types of string (RFC 5280, 7.1). */
function isNamedAlike(name: Buffer, issuerDer: Buffer): boolean {
  return unlessRefused(() => isSameName(name, issuerDer), false);
}
