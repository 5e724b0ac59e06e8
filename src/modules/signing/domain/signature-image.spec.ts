import { describe, expect, it } from '@jest/globals';
import { PNG } from 'pngjs';
import { fittedImage } from './signature-image.js';

const wide = new Uint8Array(PNG.sync.write(new PNG({ width: 80, height: 20 })));

describe('an image in a box that its signer drew', () => {
  it('keeps its proportions in the middle of the box', () => {
    expect(fittedImage(wide, [100, 100, 180, 160])).toEqual([100, 120, 180, 140]);
    expect(fittedImage(wide, [0, 0, 200, 10])).toEqual([80, 0, 120, 10]);
  });
});
