import { PNG } from 'pngjs';
import { describe, expect, it, jest } from '@jest/globals';
import { demoSealPng, demoSignaturePng } from './index.js';

// Reading and setting take seconds where many processes share the machine.
jest.setTimeout(60_000);

async function pixels(image: Promise<Uint8Array>): Promise<PNG> {
  return PNG.sync.read(Buffer.from(await image));
}

function inked(png: PNG): number[] {
  return Array.from({ length: png.width * png.height }, (_, index) => index * 4).filter(
    (offset) => (png.data[offset + 3] ?? 0) > 128,
  );
}

describe('demoSealPng', () => {
  it('is red on a transparent ground, as large as the seal at 300 dpi', async () => {
    const png = await pixels(demoSealPng({ diameterMm: 36 }));
    expect([png.width, png.height]).toEqual([425, 425]);
    expect(png.data[3]).toBe(0);
    const [first = 0] = inked(png);
    expect([...png.data.subarray(first, first + 3)]).toEqual([206, 17, 38]);
  });

  it('is drawn once for a size', () => {
    expect(demoSealPng({ diameterMm: 36 })).toBe(demoSealPng({ diameterMm: 36 }));
  });
});

describe('demoSignaturePng', () => {
  it('writes the same stroke for the same name, another for another, in blue', async () => {
    const one = await demoSignaturePng('Nguyễn Văn An');
    const same = await demoSignaturePng('Nguyễn Văn An'.normalize('NFD'));
    const other = await demoSignaturePng('Đinh Thị Lệ Hằng');
    expect(Buffer.from(one).equals(Buffer.from(same))).toBe(true);
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);

    const png = await pixels(demoSignaturePng('Nguyễn Văn An'));
    expect(png.width / png.height).toBeCloseTo(2, 2);
    expect(inked(png).length).toBeGreaterThan(2000);
  });
});
