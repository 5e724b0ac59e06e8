/** x0, y0, x1, y1 in PDF points, from the bottom left corner of the page's media box. */
export type Rect = readonly [x0: number, y0: number, x1: number, y1: number];

export const POINTS_PER_MM = 72 / 25.4;
