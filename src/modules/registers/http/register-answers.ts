import { StreamableFile } from '@nestjs/common';

export function pdfAnswer(bytes: Uint8Array, name: string): StreamableFile {
  return new StreamableFile(bytes, {
    type: 'application/pdf',
    disposition: `inline; filename="${name}"`,
  });
}

export function csvAnswer(text: string, name: string): StreamableFile {
  return new StreamableFile(Buffer.from(text), {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${name}"`,
  });
}
