import { describe, expect, it } from '@jest/globals';
import { looksLikePdf } from './pdf-magic.js';

describe('the beginning of a file', () => {
  it('is a PDF when the header stands within the first kilobyte', () => {
    expect(looksLikePdf(Buffer.from('%PDF-1.7\n'))).toBe(true);
    expect(looksLikePdf(Buffer.from(`${'\n'.repeat(1000)}%PDF-1.4`))).toBe(true);
  });

  it('is none when it only says so in its name', () => {
    expect(looksLikePdf(Buffer.from('PK\u0003\u0004word/document.xml'))).toBe(false);
    expect(looksLikePdf(Buffer.from(`${'\n'.repeat(1024)}%PDF-1.4`))).toBe(false);
    expect(looksLikePdf(Buffer.alloc(0))).toBe(false);
  });
});
