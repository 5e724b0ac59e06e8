import {
  type Certificate,
  PdfSignatureError,
  readCertificate,
} from '../../../../libs/pdf-signature/index.js';

/** By what people tell certificates apart, wherever one was found. */
export type ShownCertificate = {
  readonly commonName: string;
  readonly issuerName: string;
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
};

export function shownCertificate({
  subject,
  issuer,
  serial,
  notBefore,
  notAfter,
}: Certificate): ShownCertificate {
  const [commonName, issuerName] = [shownName(subject), shownName(issuer)];
  return { commonName, issuerName, serial, notBefore, notAfter };
}

function shownName({ commonName, organisation }: Certificate['subject']): string {
  return commonName ?? organisation ?? '';
}

/** Of several certificates one that cannot be read hides none of the others. */
export function ifReadable(certificate: Uint8Array): Certificate | null {
  try {
    return readCertificate(certificate);
  } catch (error) {
    if (error instanceof PdfSignatureError) return null;
    throw error;
  }
}
