const HEADER = Buffer.from('%PDF-');
/** ISO 32000-2, annex I, note 13: readers look for the header within the first 1024 bytes. */
export const MAGIC_WINDOW = 1024;

/** True when the beginning of a file is that of a PDF; the name says nothing. */
export function looksLikePdf(beginning: Uint8Array): boolean {
  return Buffer.from(beginning.buffer, beginning.byteOffset, beginning.byteLength)
    .subarray(0, MAGIC_WINDOW)
    .includes(HEADER);
}
