import { describe, expect, it } from '@jest/globals';
import { openPdf } from '../../pdf/document.js';
import { PdfDict, PdfStream } from '../../pdf/objects.js';
import { AttackBases } from '../../testing/attacks/bases.js';
import { readInk } from './ink.js';
import { isWithin } from './matrix.js';

const document = openPdf(AttackBases.plain);
const drawn = (content: string) =>
  readInk(document, [new PdfStream(new PdfDict(), Buffer.from(content))], undefined);

describe('what a stream hides', () => {
  it('is what its fills cover, and everything once they are too many to be remembered', () => {
    const specks = '0 0 1 1 re f '.repeat(10_000);
    expect(drawn(specks).covers).toHaveLength(10_000);
    const last = drawn(`${specks} 90 90 100 20 re f`).covers.at(-1) ?? [0, 0, 0, 0];
    expect(isWithin([-1e5, -1e5, 1e5, 1e5], last)).toBe(true);
  });
});
