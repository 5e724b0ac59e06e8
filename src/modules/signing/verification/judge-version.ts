import {
  expectationOf,
  type SignedExpectation,
  type VerificationReport,
} from '../../../../libs/pdf-signature/index.js';
import type { VerificationView } from '../domain/verification-view.js';
import { SignedFileInvalidError } from '../signing.errors.js';
import { hashFile } from './file-hashes.js';
import { type Grounds, type HashedFile, judgeFile } from './judge-file.js';

/** A judged version, ready to be kept with the act that makes it true: plain data, for a thread. */
export type JudgedVersion = {
  readonly view: VerificationView;
  /** What it must show again when it comes back. */
  readonly expectation: SignedExpectation;
  readonly endings: readonly string[];
};

/**
 * @throws {SignedFileInvalidError} a signature in it is broken, or something else was stored: the
 *   act must not happen
 * @throws {NotAPdfError} it cannot even be read
 */
export function judgeVersion(version: HashedFile, grounds: Grounds): JudgedVersion {
  const { view, report } = judgeFile(version, grounds);
  requireUnbroken(report);
  const { pdf, sha256 } = version;
  const { sha256: own, endings } = hashFile(pdf);
  if (own !== sha256) throw new SignedFileInvalidError('file-replaced');
  return { view, expectation: expectationOf(pdf, report, own), endings };
}

function requireUnbroken({ signatures, reasons }: VerificationReport): void {
  const broken = signatures.find(({ verdict }) => verdict === 'invalid');
  if (broken) throw new SignedFileInvalidError(broken.reasons[0] ?? reasons[0] ?? 'unknown');
}
