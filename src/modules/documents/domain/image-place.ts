import type { FieldBox } from './field-box.js';

type Rect = FieldBox['rect'];

/** Half a point: what is lost when a place is drawn on a screen and sent back. */
const TOLERANCE = 0.5;

/**
 * Whether a signer may have the image here: within the field that was laid out before the first
 * signature. A seal stays as it is, for it is shown in its real size (NĐ 30/2020, annex I, II.8).
 */
export function isImagePlace(
  fields: readonly FieldBox[] | null,
  { field, isSeal }: { readonly field: string; readonly isSeal: boolean },
  [x0, y0, x1, y1]: Rect,
): boolean {
  const room = fields?.find(({ name }) => name === field)?.rect;
  if (room === undefined || isSeal) return false;
  const [left, bottom, right, top] = room;
  return (
    x1 > x0 &&
    y1 > y0 &&
    x0 >= left - TOLERANCE &&
    y0 >= bottom - TOLERANCE &&
    x1 <= right + TOLERANCE &&
    y1 <= top + TOLERANCE
  );
}
