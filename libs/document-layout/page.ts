/** Millimetres as PDF points. */
export function mm(millimetres: number): number {
  return (millimetres * 72) / 25.4;
}

export const A4 = { width: 595.28, height: 841.89 } as const;

/** NĐ 30/2020, annex I, I.3; the Party's guide fixes the same four figures. */
export const MARGIN = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15) } as const;

export const TEXT_WIDTH = A4.width - MARGIN.left - MARGIN.right;

export const LANDSCAPE_TEXT_WIDTH = A4.height - MARGIN.left - MARGIN.right;

export const FIRST_LINE_INDENT = mm(10);
