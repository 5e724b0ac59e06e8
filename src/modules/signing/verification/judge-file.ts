import { webcrypto } from 'node:crypto';
import {
  PdfSignatureError,
  type TrustAnchor,
  type ValidationMaterial,
  type VerificationReport,
  verifyPdf,
} from '../../../../libs/pdf-signature/index.js';
import { storable } from '../../../platform/database/storable-text.js';
import { toVerificationView, type VerificationView } from '../domain/verification-view.js';
import { endOfVerification, type VerificationEnd } from '../domain/verification-end.js';
import { NotAPdfError } from '../signing.errors.js';
import { hashFile } from './file-hashes.js';

export type HashedFile = { readonly sha256: string; readonly pdf: Uint8Array };

/** Hashed beside the event loop: a large file holds nobody up. */
export async function hashed(pdf: Uint8Array): Promise<HashedFile> {
  const hash = await webcrypto.subtle.digest('SHA-256', pdf);
  return { sha256: Buffer.from(hash).toString('hex'), pdf };
}

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
  /** When it stops verifying, as far as is known at this moment. */
  readonly end: VerificationEnd | null;
  /** See `FileHashes`. */
  readonly endings: readonly string[];
};

/** @throws {NotAPdfError} no PDF, encrypted, or broken: with which of these */
export function judgeFile(
  { sha256, pdf }: HashedFile,
  { at, trustAnchors, evidence }: Grounds,
): Judgement {
  const material = evidence.get(sha256);
  const { sha256: own, endings } = hashFile(pdf);
  try {
    const found = verifyPdf(pdf, {
      ...{ trustAnchors, at },
      ...(material && { evidence: material }),
    });
    // A name that cannot be kept would leave the file without a report.
    const report = storable(found);
    const source = material === undefined ? 'file' : 'gathered';
    const view = toVerificationView(own, report, { at, evidence: source });
    return { view, report, end: endOfVerification(report), endings };
  } catch (error) {
    if (error instanceof PdfSignatureError) throw new NotAPdfError(error.code);
    throw error;
  }
}
