import { createHash } from 'node:crypto';
import type { Certificate } from '../pki/certificate.js';
import { checkSignedData } from '../cms/cms-check.js';
import { parseSignedData, SignerCountError, type SignedData } from '../cms/cms-parse.js';
import { expectTag, readOid, readTime, readWhole, sequenceOf, TAG } from '../cms/der.js';
import type { PdfDocument } from '../pdf/document.js';
import { PdfSignatureError } from '../errors.js';
import type { FormField } from '../form/form.js';
import { signatureDict } from '../form/locks.js';
import { PdfDict, PdfString } from '../pdf/objects.js';
import { digestByOid, OID } from '../cms/oids.js';
import { parsePdfDate } from '../pdf/pdf-date.js';
import type { ReasonCode, VerifyOptions } from './report.js';
import type { SignaturePlace } from './signature-place.js';
import { judgeTrust } from './signature-trust.js';

export type SignatureJudgement = {
  readonly subFilter: string;
  readonly intact: boolean;
  readonly certificate: Certificate | null;
  readonly claimed: Date | null;
  readonly chainTrusted: boolean;
  readonly certificateValidAtSigning: boolean;
  readonly reasons: readonly ReasonCode[];
};

const SUPPORTED: ReadonlySet<string> = new Set([
  'ETSI.CAdES.detached',
  'adbe.pkcs7.detached',
  'ETSI.RFC3161',
]);
const NOT_JUDGED = {
  intact: false,
  certificate: null,
  chainTrusted: false,
  certificateValidAtSigning: false,
} as const;

/** Judges the cryptography of one signature over the bytes it covers. */
export function judgeSignature(
  document: PdfDocument,
  field: FormField,
  place: SignaturePlace | null,
  options: VerifyOptions,
): SignatureJudgement {
  const dict = signatureDict(field) ?? new PdfDict();
  const subFilter = dict.name('SubFilter') ?? '';
  const stated = document.resolve(dict.get('M'));
  const claimed = stated instanceof PdfString ? parsePdfDate(stated.toText()) : null;
  if (place === null) return { ...NOT_JUDGED, subFilter, claimed, reasons: [] };
  if (!SUPPORTED.has(subFilter)) {
    return { ...NOT_JUDGED, subFilter, claimed, reasons: ['subfilter-unsupported'] };
  }
  try {
    const signedData = parseSignedData(place.contents);
    return {
      subFilter,
      ...(subFilter === 'ETSI.RFC3161'
        ? judgeTimeStamp(signedData, place, options)
        : judgeDetached(signedData, place, { claimed, subFilter, options })),
    };
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    const reason = error instanceof SignerCountError ? 'cms-signer-count' : 'cms-malformed';
    return { ...NOT_JUDGED, subFilter, claimed, reasons: [reason] };
  }
}

type Judged = Omit<SignatureJudgement, 'subFilter'>;

function judgeDetached(
  signedData: SignedData,
  place: SignaturePlace,
  given: {
    readonly claimed: Date | null;
    readonly subFilter: string;
    readonly options: VerifyOptions;
  },
): Judged {
  const claimed = given.claimed ?? signingTime(signedData);
  if (signedData.content !== null) {
    return { ...NOT_JUDGED, claimed, reasons: ['cms-encapsulated-content'] };
  }
  const check = checkSignedData(signedData, {
    contentType: OID.data,
    content: place.covered,
    needsSigningCertificate: given.subFilter === 'ETSI.CAdES.detached',
  });
  return withTrust(check, claimed, given.options);
}

function withTrust(
  check: ReturnType<typeof checkSignedData>,
  claimed: Date | null,
  options: VerifyOptions,
): Judged {
  const { certificate, certificates, reasons } = check;
  const intact = certificate !== null && reasons.every((reason) => reason === 'algorithm-weak');
  if (certificate === null) return { ...NOT_JUDGED, claimed, reasons };
  const trust = judgeTrust(certificate, certificates, claimed, options);
  return { ...trust, intact, certificate, claimed, reasons: [...reasons, ...trust.reasons] };
}

/** The signing-time attribute of older kinds of signature; as unproven as /M. */
function signingTime(signedData: SignedData): Date | null {
  const value = signedData.signer.attributes.get(OID.signingTime)?.[0];
  return value === undefined ? null : readTime(value);
}

/** A document time-stamp (ISO 32000-2, 12.8.5): its content names the digest of the covered bytes. */
function judgeTimeStamp(
  signedData: SignedData,
  place: SignaturePlace,
  options: VerifyOptions,
): Judged {
  if (signedData.content === null) {
    return { ...NOT_JUDGED, claimed: null, reasons: ['cms-content-type'] };
  }
  const check = checkSignedData(signedData, {
    contentType: OID.timeStampInfo,
    content: [signedData.content],
    needsSigningCertificate: true,
  });
  const info = sequenceOf(readWhole(signedData.content));
  const [algorithm, imprint] = sequenceOf(info[2]);
  const digest = digestByOid(readOid(sequenceOf(algorithm)[0]));
  const stated = expectTag(imprint, TAG.octetString).content;
  const reasons: ReasonCode[] = [...check.reasons];
  if (digest === undefined) {
    reasons.push('algorithm-unsupported');
  } else {
    const hash = createHash(digest);
    for (const part of place.covered) hash.update(part);
    if (!hash.digest().equals(stated)) reasons.push('digest-mismatch');
  }
  return withTrust({ ...check, reasons }, readTime(info[4]), options);
}
