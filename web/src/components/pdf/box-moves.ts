import type { Rect } from '../../api/outgoing';

const MIN_SIDE = 12;

/** A box carried by so much (down counts up), as far as its room lets it. */
export function moved([x0, y0, x1, y1]: Rect, dx: number, dy: number, room: Rect): Rect {
  const [left, bottom, right, top] = room;
  const x = clamp(x0 + dx, left, right - (x1 - x0));
  const y = clamp(y0 - dy, bottom, top - (y1 - y0));
  return [x, y, x + (x1 - x0), y + (y1 - y0)];
}

/** A box whose lower right corner is pulled, as far as its room lets it. */
export function resized([x0, y0, x1, y1]: Rect, dx: number, dy: number, room: Rect): Rect {
  const [, bottom, right] = room;
  return [x0, clamp(y0 - dy, bottom, y1 - MIN_SIDE), clamp(x1 + dx, x0 + MIN_SIDE, right), y1];
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
