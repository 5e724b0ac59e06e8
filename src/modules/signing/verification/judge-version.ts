import {
  expectationOf,
  type SignedExpectation,
  type VerificationReport,
} from '../../../../libs/pdf-signature/index.js';
import { SignedFileInvalidError } from '../signing.errors.js';
import { type Grounds, type HashedFile, type Judgement, judgeFile } from './judge-file.js';

/** A judged version, ready to be kept with the act that makes it true: plain data, for a thread. */
export type JudgedVersion = Omit<Judgement, 'report'> & {
  /** What it must show again when it comes back. */
  readonly expectation: SignedExpectation;
};

/**
 * @throws {SignedFileInvalidError} a signature in it is broken, or something else was stored: the
 *   act must not happen
 * @throws {NotAPdfError} it cannot even be read
 */
export function judgeVersion(version: HashedFile, grounds: Grounds): JudgedVersion {
  return toVersion(version, judgeFile(version, grounds));
}

/** The same of a file that has been judged already. */
export function toVersion(
  { pdf, sha256 }: HashedFile,
  { report, ...judgement }: Judgement,
): JudgedVersion {
  requireUnbroken(report);
  const own = judgement.view.sha256;
  if (own !== sha256) throw new SignedFileInvalidError('file-replaced');
  return { ...judgement, expectation: expectationOf(pdf, report, own) };
}

/** Each signature may be good, and one more have been taken away. */
function requireUnbroken({ verdict, signatures, reasons }: VerificationReport): void {
  if (verdict !== 'invalid') return;
  const broken = signatures.find((signature) => signature.verdict === 'invalid');
  throw new SignedFileInvalidError(broken?.reasons[0] ?? reasons[0] ?? 'unknown');
}
