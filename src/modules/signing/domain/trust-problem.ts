import { PdfSignatureError } from '../../../../libs/pdf-signature/index.js';
import type { ErrorParams } from '../../../platform/errors/domain-error.js';

/** Why a list or a file of roots is not in force, as it is kept; told by `trustProblemText`. */
export type TrustProblem = { readonly code: string; readonly params: ErrorParams };

/** What stands before the library: a file or an answer that is not there, a list of nobody. */
export class TrustRefusedError extends Error {
  constructor(
    readonly code: 'status' | 'unsigned' | 'file-missing',
    readonly params: ErrorParams = {},
  ) {
    super(code);
  }
}

/** @throws the error itself where it is a defect */
export function trustProblem(error: unknown): TrustProblem {
  if (error instanceof PdfSignatureError || error instanceof TrustRefusedError) {
    return { code: error.code, params: error.params };
  }
  throw error;
}
