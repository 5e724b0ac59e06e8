import { createHash } from 'node:crypto';
import { checkSignedData } from '../cms/cms-check.js';
import { parseSignedData } from '../cms/cms-parse.js';
import { OID } from '../cms/oids.js';
import { PdfSignatureError, unlessRefused } from '../errors.js';
import { readCertificate } from './certificate.js';

/** What an anchor may vouch for: signers, or time-stamp authorities. */
export type TrustPurpose = 'signature' | 'time-stamp';

/** A certificate that is trusted by decision, not by proof. */
export type TrustAnchor = {
  /** DER. */
  readonly certificate: Uint8Array;
  readonly name?: string;
  /** What it may vouch for; everything when left out. */
  readonly purposes?: readonly TrustPurpose[];
  /** Trusted from this moment on, and until that one; both moments belong to it. */
  readonly from?: Date;
  readonly until?: Date;
};

const PEM = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END/g;

/**
 * Anchors from files: PEM bundles or single certificates in DER.
 *
 * @throws PdfSignatureError `trust.malformed`
 */
export function readTrustAnchors(files: readonly Uint8Array[]): TrustAnchor[] {
  return files.flatMap((file) => {
    const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
    if (bytes[0] === 0x30) return [anchorOf(bytes)];
    const blocks = [...bytes.toString('latin1').matchAll(PEM)];
    if (blocks.length === 0) throw malformed('no anchor');
    return blocks.map(([, base64 = '']) => anchorOf(Buffer.from(base64, 'base64')));
  });
}

function anchorOf(der: Buffer): TrustAnchor {
  try {
    return { certificate: readCertificate(der).der };
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    throw malformed('certificate');
  }
}

/** A published list with what tells a newer one from an older. */
export type TrustList = {
  readonly anchors: readonly TrustAnchor[];
  /** Its number; each list that is published has a higher one. Null for a list without. */
  readonly sequence: number | null;
  /** When it was published; null for a list that does not say. */
  readonly issuedAt: Date | null;
};

/**
 * Anchors from a list that an operator publishes, UTF-8 JSON:
 *
 * ```json
 * {
 *   "version": 1,
 *   "sequence": 12,
 *   "issuedAt": "2026-11-22T00:00:00Z",
 *   "anchors": [{
 *     "name": "CA gốc quốc gia",
 *     "certificate": "base64 of the DER, or PEM",
 *     "sha256": "hex of the DER's SHA-256; checked when given",
 *     "purposes": ["signature", "time-stamp"],
 *     "from": "2019-01-01T00:00:00Z",
 *     "until": "2039-01-01T00:00:00Z"
 *   }]
 * }
 * ```
 *
 * Everything but the certificate may be left out; unknown members of an entry are refused, because
 * a limit that is misspelt would trust too much. Fetching the list, and how far its place is
 * trusted, is the caller's: see `checkTrustListSignature`.
 *
 * @throws PdfSignatureError `trust.malformed`
 */
export function readTrustList(json: string): TrustAnchor[] {
  return [...openTrustList(json).anchors];
}

/**
 * The same with the list's number and date, for whoever keeps one and fetches the next: see
 * `requireNoRollback`.
 *
 * @throws PdfSignatureError `trust.malformed`
 */
export function openTrustList(json: string): TrustList {
  const list = parseJson(json);
  if (!isRecord(list) || list['version'] !== 1 || !Array.isArray(list['anchors'])) {
    throw malformed('list');
  }
  const { sequence, issuedAt } = list;
  return {
    anchors: (list['anchors'] as unknown[]).map(readEntry),
    sequence: sequence === undefined ? null : numberOf(sequence),
    issuedAt: issuedAt === undefined ? null : momentOf(issuedAt),
  };
}

function numberOf(value: unknown): number {
  if (!Number.isSafeInteger(value) || Number(value) < 0) throw malformed('sequence');
  return Number(value);
}

function momentOf(value: unknown): Date {
  const date = typeof value === 'string' ? moment(value) : undefined;
  if (date === undefined) throw malformed('issuedAt');
  return date;
}

const MEMBERS: ReadonlySet<string> = new Set([
  'name',
  'certificate',
  'sha256',
  'purposes',
  'from',
  'until',
]);

function readEntry(entry: unknown): TrustAnchor {
  if (!isRecord(entry)) throw malformed('entry');
  const unknown = Object.keys(entry).find((member) => !MEMBERS.has(member));
  if (unknown !== undefined) throw malformed(`member ${unknown}`);
  const text = (member: string): string | undefined => {
    const value = entry[member];
    if (value !== undefined && typeof value !== 'string') throw malformed(member);
    return value;
  };
  const certificate = certificateOf(text('certificate') ?? '');
  const stated = text('sha256')?.replaceAll(':', '').toLowerCase();
  if (stated !== undefined && stated !== sha256(certificate)) throw malformed('sha256');
  const [name, from, until] = [text('name'), moment(text('from')), moment(text('until'))];
  const purposes = purposesOf(entry['purposes']);
  return {
    certificate,
    ...(name === undefined ? {} : { name }),
    ...(purposes === undefined ? {} : { purposes }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  };
}

function certificateOf(text: string): Uint8Array {
  if (text.includes('-----BEGIN')) {
    const [only, ...more] = readTrustAnchors([Buffer.from(text)]);
    if (only === undefined || more.length > 0) throw malformed('certificate');
    return only.certificate;
  }
  return anchorOf(Buffer.from(text, 'base64')).certificate;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function moment(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const date = new Date(text);
  const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text);
  if (!isWhole || Number.isNaN(date.getTime())) throw malformed('date');
  return date;
}

function purposesOf(value: unknown): TrustPurpose[] | undefined {
  if (value === undefined) return undefined;
  const isPurpose = (one: unknown): one is TrustPurpose =>
    one === 'signature' || one === 'time-stamp';
  if (!Array.isArray(value) || !value.every(isPurpose)) throw malformed('purposes');
  return value;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw malformed('json');
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether a list was signed by one of its publishers: a detached CMS over its bytes, as
 * `openssl cms -sign -binary -outform DER` makes it.
 *
 * @param publishers certificates of those who may publish, DER; known beforehand, like an anchor
 */
export function checkTrustListSignature(
  list: Uint8Array,
  cms: Uint8Array,
  publishers: readonly Uint8Array[],
): boolean {
  return unlessRefused(() => {
    const signedData = parseSignedData(Buffer.from(cms));
    const given = publishers.map((der) => Buffer.from(der));
    const { certificate, reasons } = checkSignedData(
      { ...signedData, certificates: given },
      { contentType: OID.data, content: [Buffer.from(list)], needsSigningCertificate: false },
    );
    return signedData.content === null && certificate !== null && reasons.length === 0;
  }, false);
}

function malformed(detail: string): PdfSignatureError {
  return new PdfSignatureError('trust.malformed', { detail });
}
