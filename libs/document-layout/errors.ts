/** The document cannot be laid out as asked; the message says which part and why. */
export class DocumentLayoutError extends Error {
  override readonly name = 'DocumentLayoutError';

  constructor(
    readonly code: 'copy-block-too-long' | 'empty-part' | 'uneven-table' | 'unreadable-pdf',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
