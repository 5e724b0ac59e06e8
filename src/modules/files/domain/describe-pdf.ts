import { inspectPdf, PdfRefusedError } from '../../../../libs/pdf-signature/index.js';

export type PdfDescription =
  | { readonly pages: number; readonly signatures: number }
  | { readonly refusal: { readonly code: string; readonly params?: Record<string, unknown> } };

/** What a PDF is, or why it cannot pass through an office: locked or damaged. */
export function describePdf(bytes: Uint8Array): PdfDescription {
  try {
    const { pages, signatures } = inspectPdf(bytes);
    return { pages: pages.length, signatures };
  } catch (error) {
    if (!(error instanceof PdfRefusedError)) throw error;
    if (error.code === 'pdf.encrypted') return { refusal: { code: 'files.encrypted' } };
    if (error.code === 'pdf.not-a-pdf') return { refusal: { code: 'files.not-a-pdf' } };
    return { refusal: { code: 'files.broken', params: { reason: error.code } } };
  }
}
