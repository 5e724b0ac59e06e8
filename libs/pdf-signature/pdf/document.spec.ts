import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import { openPdf } from './document.js';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { inspectPdf, layoutFields, PdfRefusedError } from '../index.js';
import { PdfDict, PdfRef } from './objects.js';

const CATALOG = '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n';
const PAGES =
  '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 300 200] >>\nendobj\n';
const PAGE = '3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n';

type Place = { readonly num: number; readonly offset: number };

function places(pdf: string): Place[] {
  return [...pdf.matchAll(/^(\d+) 0 obj/gm)].map((match) => ({
    num: Number(match[1]),
    offset: match.index,
  }));
}

/** A classic file of the given objects; `extra` goes into the trailer. */
function classicPdf(objects: string, extra = ''): string {
  const body = `%PDF-1.7\n${objects}`;
  const entries = places(body)
    .map(({ num, offset }) => `${num} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
    .join('');
  return `${body}xref\n0 1\n0000000000 65535 f \n${entries}trailer\n<< /Root 1 0 R /Size 9 ${extra} >>\nstartxref\n${body.length}\n%%EOF\n`;
}

function code(pdf: string | Uint8Array): string {
  try {
    inspectPdf(typeof pdf === 'string' ? Buffer.from(pdf, 'latin1') : pdf);
    return 'accepted';
  } catch (error) {
    if (error instanceof PdfRefusedError) return error.code;
    throw error;
  }
}

describe('a reader that never guesses', () => {
  it('accepts a small classic file', () => {
    expect(code(classicPdf(CATALOG + PAGES + PAGE))).toBe('accepted');
  });

  it('refuses what is no PDF', () => {
    expect(code('hello')).toBe('pdf.not-a-pdf');
    expect(code(`%PDF-9.9${classicPdf(CATALOG + PAGES + PAGE).slice(8)}`)).toBe('pdf.not-a-pdf');
  });

  it('refuses an encrypted file whose password it does not know', async () => {
    const document = await PDFDocument.create();
    document.addPage();
    document.encrypt({ userPassword: '1', ownerPassword: '2' });
    expect(code(await document.save())).toBe('pdf.password-required');
  });

  it('refuses loops: cross-references, page tree, references', () => {
    const once = classicPdf(CATALOG + PAGES + PAGE);
    const start = once.lastIndexOf('xref\n0 1');
    expect(code(classicPdf(CATALOG + PAGES + PAGE, `/Prev ${String(start)}`))).toBe('pdf.broken');
    const pages = PAGES.replace('3 0 R', '2 0 R');
    expect(code(classicPdf(CATALOG + pages + PAGE))).toBe('pdf.broken');
    const self = '2 0 obj\n2 0 R\nendobj\n';
    expect(code(classicPdf(CATALOG + self))).toBe('pdf.broken');
  });

  it('refuses an object that is not where the table says', () => {
    const pdf = classicPdf(CATALOG + PAGES + PAGE);
    expect(code(pdf.replace('2 0 obj', '7 0 obj'))).toBe('pdf.broken');
  });

  it('refuses nesting and unpacking without end', () => {
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
    expect(code(classicPdf(`1 0 obj\n<< /Pages ${deep} >>\nendobj\n`))).toBe('pdf.too-complex');
    const bomb = deflateSync(Buffer.alloc(130 * 1024 * 1024), { level: 9 });
    const head = `%PDF-1.7\n1 0 obj\n<< /Type /XRef /W [1 4 2] /Size 9 /Root 1 0 R /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n`;
    const pdf = Buffer.concat([
      Buffer.from(head),
      bomb,
      Buffer.from('\nendstream\nendobj\nstartxref\n9\n%%EOF\n'),
    ]);
    expect(code(pdf)).toBe('pdf.too-complex');
  });

  it('refuses a hybrid file whose two cross-references show different objects', () => {
    const body = `%PDF-1.7\n${CATALOG}${PAGES}${PAGE}`;
    const at = (num: number): number =>
      places(body).find((place) => place.num === num)?.offset ?? 0;
    const stream = (second: number): string => {
      const rows = [at(1), second, at(3)].map((offset) => [1, offset >> 8, offset & 255, 0]);
      const data = Buffer.from(rows.flat()).toString('latin1');
      return `8 0 obj\n<< /Type /XRef /W [1 2 1] /Index [1 3] /Size 9 /Root 1 0 R /Length ${data.length} >>\nstream\n${data}\nendstream\nendobj\n`;
    };
    const hybrid = (second: number): string => {
      const hidden = body.length;
      const objects = CATALOG + PAGES + PAGE + stream(second);
      return classicPdf(objects, `/XRefStm ${hidden}`);
    };
    expect(code(hybrid(at(2)))).toBe('accepted');
    expect(code(hybrid(at(3)))).toBe('pdf.broken');
  });

  it('reads a file with something before its header, but does not extend it', () => {
    const pdf = classicPdf(CATALOG + PAGES + PAGE);
    expect(code(`junk\n${pdf}`)).toBe('accepted');
    expect(() => layoutFields(Buffer.from(`junk\n${pdf}`), [])).toThrow('pdf.leading-data');
  });

  it('extends a file with something behind its end only while nobody has signed it', () => {
    const pdf = classicPdf(CATALOG + PAGES + PAGE);
    const longer = layoutFields(Buffer.from(`${pdf}junk\n`), []);
    expect(inspectPdf(longer).pages).toHaveLength(1);
    const signed = `${pdf}4 0 obj << /ByteRange [0 1 2 3] >> endobj`;
    expect(() => layoutFields(Buffer.from(signed), [])).toThrow('pdf.trailing-data');
  });

  it('reads objects packed in streams, with predictors', async () => {
    const document = openPdf(await samplePdf({ objectStreams: true }));
    expect(document.newest.kind).toBe('stream');
    expect(document.catalog.name('Type')).toBe('Catalog');
  });

  it('takes a reference of another generation for null', () => {
    const document = openPdf(Buffer.from(classicPdf(CATALOG + PAGES + PAGE)));
    expect(document.resolve(new PdfRef(1, 0))).toBeInstanceOf(PdfDict);
    expect(document.resolve(new PdfRef(1, 4))).toBeNull();
  });
});
