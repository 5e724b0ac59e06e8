import { gapPadding, parseSignedData, type SignedData } from '../cms/cms-parse.js';
import { OID } from '../cms/oids.js';
import { unlessRefused } from '../errors.js';
import { readFields } from '../form/form.js';
import { signatureDict } from '../form/locks.js';
import type { PdfDocument } from '../pdf/document.js';
import { isInteger, PdfString, type PdfDict } from '../pdf/objects.js';
import { readCertificates, type Certificate } from '../pki/certificate.js';
import { readTimeStampToken } from '../pki/time-stamp.js';
import type { TrustPurpose } from '../pki/trust.js';

/** A signature as it stands in a document, read but not judged. */
export type SignedField = {
  readonly name: string;
  readonly isTimeStamp: boolean;
  /** The whole value of /Contents, padding included. */
  readonly contents: Buffer;
  /** Length of the file as it was signed. */
  readonly end: number;
  readonly signedData: SignedData;
  /** Tokens over the signature value (EN 319 122-1, 5.3). */
  readonly tokens: readonly Buffer[];
};

/** Every signature and document time-stamp whose CMS can be read, oldest first. */
export function readSignedFields(document: PdfDocument): SignedField[] {
  return readFields(document)
    .flatMap((field) => {
      const dict = signatureDict(field);
      const found = dict === undefined ? null : readSigned(document, field.name, dict);
      return found === null ? [] : [found];
    })
    .sort((a, b) => a.end - b.end);
}

function readSigned(document: PdfDocument, name: string, dict: PdfDict): SignedField | null {
  const contents = document.resolve(dict.get('Contents'));
  const range = (document.array(dict.get('ByteRange')) ?? []).map((item) => document.resolve(item));
  const [, , start, length] = range;
  if (!(contents instanceof PdfString) || !isInteger(start) || !isInteger(length)) return null;
  const signedData = unlessRefused(
    () => parseSignedData(contents.bytes, gapPadding(document)),
    null,
  );
  if (signedData === null) return null;
  const stamps = signedData.signer.unsignedAttributes.get(OID.signatureTimeStamp) ?? [];
  return {
    name,
    isTimeStamp: dict.name('SubFilter') === 'ETSI.RFC3161',
    contents: contents.bytes,
    end: start + length,
    signedData,
    tokens: stamps.map(({ bytes }) => bytes),
  };
}

/** The certificate that the CMS names as its signer's, when it carries it. */
export function signerCertificate({ certificates, signer }: SignedData): Certificate | null {
  return readCertificates(certificates).find((one) => signer.isSigner(one)) ?? null;
}

/** Whoever answers for a signature by a certificate: its signer, or a time-stamping authority. */
export type SignedParty = {
  readonly signedData: SignedData;
  readonly purpose: TrustPurpose;
};

/** The signer of a field, and the authorities of the tokens in it that can be read. */
export function partiesOf({ isTimeStamp, signedData, tokens }: SignedField): SignedParty[] {
  return [
    { signedData, purpose: isTimeStamp ? 'time-stamp' : 'signature' },
    ...readTokens(tokens).map((token) => ({ signedData: token, purpose: 'time-stamp' as const })),
  ];
}

function readTokens(tokens: readonly Buffer[]): SignedData[] {
  return tokens.flatMap((token) => unlessRefused(() => [readTimeStampToken(token).signedData], []));
}
