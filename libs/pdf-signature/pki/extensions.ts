import { domainToASCII } from 'node:url';
import {
  children,
  encode,
  expectTag,
  malformed,
  readBoolean,
  readNode,
  readOid,
  readSmallInteger,
  readWhole,
  sequence,
  sequenceOf,
  TAG,
  type DerNode,
} from '../cms/der.js';
import { OID } from '../cms/oids.js';
import { nameKey, readNameParts } from './names.js';

/** One extension of a certificate, CRL or OCSP response, its value not read yet. */
export type Extension = {
  readonly isCritical: boolean;
  /** What the OCTET STRING holds; a single DER element. */
  readonly value: Buffer;
};

export type KeyUsage = {
  /** `1` or `0` for each use, digitalSignature first; what is left out at the end is `0`. */
  readonly bits: string;
  readonly digitalSignature: boolean;
  readonly nonRepudiation: boolean;
  readonly keyCertSign: boolean;
  readonly crlSign: boolean;
};

/** A GeneralName as far as constraints and pointers need it (RFC 5280, 4.2.1.6). */
export type GeneralName = {
  readonly kind: 'email' | 'dns' | 'directory' | 'uri' | 'ip' | `other-${number}`;
  /** Text of e-mail, DNS and URI names; empty for the others. */
  readonly text: string;
  /** A directory name's Name element; the content of all others. */
  readonly der: Buffer;
};

export type NameConstraints = {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
};

export type PolicyConstraints = {
  readonly requireExplicitPolicy: number | null;
  readonly inhibitPolicyMapping: number | null;
};

export type PolicyMapping = { readonly issuerDomain: string; readonly subjectDomain: string };

/**
 * Extensions by identifier (RFC 5280, 4.2).
 *
 * @throws PdfSignatureError `der.malformed`, also when one stands there twice
 */
export function readExtensions(list: DerNode | undefined): ReadonlyMap<string, Extension> {
  const extensions = new Map<string, Extension>();
  if (list === undefined) return extensions;
  for (const extension of sequenceOf(list)) {
    const [id, ...rest] = sequenceOf(extension);
    const name = readOid(id);
    if (extensions.has(name)) {
      throw malformed('extension twice');
    }
    const isCritical = rest.length > 1 && readBoolean(rest[0]);
    extensions.set(name, { isCritical, value: expectTag(rest.at(-1), TAG.octetString).content });
  }
  return extensions;
}

/** Identifiers of critical extensions that are not among those understood. */
export function unknownCritical(
  extensions: ReadonlyMap<string, Extension>,
  understood: ReadonlySet<string>,
): string[] {
  return [...extensions]
    .filter(([id, { isCritical }]) => isCritical && !understood.has(id))
    .map(([id]) => id);
}

export function readKeyUsage(value: Buffer): KeyUsage {
  const bytes = expectTag(readWhole(value), TAG.bitString).content.subarray(1, 3);
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const isSet = (use: number): boolean => bits[use] === '1';
  return {
    bits,
    digitalSignature: isSet(0),
    nonRepudiation: isSet(1),
    keyCertSign: isSet(5),
    crlSign: isSet(6),
  };
}

export function readBasicConstraints(value: Buffer): {
  readonly isAuthority: boolean;
  readonly pathLength: number | null;
} {
  const parts = sequenceOf(readWhole(value));
  const isAuthority = parts[0]?.tag === TAG.boolean && readBoolean(parts[0]);
  const limit = parts.find(({ tag }) => tag === TAG.integer);
  return { isAuthority, pathLength: limit === undefined ? null : readSmallInteger(limit) };
}

export function readOidList(value: Buffer): string[] {
  return sequenceOf(readWhole(value)).map((node) => readOid(node));
}

/** Identifiers of certificate policies; the qualifiers say nothing that is judged. */
export function readPolicies(value: Buffer): string[] {
  return sequenceOf(readWhole(value)).map((policy) => readOid(sequenceOf(policy)[0]));
}

export function readPolicyMappings(value: Buffer): PolicyMapping[] {
  return sequenceOf(readWhole(value)).map((mapping) => {
    const [issuerDomain, subjectDomain] = sequenceOf(mapping);
    return { issuerDomain: readOid(issuerDomain), subjectDomain: readOid(subjectDomain) };
  });
}

export function readPolicyConstraints(value: Buffer): PolicyConstraints {
  const parts = sequenceOf(readWhole(value));
  const skip = (tag: number): number | null => {
    const part = parts.find((candidate) => candidate.tag === tag);
    return part === undefined ? null : readSmallInteger(part);
  };
  return { requireExplicitPolicy: skip(0x80), inhibitPolicyMapping: skip(0x81) };
}

function readGeneralName(node: DerNode): GeneralName {
  const text = (kind: GeneralName['kind']): GeneralName => ({
    kind,
    text: node.content.toString('latin1'),
    der: node.content,
  });
  switch (node.tag) {
    case 0x81:
      return text('email');
    case 0x82:
      return text('dns');
    case 0x86:
      return text('uri');
    case 0xa4:
      return { kind: 'directory', text: '', der: wellFormedName(readWhole(node.content)) };
    case 0x87:
      return { kind: 'ip', text: '', der: node.content };
    case 0xa0:
      return internationalMailbox(node) ?? { kind: 'other-160', text: '', der: node.content };
    default:
      return { kind: `other-${node.tag}`, text: '', der: node.content };
  }
}

/** A mailbox beyond ASCII is an e-mail address like any other to constraints (RFC 9598, 6). */
function internationalMailbox(node: DerNode): GeneralName | null {
  const [type, value] = children(node);
  if (readOid(type) !== OID.smtpUtf8Mailbox) return null;
  const text = expectTag(readWhole(value?.content ?? Buffer.alloc(0)), TAG.utf8String).content;
  const address = text.toString('utf8').normalize('NFC');
  const at = address.lastIndexOf('@') + 1;
  const host = address.slice(at);
  return {
    kind: 'email',
    text: address.slice(0, at) + (domainToASCII(host) || host),
    der: node.content,
  };
}

/** Names are compared later: one that cannot be read must be refused now. */
function wellFormedName(name: DerNode): Buffer {
  readNameParts(name);
  return name.bytes;
}

export function readGeneralNames(value: Buffer): GeneralName[] {
  return sequenceOf(readWhole(value)).map(readGeneralName);
}

/** RFC 5280, 4.2.1.10: minimum is 0 and maximum absent in this profile; anything else is refused. */
export function readNameConstraints(value: Buffer): NameConstraints {
  const parts = sequenceOf(readWhole(value));
  const subtrees = (tag: number): GeneralName[] => {
    const part = parts.find((candidate) => candidate.tag === tag);
    if (part === undefined) return [];
    return children(part).map((subtree) => {
      const [node, ...distances] = sequenceOf(subtree);
      if (node === undefined || distances.length > 0) throw malformed('name constraint');
      const base = readGeneralName(node);
      // An address with its mask, of version 4 or 6.
      if (base.kind === 'ip' && base.der.length !== 8 && base.der.length !== 32) {
        throw malformed('name constraint');
      }
      return base;
    });
  };
  return { permitted: subtrees(0xa0), excluded: subtrees(0xa1) };
}

/** The key identifier of the issuer; issuer and serial in it only help to search. */
export function readAuthorityKeyIdentifier(value: Buffer): Buffer | null {
  return sequenceOf(readWhole(value)).find(({ tag }) => tag === 0x80)?.content ?? null;
}

/** Addresses of OCSP services and of the issuer's certificate (RFC 5280, 4.2.2.1). */
export function readInfoAccess(value: Buffer): {
  readonly ocspUrls: readonly string[];
  readonly issuerUrls: readonly string[];
} {
  const places = sequenceOf(readWhole(value)).map((place) => sequenceOf(place));
  const urls = (method: string): string[] =>
    places.flatMap(([type, location]) =>
      location?.tag === 0x86 && readOid(type) === method
        ? [location.content.toString('latin1')]
        : [],
    );
  return { ocspUrls: urls(OID.ocsp), issuerUrls: urls(OID.caIssuers) };
}

/** Where CRLs about a certificate are found (RFC 5280, 4.2.1.13). */
export type DistributionPoint = {
  /** Keys under which equal names meet; those of addresses begin with `uri:`. */
  readonly names: readonly string[];
  /** For every reason, and by the issuer of the certificate itself. */
  readonly isWhole: boolean;
};

/** @param issuerDer the Name to which a relative name of a point belongs */
export function readDistributionPoints(value: Buffer, issuerDer: Buffer): DistributionPoint[] {
  return sequenceOf(readWhole(value)).map((point) => {
    const parts = sequenceOf(point);
    const name = parts.find(({ tag }) => tag === 0xa0);
    return {
      names: name === undefined ? [] : namesOfPoint(name, issuerDer),
      isWhole: parts.every(({ tag }) => tag === 0xa0),
    };
  });
}

/** A DistributionPointName: full names, or a part that is added to the issuer's name. */
export function namesOfPoint(name: DerNode, issuerDer: Buffer): string[] {
  const inner = readNode(name.content);
  if (inner.tag === 0xa1) {
    const part = encode(TAG.set, inner.content);
    return [`directory:${nameKey(sequence(readNode(issuerDer).content, part))}`];
  }
  return children(inner).map((node) => {
    const { kind, text, der } = readGeneralName(node);
    if (kind === 'uri') return `uri:${text}`;
    return kind === 'directory' ? `directory:${nameKey(der)}` : `${kind}:${der.toString('hex')}`;
  });
}

/** Addresses of full CRLs. */
export function urlsOfPoints(points: readonly DistributionPoint[]): string[] {
  return points.flatMap(({ names }) =>
    names.flatMap((name) => (name.startsWith('uri:') ? [name.slice(4)] : [])),
  );
}
