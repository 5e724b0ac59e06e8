import { POINTS_PER_MM, type Rect } from '../form/rect.js';

/** The place of a signature block in the page: the column's middle, and the room between its lines. */
export type SignatureBlock = {
  readonly centreX: number;
  /** Bottom of the post's line (CHỦ TỊCH) and top of the line with the name, in points. */
  readonly titleBottom: number;
  readonly nameTop: number;
};

/**
 * Where the pictures of NĐ 30/2020, Phụ lục I, mục II.8 stand: the person's between title and name,
 * and the seal in its true size, covering about a third of the person's picture on its left.
 *
 * @returns boxes in points, from the same corner as those of the block
 */
export function visibleBoxes(
  block: SignatureBlock,
  person: { readonly widthMm: number; readonly heightMm: number },
  seal: { readonly diameterMm: number },
): { readonly person: Rect; readonly seal: Rect } {
  const width = person.widthMm * POINTS_PER_MM;
  const height = person.heightMm * POINTS_PER_MM;
  const middle = (block.titleBottom + block.nameTop) / 2;
  const left = block.centreX - width / 2;
  const side = seal.diameterMm * POINTS_PER_MM;
  const right = left + width / 3;
  return {
    person: [left, middle - height / 2, left + width, middle + height / 2],
    seal: [right - side, middle - side / 2, right, middle + side / 2],
  };
}
