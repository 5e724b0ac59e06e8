import { inspectPdf, PdfRefusedError } from '../../../../libs/pdf-signature/index.js';

export type PdfDescription =
  | { readonly pages: number; readonly signatures: number }
  | { readonly refusal: { readonly code: string; readonly params?: Record<string, unknown> } };

const ENCRYPTED: ReadonlySet<string> = new Set([
  'pdf.password-required',
  'pdf.password-wrong',
  'pdf.encryption-unsupported',
]);

/** What a PDF is, or why it cannot pass through an office: locked or damaged. */
export function describePdf(bytes: Uint8Array): PdfDescription {
  try {
    const { encrypted, pages, signatures } = inspectPdf(bytes);
    // Readable by anybody with the right program, but not by all that the office uses.
    if (encrypted) return { refusal: { code: 'files.encrypted' } };
    return { pages: pages.length, signatures };
  } catch (error) {
    if (!(error instanceof PdfRefusedError)) throw error;
    if (ENCRYPTED.has(error.code)) return { refusal: { code: 'files.encrypted' } };
    if (error.code === 'pdf.not-a-pdf') return { refusal: { code: 'files.not-a-pdf' } };
    return { refusal: { code: 'files.broken', params: { reason: error.code } } };
  }
}
