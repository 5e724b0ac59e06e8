import type { DigestAlgorithm } from '../cms/oids.js';
import type { DocMdpLevel } from './locks.js';
import { FieldRefusedError } from '../errors.js';
import type { PdfDocument } from '../pdf/document.js';
import { PdfName, PdfString, type PdfDict, type PdfObject } from '../pdf/objects.js';
import type { Certificate } from '../pki/certificate.js';

/** What a signer intends, to be held against what the author of a field asks for. */
export type SigningIntent = {
  readonly field: string;
  readonly subFilter: string;
  readonly certificate: Certificate;
  readonly chain: readonly Buffer[];
  readonly reason: string | undefined;
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  readonly certify: DocMdpLevel | undefined;
  readonly hasTimeStamp: boolean;
};

/** What the seed values add where the signer has left it open. */
export type SeedDemands = {
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  readonly certify: DocMdpLevel | undefined;
};

/** Bits of /Ff that make an entry of the seed value dictionary a must (ISO 32000-2, table 237). */
const REQUIRED = {
  Filter: 1,
  SubFilter: 1 << 1,
  V: 1 << 2,
  Reasons: 1 << 3,
  LegalAttestation: 1 << 4,
  AddRevInfo: 1 << 5,
  DigestMethod: 1 << 6,
  LockDocument: 1 << 7,
  AppearanceFilter: 1 << 8,
} as const;

const DIGEST_METHODS: Readonly<Record<string, DigestAlgorithm>> = {
  SHA256: 'sha256',
  SHA384: 'sha384',
  SHA512: 'sha512',
};

/**
 * Honours the seed value dictionary of a field (ISO 32000-2, 12.7.5.5).
 *
 * @throws FieldRefusedError `field.seed-value-unmet` naming the entry that cannot be met.
 */
export function applySeedValues(
  document: PdfDocument,
  seed: PdfDict | undefined,
  intent: SigningIntent,
): SeedDemands {
  if (seed === undefined) return intent;
  const refuse = (constraint: string): never => {
    throw new FieldRefusedError('field.seed-value-unmet', { field: intent.field, constraint });
  };
  const values = readSeed(document, seed);
  refuseUnmet(values, intent, refuse);
  const timeStamp = document.dict(seed.get('TimeStamp'));
  if (document.resolve(timeStamp?.get('Ff')) === 1 && !intent.hasTimeStamp) refuse('TimeStamp');
  const certificates = document.dict(seed.get('Cert'));
  if (certificates !== undefined) checkCertificate(document, certificates, intent, refuse);
  return {
    digestAlgorithm: digest(values, intent, refuse),
    certify: certification(document, seed, intent, refuse),
  };
}

type Refuse = (constraint: string) => never;

type SeedEntry = keyof typeof REQUIRED;
type Seed = {
  readonly isRequired: (entry: SeedEntry) => boolean;
  readonly names: (entry: SeedEntry) => string[];
  readonly value: (entry: SeedEntry) => PdfObject;
};

function readSeed(document: PdfDocument, seed: PdfDict): Seed {
  const flags = document.resolve(seed.get('Ff'));
  return {
    isRequired: (entry) =>
      typeof flags === 'number' && (flags & REQUIRED[entry]) !== 0 && seed.entries.has(entry),
    names: (entry) => namesOf(document, seed.get(entry)),
    value: (entry) => document.resolve(seed.get(entry)),
  };
}

/** Entries that this library never meets when they are a must. */
const NEVER_MET = ['LegalAttestation', 'LockDocument', 'AppearanceFilter'] as const;

function refuseUnmet(
  { isRequired, names, value }: Seed,
  intent: SigningIntent,
  refuse: Refuse,
): void {
  const isMet: Readonly<Partial<Record<SeedEntry, () => boolean>>> = {
    Filter: () => names('Filter').includes('Adobe.PPKLite'),
    SubFilter: () => names('SubFilter').includes(intent.subFilter),
    V: () => Number(value('V')) <= 3,
    Reasons: () => mayGiveReason(names('Reasons'), intent.reason),
    AddRevInfo: () => value('AddRevInfo') !== true,
  };
  for (const [entry, test] of Object.entries(isMet) as [SeedEntry, () => boolean][]) {
    if (isRequired(entry) && !test()) refuse(entry);
  }
  for (const entry of NEVER_MET) if (isRequired(entry)) refuse(entry);
}

/** A list of one point means: no reason may be given. */
function mayGiveReason(reasons: readonly string[], reason: string | undefined): boolean {
  if (reasons.length === 0 || (reasons.length === 1 && reasons[0] === '.')) {
    return reason === undefined;
  }
  return reason !== undefined && reasons.includes(reason.normalize('NFC'));
}

function digest(
  { isRequired, names }: Seed,
  { digestAlgorithm: wanted }: SigningIntent,
  refuse: Refuse,
): DigestAlgorithm | undefined {
  const listed = names('DigestMethod');
  if (listed.length === 0) return wanted;
  const known = listed.flatMap((method) => DIGEST_METHODS[method] ?? []);
  const isListed = wanted === undefined ? known.length > 0 : known.includes(wanted);
  if (!isListed && isRequired('DigestMethod')) refuse('DigestMethod');
  return wanted ?? known[0];
}

/** P=0 asks for a signature that does not certify; the entry is always a must. */
function certification(
  document: PdfDocument,
  seed: PdfDict,
  { certify }: SigningIntent,
  refuse: Refuse,
): DocMdpLevel | undefined {
  const level = document.resolve(document.dict(seed.get('MDP'))?.get('P'));
  if (level === null) return certify;
  if (level === 0) return certify === undefined ? undefined : refuse('MDP');
  if (level !== 1 && level !== 2 && level !== 3) return refuse('MDP');
  return certify === undefined || certify === level ? level : refuse('MDP');
}

/** Bits of the certificate seed value dictionary (table 238). */
const CERTIFICATE_REQUIRED = {
  Subject: 1,
  Issuer: 1 << 1,
  OID: 1 << 2,
  SubjectDN: 1 << 3,
  KeyUsage: 1 << 5,
} as const;
type CertificateEntry = keyof typeof CERTIFICATE_REQUIRED;

function checkCertificate(
  document: PdfDocument,
  seed: PdfDict,
  { certificate, chain }: SigningIntent,
  refuse: Refuse,
): void {
  const flags = document.resolve(seed.get('Ff'));
  const required = (entry: CertificateEntry): readonly PdfObject[] | null => {
    const isMust = typeof flags === 'number' && (flags & CERTIFICATE_REQUIRED[entry]) !== 0;
    return isMust && seed.entries.has(entry) ? (document.array(seed.get(entry)) ?? []) : null;
  };
  const isIn = (list: readonly PdfObject[], der: Buffer): boolean =>
    list.some((item) => {
      const value = document.resolve(item);
      return value instanceof PdfString && value.bytes.equals(der);
    });
  const bits = certificate.keyUsage?.bits ?? '';
  const fits = (pattern: string): boolean =>
    Array.from(pattern).every((wish, index) => wish === 'X' || wish === (bits[index] ?? '0'));
  const isMet: Readonly<Record<CertificateEntry, (list: readonly PdfObject[]) => boolean>> = {
    Subject: (list) => isIn(list, certificate.der),
    Issuer: (list) => [certificate.der, ...chain].some((der) => isIn(list, der)),
    OID: (list) =>
      textsOf(document, list).some((policy) => certificate.policies?.includes(policy) === true),
    SubjectDN: (list) => list.some((item) => isNamed(document, item, certificate)),
    KeyUsage: (list) => textsOf(document, list).some(fits),
  };
  for (const entry of Object.keys(isMet) as CertificateEntry[]) {
    const list = required(entry);
    if (list !== null && !isMet[entry](list)) refuse(`Cert.${entry}`);
  }
}

const NAME_KEYS = {
  CN: 'commonName',
  O: 'organisation',
  OU: 'organisationalUnit',
  T: 'title',
  SERIALNUMBER: 'serialNumber',
} as const;

function isNamed(document: PdfDocument, item: PdfObject, { subject }: Certificate): boolean {
  const wanted = document.dict(item);
  if (wanted === undefined) return false;
  return [...wanted.entries].every(([key, value]) => {
    const own = NAME_KEYS[key.toUpperCase() as keyof typeof NAME_KEYS] as
      (typeof NAME_KEYS)[keyof typeof NAME_KEYS] | undefined;
    const text = document.resolve(value);
    return (
      own !== undefined &&
      text instanceof PdfString &&
      subject[own]?.normalize('NFC') === text.toText().normalize('NFC')
    );
  });
}

function textsOf(document: PdfDocument, items: readonly PdfObject[]): string[] {
  return items.flatMap((item) => {
    const value = document.resolve(item);
    return value instanceof PdfString ? [value.toText()] : [];
  });
}

/** Names or texts, alone or in an array. */
function namesOf(document: PdfDocument, value: PdfObject | undefined): string[] {
  return (document.array(value) ?? [value ?? null]).flatMap((item) => {
    const resolved = document.resolve(item);
    if (resolved instanceof PdfName) return [resolved.value];
    return resolved instanceof PdfString ? [resolved.toText().normalize('NFC')] : [];
  });
}
