import { describe, expect, it } from '@jest/globals';
import type { FieldBox } from './field-box.js';
import { isImagePlace } from './image-place.js';

const FIELDS: readonly FieldBox[] = [
  { kind: 'signature', name: 'NguoiKy', page: 0, rect: [300, 400, 414, 457] },
];
const OF_SIGNER = { field: 'NguoiKy', isSeal: false };

describe('the place of an image', () => {
  it('is anywhere within the field that was laid out', () => {
    expect(isImagePlace(FIELDS, OF_SIGNER, [300, 400, 414, 457])).toBe(true);
    expect(isImagePlace(FIELDS, OF_SIGNER, [320.2, 410, 380, 440])).toBe(true);
  });

  it('is not outside of it, nor turned over, nor in a field that is not there', () => {
    expect(isImagePlace(FIELDS, OF_SIGNER, [290, 400, 404, 457])).toBe(false);
    expect(isImagePlace(FIELDS, OF_SIGNER, [300, 2000, 414, 2057])).toBe(false);
    expect(isImagePlace(FIELDS, OF_SIGNER, [414, 400, 300, 457])).toBe(false);
    expect(isImagePlace(FIELDS, { field: 'CoQuan', isSeal: false }, [300, 400, 310, 410])).toBe(
      false,
    );
    expect(isImagePlace(null, OF_SIGNER, [300, 400, 310, 410])).toBe(false);
  });

  it('is never another one for a seal, which is shown in its real size', () => {
    expect(isImagePlace(FIELDS, { field: 'NguoiKy', isSeal: true }, [300, 400, 410, 450])).toBe(
      false,
    );
  });
});
