import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { issuePlan, signWith } from '../fixtures/issue-plan.js';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { throwawayPki, type ThrowawayPki } from '../fixtures/throwaway-pki.js';
import { layoutFields, PdfSignatureError, verifyPdf } from '../index.js';

let pki: ThrowawayPki;
let sealed: Buffer;
let small: Buffer;
/** Where the revisions of the sealed file end that somebody has signed. */
let ends: readonly number[];

beforeAll(async () => {
  pki = await throwawayPki();
  const plan = await issuePlan(pki, await samplePdf({ objectStreams: false }));
  sealed = Buffer.from(plan.sealed);
  ends = [plan.signed.length, plan.numbered.length];
  const laidOut = layoutFields(await samplePdf({ objectStreams: true }), [
    { kind: 'signature', name: 'NguoiKy', page: 0, rect: [100, 100, 200, 150] },
  ]);
  small = Buffer.from(await signWith(pki, laidOut, pki.seal, { field: 'NguoiKy', certify: 2 }));
}, 60_000);

/** Whether it is of the last signature's hexadecimal value and padding: the only bytes nobody signs. */
function isUnsigned(pdf: Buffer, at: number): boolean {
  const start = pdf.lastIndexOf('/Contents <') + 11;
  return at >= start && at < pdf.indexOf('>', start);
}

/** The verdict, or `refused` when the file is turned down with a code. */
function outcome(pdf: Uint8Array): string {
  try {
    return verifyPdf(pdf, { trustAnchors: [pki.root], at: new Date('2026-06-01T00:00:00Z') })
      .verdict;
  } catch (error) {
    if (error instanceof PdfSignatureError) return 'refused';
    throw error;
  }
}

describe('a signed file that was tampered with', () => {
  it('is valid as long as nobody touches it', () => {
    expect(outcome(small)).toBe('valid');
    expect(outcome(sealed)).toBe('valid');
  });

  it('is never valid with one byte changed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(small, sealed),
        fc.nat(sealed.length - 1),
        fc.integer({ min: 1, max: 255 }),
        (signed, place, mask) => {
          const at = place % signed.length;
          fc.pre(!isUnsigned(signed, at));
          const forged = Buffer.from(signed);
          forged[at] = (forged[at] ?? 0) ^ mask;
          expect(outcome(forged)).not.toBe('valid');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is valid when cut short only where a revision ends that somebody signed', () => {
    const isEnd = (length: number): boolean =>
      ends.some((end) => end === length || (end === length + 1 && sealed[length] === 10));
    const anywhere = fc.nat(sealed.length - 2);
    const nearEnd = fc.constantFrom(...ends.flatMap((end) => [-2, -1, 0, 1].map((by) => end + by)));
    fc.assert(
      fc.property(fc.oneof(anywhere, nearEnd), (length) => {
        if (outcome(sealed.subarray(0, length)) === 'valid') expect(isEnd(length)).toBe(true);
        else expect(ends).not.toContain(length);
      }),
      { numRuns: 200 },
    );
  });

  it('is never valid with bytes appended', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (tail) => {
        fc.pre(tail.some((byte) => ![0, 9, 10, 12, 13, 32].includes(byte)));
        expect(outcome(Buffer.concat([small, tail]))).not.toBe('valid');
      }),
      { numRuns: 150 },
    );
  });

  it('is never valid with a piece taken out or put in', () => {
    fc.assert(
      fc.property(
        fc.nat(small.length - 40),
        fc.nat(30),
        fc.uint8Array({ maxLength: 30 }),
        (at, remove, insert) => {
          fc.pre(remove !== insert.length);
          const forged = Buffer.concat([
            small.subarray(0, at),
            insert,
            small.subarray(at + remove),
          ]);
          expect(outcome(forged)).not.toBe('valid');
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('bytes that are no PDF', () => {
  it('are refused with a code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, hasHeader) => {
        const pdf = hasHeader ? Buffer.concat([Buffer.from('%PDF-1.7\n'), bytes]) : bytes;
        expect(outcome(pdf)).toBe('refused');
      }),
      { numRuns: 200 },
    );
  });

  it('made of pieces of PDF syntax never crash the reader', () => {
    const pieces = fc.constantFrom(
      ...['1 0 obj', 'endobj', '<<', '>>', '/Type /Catalog', '/Pages 1 0 R', '[', ']', '(', ')'],
      ...['stream\n', 'endstream', 'xref\n0 2\n', '0000000000 65535 f \n', '0000000009 00000 n \n'],
      ...['trailer << /Root 1 0 R /Size 2 >>', '/Prev 9', 'startxref\n9\n%%EOF', '<00', '>', '\n'],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const pdf = Buffer.from(`%PDF-1.7\n${parts.join(' ')}\nstartxref\n9\n%%EOF\n`);
        expect(outcome(pdf)).not.toBe('valid');
      }),
      { numRuns: 300 },
    );
  });
});
