import type { Page } from './form.js';
import type { Rect } from './rect.js';

/** A page's size and what of it readers see. */
export type PageShape = {
  /** Of the media box, in points, before the page is turned. */
  readonly width: number;
  readonly height: number;
  /** Degrees by which readers turn the page clockwise. */
  readonly rotate: 0 | 90 | 180 | 270;
  /** The crop box, measured as every `Rect` is: from the media box's bottom left corner. */
  readonly visible: Rect;
};

/** A box as people see it: points from the top left corner of the page on their screen. */
export type SeenBox = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

export function pageShape({ mediaBox, cropBox, rotate }: Omit<Page, 'ref' | 'dict'>): PageShape {
  const [left, bottom, right, top] = mediaBox;
  const [x0, y0, x1, y1] = cropBox;
  return {
    width: right - left,
    height: top - bottom,
    rotate,
    visible: [x0 - left, y0 - bottom, x1 - left, y1 - bottom],
  };
}

/** Size of the page on the screen, turned and cropped. */
export function seenSize({ rotate, visible }: Pick<PageShape, 'rotate' | 'visible'>): {
  readonly width: number;
  readonly height: number;
} {
  const width = visible[2] - visible[0];
  const height = visible[3] - visible[1];
  return rotate === 90 || rotate === 270 ? { width: height, height: width } : { width, height };
}

/**
 * Where a field must lie on a page, turned and cropped as it may be, to be seen at a place.
 *
 * @param page of `inspectPdf(pdf).pages`
 */
export function rectOnPage(page: Pick<PageShape, 'rotate' | 'visible'>, box: SeenBox): Rect {
  const [x0, y0, x1, y1] = page.visible;
  const right = box.left + box.width;
  const bottom = box.top + box.height;
  switch (page.rotate) {
    case 0:
      return [x0 + box.left, y1 - bottom, x0 + right, y1 - box.top];
    case 90:
      return [x0 + box.top, y0 + box.left, x0 + bottom, y0 + right];
    case 180:
      return [x1 - right, y0 + box.top, x1 - box.left, y0 + bottom];
    case 270:
      return [x1 - bottom, y1 - right, x1 - box.top, y1 - box.left];
  }
}

/** The inverse of `rectOnPage`: where people see a field's box. */
export function seenOnPage(page: Pick<PageShape, 'rotate' | 'visible'>, rect: Rect): SeenBox {
  const [x0, y0, x1, y1] = page.visible;
  const [a, b, c, d] = rect;
  const width = c - a;
  const height = d - b;
  switch (page.rotate) {
    case 0:
      return { left: a - x0, top: y1 - d, width, height };
    case 90:
      return { left: b - y0, top: a - x0, width: height, height: width };
    case 180:
      return { left: x1 - c, top: b - y0, width, height };
    case 270:
      return { left: y1 - d, top: x1 - c, width: height, height: width };
  }
}
