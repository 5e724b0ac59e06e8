import { describe, expect, it } from '@jest/globals';
import { openPdf } from '../../pdf/document.js';
import { PdfDict, PdfStream } from '../../pdf/objects.js';
import { AttackBases } from '../../testing/attacks/bases.js';
import { opaqueParts } from './masks.js';

const SIDE = 40;
const document = openPdf(AttackBases.plain);
const POINTS = { width: 40, height: 40 };

/** A picture of this side with a mask of these samples. */
function masked(key: 'SMask' | 'Mask', samples: Buffer): PdfStream {
  const BitsPerComponent = key === 'SMask' ? 8 : 1;
  const mask = PdfDict.of({ Width: SIDE, Height: SIDE, BitsPerComponent });
  return new PdfStream(PdfDict.of({ [key]: new PdfStream(mask, samples) }), Buffer.alloc(0));
}

/** Bytes for points, painted where this holds. */
function soft(isPainted: (x: number, y: number) => boolean): Buffer {
  return Buffer.from(
    Array.from({ length: SIDE * SIDE }, (_, at) =>
      isPainted(at % SIDE, Math.floor(at / SIDE)) ? 255 : 0,
    ),
  );
}

function specksOf(side: number): readonly [number, PdfStream] {
  const samples = Buffer.from(
    Array.from({ length: side * side }, (_, at) =>
      (at + Math.floor(at / side)) % 2 === 0 ? 255 : 0,
    ),
  );
  const mask = PdfDict.of({ Width: side, Height: side, BitsPerComponent: 8 });
  const SMask = new PdfStream(mask, samples);
  return [side, new PdfStream(PdfDict.of({ SMask }), Buffer.alloc(0))];
}

describe('the mask of a picture', () => {
  it('says where the picture hides what lies below, from its top down', () => {
    const image = masked(
      'SMask',
      soft((x, y) => x < 10 && y < 5),
    );
    expect(opaqueParts(document, image, POINTS)).toEqual([
      [0, 0.875, 0.25, 1],
      [0, 0.875, 0.125, 1],
      [0.125, 0.875, 0.25, 1],
    ]);
  });

  it('shows what lies below a pen and below nothing', () => {
    const pen = masked(
      'SMask',
      soft((x, y) => Math.abs(x - y) < 2),
    );
    expect(opaqueParts(document, pen, POINTS)).toEqual([]);
    expect(
      opaqueParts(
        document,
        masked(
          'SMask',
          soft(() => false),
        ),
        POINTS,
      ),
    ).toEqual([]);
  });

  it('is counted by its own samples, whatever follows them, and by their bits', () => {
    const padded = Buffer.concat([soft(() => true), Buffer.alloc(100_000)]);
    expect(opaqueParts(document, masked('SMask', padded), POINTS)).toContainEqual([0, 0.875, 1, 1]);
    // A one is not painted (8.9.6.2).
    const bits = Buffer.alloc((SIDE / 8) * SIDE, 0xf0);
    expect(opaqueParts(document, masked('Mask', bits), { width: 10, height: 5 })).toEqual([]);
    const half = Buffer.alloc((SIDE / 8) * SIDE, 0x80);
    expect(opaqueParts(document, masked('Mask', half), { width: 5, height: 5 })).toContainEqual([
      0, 0, 1, 1,
    ]);
  });

  it('hides everything by more specks than could be looked at one by one', () => {
    const specks = soft((x, y) => (x + y) % 2 === 0);
    expect(
      opaqueParts(document, masked('SMask', specks), { width: 200, height: 200 }),
    ).toHaveLength(SIDE * SIDE);
    const [side, image] = specksOf(120);
    expect(opaqueParts(document, image, { width: 5 * side, height: 5 * side })).toEqual([
      [0, 0, 1, 1],
    ]);
  });

  it('tells nothing where it is too short or the picture too large to be looked at closely', () => {
    const whole = [[0, 0, 1, 1]];
    const short = masked('SMask', Buffer.alloc(SIDE));
    expect(opaqueParts(document, short, POINTS)).toEqual(whole);
    const clear = masked(
      'SMask',
      soft(() => false),
    );
    const page = { width: 900, height: 40 };
    expect(opaqueParts(document, clear, page)).toEqual([]);
    const fine = PdfDict.of({ Width: 900, Height: 1, BitsPerComponent: 8 });
    const SMask = new PdfStream(fine, Buffer.alloc(900));
    const large = new PdfStream(PdfDict.of({ SMask }), Buffer.alloc(0));
    expect(opaqueParts(document, large, page)).toEqual(whole);
  });
});
