import type { Content } from 'pdfmake';
import { MARGIN, mm } from './page.js';

/** A page's number, centred over the text in the top margin (NĐ 30, annex I, I.7). */
export function pageNumberMark(number: number): Content {
  return {
    text: String(number),
    fontSize: 13,
    alignment: 'center',
    margin: [MARGIN.left, mm(10), MARGIN.right, 0],
  };
}

export function footnote(mark: string | undefined): Content {
  return {
    text: mark ?? '',
    fontSize: 8,
    color: '#666666',
    alignment: 'right',
    margin: [MARGIN.left, mm(9), MARGIN.right, 0],
  };
}
