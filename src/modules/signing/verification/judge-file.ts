import {
  PdfSignatureError,
  type TrustAnchor,
  type ValidationMaterial,
  type VerificationReport,
  verifyPdf,
} from '../../../../libs/pdf-signature/index.js';
import { toVerificationView, type VerificationView } from '../domain/verification-view.js';
import { NotAPdfError } from '../signing.errors.js';

export type HashedFile = { readonly sha256: string; readonly pdf: Uint8Array };

/** What files are judged by: plain data, so that a thread can be told. */
export type Grounds = {
  readonly at: Date;
  readonly trustAnchors: readonly TrustAnchor[];
  /** By the hash of the file for which it was gathered. */
  readonly evidence: ReadonlyMap<string, ValidationMaterial>;
};

/** A judgement that nobody has stored. */
export type Judgement = {
  readonly view: VerificationView;
  readonly report: VerificationReport;
};

/** @throws {NotAPdfError} no PDF, encrypted, or broken: with which of these */
export function judgeFile(
  { sha256, pdf }: HashedFile,
  { at, trustAnchors, evidence }: Grounds,
): Judgement {
  const material = evidence.get(sha256);
  try {
    const report = verifyPdf(pdf, {
      ...{ trustAnchors, at },
      ...(material && { evidence: material }),
    });
    const source = material === undefined ? 'file' : 'gathered';
    return { report, view: toVerificationView(sha256, report, { at, evidence: source }) };
  } catch (error) {
    if (error instanceof PdfSignatureError) throw new NotAPdfError(error.code);
    throw error;
  }
}
