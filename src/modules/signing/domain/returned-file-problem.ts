import type { ReturnedPdfProblem } from '../../../../libs/pdf-signature/index.js';

/** Why a file that came back signed as a whole is not taken. */
export type ReturnedFileProblem =
  | ReturnedPdfProblem
  /** The seal was to close the document, and what came back leaves it open. */
  | 'not-locked';
