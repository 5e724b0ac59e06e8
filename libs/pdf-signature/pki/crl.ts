import { readSignatureScheme, type SignatureScheme } from '../cms/algorithms.js';
import {
  expectTag,
  readBitString,
  readFineTime,
  readNode,
  readTime,
  readWhole,
  sequenceOf,
  TAG,
  type DerNode,
} from '../cms/der.js';
import { OID } from '../cms/oids.js';
import { PdfSignatureError, refusedAs } from '../errors.js';
import type { Certificate } from './certificate.js';
import {
  namesOfPoint,
  readAuthorityKeyIdentifier,
  readExtensions,
  unknownCritical,
} from './extensions.js';
import { readReason, type RevocationReason } from './ocsp.js';

/** What a CRL says about one certificate. */
export type CrlEntry = {
  readonly revokedAt: Date;
  readonly reason: RevocationReason | null;
  readonly hasUnknownCriticalExtension: boolean;
};

/** Which certificates a CRL speaks for (RFC 5280, 5.2.5). */
export type IssuingDistributionPoint = {
  /** Names of its place, as those of `Certificate.crlPoints`; null when it names none. */
  readonly names: readonly string[] | null;
  readonly onlyUserCertificates: boolean;
  readonly onlyAuthorityCertificates: boolean;
  readonly onlyAttributeCertificates: boolean;
  readonly onlySomeReasons: boolean;
  readonly isIndirect: boolean;
};

/** A CertificateList (RFC 5280, 5), read but not judged; its entries stay where they are. */
export type Crl = {
  readonly tbsDer: Buffer;
  readonly issuerDer: Buffer;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly authorityKeyIdentifier: Buffer | null;
  readonly distributionPoint: IssuingDistributionPoint | null;
  /** Certificates that expired after this moment stay listed (X.509, 9.5.2.10). */
  readonly expiredSince: Date | null;
  readonly isDelta: boolean;
  readonly unknownCriticalExtensions: readonly string[];
  readonly scheme: SignatureScheme | null;
  readonly signature: Buffer;
  /** Looks one serial number up. */
  readonly find: (certificate: Pick<Certificate, 'serialDer'>) => CrlEntry | null;
};

/**
 * Reads a list of revoked certificates (RFC 5280, 5), DER; neither signer nor dates are judged.
 *
 * @throws PdfSignatureError `crl.malformed`
 */
export function readCrl(der: Uint8Array): Crl {
  return refusedAs('crl.malformed', () =>
    parse(Buffer.from(der.buffer, der.byteOffset, der.byteLength)),
  );
}

const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.authorityKeyIdentifier,
  OID.issuerAltName,
  OID.crlNumber,
  OID.deltaCrlIndicator,
  OID.issuingDistributionPoint,
  OID.freshestCrl,
  OID.authorityInfoAccess,
  OID.expiredCertsOnCrl,
]);

function parse(der: Buffer): Crl {
  const [tbs, algorithm, signature] = sequenceOf(readWhole(der));
  const parts = sequenceOf(tbs);
  const [inner, issuer, thisUpdate, ...rest] =
    parts[0]?.tag === TAG.integer ? parts.slice(1) : parts;
  const isTime = ({ tag }: DerNode): boolean => tag === TAG.utcTime || tag === TAG.generalizedTime;
  const nextUpdate = rest.find(isTime);
  const revoked = rest.find(({ tag }) => tag === TAG.sequence)?.content ?? Buffer.alloc(0);
  const wrapper = rest.find(({ tag }) => tag === 0xa0);
  const extensions = readExtensions(wrapper && readWhole(wrapper.content));
  const read = <T>(oid: string, reader: (value: Buffer) => T): T | null => {
    const extension = extensions.get(oid);
    return extension === undefined ? null : reader(extension.value);
  };
  const isStatedOnce = algorithm !== undefined && inner?.bytes.equals(algorithm.bytes) === true;
  return {
    tbsDer: expectTag(tbs, TAG.sequence).bytes,
    issuerDer: expectTag(issuer, TAG.sequence).bytes,
    thisUpdate: readTime(thisUpdate),
    nextUpdate: nextUpdate === undefined ? null : readTime(nextUpdate),
    authorityKeyIdentifier: read(OID.authorityKeyIdentifier, readAuthorityKeyIdentifier),
    distributionPoint: read(OID.issuingDistributionPoint, (value) =>
      readIssuingPoint(value, expectTag(issuer, TAG.sequence).bytes),
    ),
    expiredSince: read(OID.expiredCertsOnCrl, (value) => readFineTime(readWhole(value))),
    isDelta: extensions.has(OID.deltaCrlIndicator),
    unknownCriticalExtensions: unknownCritical(extensions, UNDERSTOOD),
    scheme: isStatedOnce ? readSignatureScheme(algorithm) : null,
    signature: readBitString(signature),
    find: ({ serialDer }) => {
      const entry = findEntry(revoked, serialDer);
      return entry === null ? null : readEntry(entry);
    },
  };
}

/** Every field is optional and tagged; a flag that is left out is false. */
function readIssuingPoint(value: Buffer, issuerDer: Buffer): IssuingDistributionPoint {
  const parts = sequenceOf(readWhole(value));
  const name = parts.find(({ tag }) => tag === 0xa0);
  const isSet = (tag: number): boolean =>
    parts.some((part) => part.tag === tag && part.content[0] !== 0);
  return {
    names: name === undefined ? null : namesOfPoint(name, issuerDer),
    onlyUserCertificates: isSet(0x81),
    onlyAuthorityCertificates: isSet(0x82),
    onlySomeReasons: parts.some(({ tag }) => tag === 0x83),
    isIndirect: isSet(0x84),
    onlyAttributeCertificates: isSet(0x85),
  };
}

/**
 * Walks the entries as bytes: an authority's list may have a hundred thousand of them, and nodes for
 * all would cost a hundred times the search.
 */
function findEntry(entries: Buffer, serialDer: Buffer): DerNode | null {
  let offset = 0;
  while (offset < entries.length) {
    const length = entries[offset + 1];
    if (entries[offset] !== TAG.sequence || length === undefined) throw malformed('entry');
    let start = offset + 2;
    let size = length;
    if (length >= 0x80) {
      const count = length & 0x7f;
      if (count === 0 || count > 4 || start + count > entries.length) throw malformed('entry');
      size = entries.readUIntBE(start, count);
      start += count;
    }
    if (isAt(entries, start, serialDer)) return readNode(entries, offset);
    offset = start + size;
  }
  if (offset !== entries.length) throw malformed('entry');
  return null;
}

function isAt(bytes: Buffer, offset: number, expected: Buffer): boolean {
  // Most serials differ in their last byte already.
  if (bytes[offset + expected.length - 1] !== expected.at(-1)) return false;
  return bytes.compare(expected, 0, expected.length, offset, offset + expected.length) === 0;
}

function malformed(detail: string): PdfSignatureError {
  return new PdfSignatureError('crl.malformed', { detail });
}

const ENTRY_EXTENSIONS: ReadonlySet<string> = new Set([OID.reasonCode, OID.invalidityDate]);

function readEntry(entry: DerNode): CrlEntry {
  const [, time, list] = sequenceOf(entry);
  const extensions = readExtensions(list);
  const reason = extensions.get(OID.reasonCode);
  return {
    revokedAt: readTime(time),
    reason: reason === undefined ? null : readReason(readWhole(reason.value)),
    hasUnknownCriticalExtension: unknownCritical(extensions, ENTRY_EXTENSIONS).length > 0,
  };
}
