import { StreamableFile } from '@nestjs/common';
import type { FileContent } from '../queries/read-file.query.js';

/** Streamed, shown in the page rather than saved; the name keeps its Vietnamese letters. */
export function pdfAnswer({ stream, name }: FileContent): StreamableFile {
  return new StreamableFile(stream, {
    type: 'application/pdf',
    disposition: `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
}
