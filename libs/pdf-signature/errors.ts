/** Why a file cannot be read or extended. The input is never repaired: a repaired file is another file. */
export type PdfRefusalCode =
  | 'pdf.not-a-pdf'
  | 'pdf.broken'
  | 'pdf.password-required'
  | 'pdf.password-wrong'
  | 'pdf.encryption-unsupported'
  | 'pdf.too-complex'
  | 'pdf.leading-data'
  | 'pdf.trailing-data';

/** Stable codes of everything this library refuses; `reasonSentence` has a sentence for each. */
export type PdfSignatureErrorCode =
  | PdfRefusalCode
  | 'der.malformed'
  | 'certificate.malformed'
  | 'certificate.key-unsupported'
  | 'certificate.key-weak'
  | 'trust.malformed'
  | 'trust.rollback'
  | 'ocsp.malformed'
  | 'crl.malformed'
  | 'time-stamp.malformed'
  | 'time-stamp.refused'
  | 'time-stamp.unavailable'
  | 'time-stamp.untrusted'
  | 'fetch.refused'
  | 'fetch.failed'
  | 'evidence.unavailable'
  | 'image.malformed'
  | 'image.too-large'
  | 'field.unknown'
  | 'field.wrong-kind'
  | 'field.duplicate-name'
  | 'field.name-invalid'
  | 'field.page-unknown'
  | 'field.rect-invalid'
  | 'field.already-set'
  | 'field.already-signed'
  | 'field.locked'
  | 'field.text-too-long'
  | 'field.character-unsupported'
  | 'field.lock-differs'
  | 'field.seed-value-unmet'
  | 'document.already-signed'
  | 'document.certified'
  | 'document.unsigned'
  | 'appearance.outside-field'
  | 'appearance.empty'
  | 'signature.base-changed'
  | 'signature.expired'
  | 'signature.time-needed'
  | 'signature.needs-whole-data'
  | 'signature.prepared-invalid'
  | 'signature.mismatch'
  | 'signature.gap-too-small'
  | 'signature.key-mismatch';

/**
 * What this library refuses, by a stable code; nothing else leaves its functions, but for the
 * Pkcs12RefusedError of `readPkcs12`.
 */
export class PdfSignatureError extends Error {
  override readonly name: string = 'PdfSignatureError';

  constructor(
    readonly code: PdfSignatureErrorCode,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(
      Object.keys(params).length === 0
        ? code
        : `${code} ${Object.entries(params)
            .map(([key, value]) => `${key}=${value}`)
            .join(' ')}`,
    );
  }
}

/** The bytes are not a PDF that may be read or extended safely. */
export class PdfRefusedError extends PdfSignatureError {
  override readonly name = 'PdfRefusedError';

  constructor(
    override readonly code: PdfRefusalCode,
    params: Readonly<Record<string, string | number>> = {},
  ) {
    super(code, params);
  }
}

/** A field does not exist, is locked, is filled already or cannot take the value. */
export class FieldRefusedError extends PdfSignatureError {
  override readonly name = 'FieldRefusedError';
}

/** The signature, the prepared revision or the certificate does not fit the document. */
export class SignatureRefusedError extends PdfSignatureError {
  override readonly name = 'SignatureRefusedError';
}

/** What the act gives, or something else where this library refuses; a defect is no refusal. */
export function unlessRefused<T, E>(act: () => T, otherwise: E): T | E {
  try {
    return act();
  } catch (error) {
    if (error instanceof PdfSignatureError) return otherwise;
    throw error;
  }
}

/** A refusal under the code of what was to be read, whatever in it could not be. */
export function refusedAs<T>(code: PdfSignatureErrorCode, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof PdfSignatureError) throw new PdfSignatureError(code, error.params);
    throw error;
  }
}

export function broken(detail: string, offset?: number): PdfRefusedError {
  return new PdfRefusedError('pdf.broken', offset === undefined ? { detail } : { detail, offset });
}
