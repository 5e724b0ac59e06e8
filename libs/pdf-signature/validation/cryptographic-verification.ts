import { createHash } from 'node:crypto';
import { checkSignedData, type CmsCheck } from '../cms/cms-check.js';
import {
  gapPadding,
  parseSignedData,
  SignerCountError,
  type GapPadding,
  type SignedData,
} from '../cms/cms-parse.js';
import { readTime } from '../cms/der.js';
import { OID } from '../cms/oids.js';
import { PdfSignatureError } from '../errors.js';
import type { FormField } from '../form/form.js';
import { signatureDict } from '../form/locks.js';
import type { PdfDocument } from '../pdf/document.js';
import { PdfDict, PdfString } from '../pdf/objects.js';
import { parsePdfDate } from '../pdf/pdf-date.js';
import type { Certificate } from '../pki/certificate.js';
import {
  checkTimeStampToken,
  readTimeStampToken,
  type TimeStampProblemCode,
  type TimeStampToken,
} from '../pki/time-stamp.js';
import type { Spend } from '../pki/signed-by.js';
import type { ReasonCode } from './report.js';
import type { SignaturePlace } from './signature-place.js';

/** Of one signature over the bytes it covers (EN 319 102-1, 5.2.7); chain and time are judged apart. */
export type CryptographicVerification = {
  readonly subFilter: string;
  readonly intact: boolean;
  readonly certificate: Certificate | null;
  readonly certificates: readonly Certificate[];
  readonly claimed: Date | null;
  readonly signedData: SignedData | null;
  /** Of a document time-stamp. */
  readonly token: TimeStampToken | null;
  readonly digest: CmsCheck['digest'];
  readonly scheme: CmsCheck['scheme'];
  readonly reasons: readonly ReasonCode[];
};

const SUPPORTED: ReadonlySet<string> = new Set([
  'ETSI.CAdES.detached',
  'adbe.pkcs7.detached',
  'adbe.pkcs7.sha1',
  'ETSI.RFC3161',
]);
const NOT_JUDGED = {
  intact: false,
  certificate: null,
  certificates: [],
  signedData: null,
  token: null,
  digest: null,
  scheme: null,
} as const;

export function verifyCryptographically(
  document: PdfDocument,
  field: FormField,
  place: SignaturePlace | null,
): CryptographicVerification {
  const dict = signatureDict(field) ?? new PdfDict();
  const subFilter = dict.name('SubFilter') ?? '';
  const stated = document.resolve(dict.get('M'));
  const claimed = stated instanceof PdfString ? parsePdfDate(stated.toText()) : null;
  const spend: Spend = (steps) => {
    document.budget.spend(steps);
  };
  const padding = gapPadding(document);
  const notJudged = { ...NOT_JUDGED, subFilter, claimed };
  if (place === null) return { ...notJudged, reasons: [] };
  if (!SUPPORTED.has(subFilter)) return { ...notJudged, reasons: ['subfilter-unsupported'] };
  try {
    return subFilter === 'ETSI.RFC3161'
      ? { ...judgeDocumentTimeStamp(place, padding, spend), subFilter }
      : { ...judgeSignedData({ place, stated: claimed, subFilter, padding }, spend), subFilter };
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    const reason = error instanceof SignerCountError ? 'cms-signer-count' : 'cms-malformed';
    return { ...notJudged, reasons: [reason] };
  }
}

type Judged = Omit<CryptographicVerification, 'subFilter'>;

type Placed = {
  readonly place: SignaturePlace;
  readonly stated: Date | null;
  readonly subFilter: string;
  readonly padding: GapPadding;
};

function judgeSignedData({ place, stated, subFilter, padding }: Placed, spend: Spend): Judged {
  const signedData = parseSignedData(place.contents, padding);
  const claimed = stated ?? signingTime(signedData);
  if (subFilter === 'adbe.pkcs7.sha1') {
    return { ...judgeSignedDigest(signedData, place, spend), claimed };
  }
  if (signedData.content !== null) {
    return { ...NOT_JUDGED, claimed, reasons: ['cms-encapsulated-content'] };
  }
  const check = checkSignedData(signedData, {
    contentType: OID.data,
    content: place.covered,
    needsSigningCertificate: subFilter === 'ETSI.CAdES.detached',
    spend,
  });
  const intact = check.certificate !== null && check.reasons.every(isOnlyWeak);
  return { ...check, intact, claimed, signedData, token: null };
}

/**
 * ISO 32000-1, 12.8.3.3.1, which ISO 32000-2 gave up: the SHA-1 digest of the bytes is inside, and
 * that is what was signed. Whatever else the signer used, it rests on SHA-1.
 */
function judgeSignedDigest(
  signedData: SignedData,
  { covered }: SignaturePlace,
  spend: Spend,
): Omit<Judged, 'claimed'> {
  const { content } = signedData;
  if (content === null) return { ...NOT_JUDGED, reasons: ['digest-mismatch'] };
  const check = checkSignedData(signedData, {
    contentType: OID.data,
    content: [content],
    needsSigningCertificate: false,
    spend,
  });
  const hash = createHash('sha1');
  for (const part of covered) hash.update(part);
  const found: ReasonCode[] = content.equals(hash.digest()) ? [] : ['digest-mismatch'];
  const reasons = [...new Set<ReasonCode>([...check.reasons, ...found, 'algorithm-weak'])];
  const intact = check.certificate !== null && reasons.every(isOnlyWeak);
  return { ...check, digest: 'sha1', reasons, intact, signedData, token: null };
}

function isOnlyWeak(reason: ReasonCode): boolean {
  return reason === 'algorithm-weak';
}

/** The signing-time attribute of older kinds of signature; as unproven as /M. */
function signingTime(signedData: SignedData): Date | null {
  const value = signedData.signer.attributes.get(OID.signingTime)?.[0];
  return value === undefined ? null : readTime(value);
}

const REASON_OF: Readonly<Record<TimeStampProblemCode, ReasonCode>> = {
  'signature-invalid': 'signature-mismatch',
  'content-invalid': 'cms-malformed',
  'certificate-missing': 'signer-certificate-missing',
  'signing-certificate-attribute': 'signing-certificate-mismatch',
  'algorithm-unsupported': 'algorithm-unsupported',
  'algorithm-weak': 'algorithm-weak',
  'imprint-mismatch': 'digest-mismatch',
  'nonce-mismatch': 'digest-mismatch',
  'policy-mismatch': 'cms-malformed',
  'extended-key-usage': 'extended-key-usage-unsuitable',
  'certificate-not-valid-then': 'certificate-not-valid-then',
};
const OF_THE_CERTIFICATE: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'algorithm-weak',
  'extended-key-usage-unsuitable',
  'certificate-not-valid-then',
]);

/** A document time-stamp (ISO 32000-2, 12.8.5): its content names the digest of the covered bytes. */
function judgeDocumentTimeStamp(place: SignaturePlace, padding: GapPadding, spend: Spend): Judged {
  const token = readTimeStampToken(place.contents, padding);
  const check = checkTimeStampToken(token, { content: place.covered, spend });
  const reasons = [...new Set(check.problems.map((problem) => REASON_OF[problem]))];
  return {
    ...check,
    intact: check.certificate !== null && reasons.every((reason) => OF_THE_CERTIFICATE.has(reason)),
    claimed: token.genTime,
    signedData: token.signedData,
    token,
    reasons,
  };
}
