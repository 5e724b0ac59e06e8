import { describe, expect, it } from '@jest/globals';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { fillFields, layoutFields } from '../index.js';
import { Budget } from './budget.js';
import { open, openPdf, openPdfPrefix } from './document.js';
import { PdfDict, PdfRef, PdfStream } from './objects.js';
import { SharedReads } from './shared-reads.js';

const TEXT = { kind: 'text', name: 'SoVanBan', page: 0, rect: [110, 740, 150, 758] } as const;

async function threeRevisions(): Promise<readonly Uint8Array[]> {
  const first = await samplePdf({ objectStreams: false });
  const second = layoutFields(first, [{ ...TEXT, text: { fontSize: 13 } }]);
  return [first, second, fillFields(second, { SoVanBan: '42' })];
}

describe('what the states of one file share', () => {
  it('shows each state as if it were opened alone', async () => {
    const revisions = await threeRevisions();
    const last = openPdf(revisions.at(-1) ?? new Uint8Array());
    for (const revision of revisions) {
      const [alone, shared] = [openPdf(revision), openPdfPrefix(last, revision.length)];
      for (let num = 1; num < alone.nextObjectNumber; num += 1) {
        const ref = new PdfRef(num, 0);
        expect(shared.object(ref)).toEqual(alone.object(ref));
      }
      expect(shared.nextUnseenNumber).toBe(alone.nextUnseenNumber);
    }
  });

  it('never takes what was read from other bytes', async () => {
    const pdf = Buffer.from((await threeRevisions()).at(-1) ?? []);
    const other = Buffer.from(pdf);
    const at = other.indexOf('/MediaBox [');
    other.write('/mEDIAbOX [', at, 'latin1');
    const read = openPdf(pdf);
    for (let num = 1; num < read.nextObjectNumber; num += 1) read.object(new PdfRef(num, 0));
    const misled = open(other, {}, Budget.forFile(other.length), read.shared);
    const alone = openPdf(other);
    expect(read.shared.covers(other)).toBe(false);
    for (let num = 1; num < alone.nextObjectNumber; num += 1) {
      const ref = new PdfRef(num, 0);
      expect(misled.object(ref)).toEqual(alone.object(ref));
    }
  });

  it('does not show an object to a state that ends within it or right behind it', () => {
    const shared = new SharedReads(Buffer.alloc(100));
    const placed = { num: 1, gen: 0, object: new PdfDict(), end: 50, highestReference: 0 };
    shared.keepObject(10, placed, 100);
    expect(shared.object(10, 51)).toBe(placed);
    expect(shared.object(10, 50)).toBeUndefined();
    expect(shared.object(11, 100)).toBeUndefined();
  });

  it('does not keep a stream whose length another object says, nor more than its share', () => {
    const shared = new SharedReads(Buffer.alloc(100));
    const dict = PdfDict.of({ Length: new PdfRef(2, 0) });
    const object = new PdfStream(dict, Buffer.alloc(3));
    shared.keepObject(10, { num: 1, gen: 0, object, end: 50, highestReference: 2 }, 100);
    expect(shared.object(10, 100)).toBeUndefined();
    const large = { num: 3, gen: 0, object: new PdfDict(), end: 80, highestReference: 0 };
    shared.keepObject(60, large, 64 * 1024 * 1024);
    expect(shared.object(60, 100)).toBeUndefined();
  });

  it('still refuses a reference that leads to an object of another number', async () => {
    const [first = new Uint8Array()] = await threeRevisions();
    const document = openPdf(first);
    const entry = document.entry(2);
    document.object(new PdfRef(1, 0));
    const table = Buffer.from(first);
    const own = document.entry(1);
    if (own?.kind !== 'plain' || entry?.kind !== 'plain') throw new Error('a classic table');
    const row = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n`;
    table.write(row(own.offset), table.indexOf(row(entry.offset)), 'latin1');
    const forged = openPdf(table);
    forged.object(new PdfRef(1, 0));
    expect(() => forged.object(new PdfRef(2, 0))).toThrow('pdf.broken');
  });
});
