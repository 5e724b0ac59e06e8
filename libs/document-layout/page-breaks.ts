import type { Content } from 'pdfmake';
import type { BodyBlock } from './body-block.js';
import type { ClosingBlock } from './closing-block.js';
import { firstPlace, lastPlace, placesOf, type LayoutNode } from './typeset.js';

/** A closing paragraph of more lines may leave the signature to the next page alone. */
const MOST_LINES_MOVED = 14;

type Rule = (page: number) => boolean;

/**
 * Where the page must be broken, asked by the typesetter for every node.
 *
 * A heading stays with what follows it, a line of a paragraph not alone; capacity, signature and
 * name stay on one page, and with them the last paragraph, for a signature alone on a page signs
 * nothing.
 */
export function pageBreakRule(
  body: BodyBlock,
  closing: ClosingBlock,
): (node: LayoutNode) => boolean {
  const rules = new Map<string, Rule>();
  const add = (node: Content, rule: Rule): void => {
    const id = `node-${rules.size}`;
    Object.assign(node, { id });
    rules.set(id, rule);
  };
  const namePage = (): number | undefined => lastPlace(closing.name)?.pageNumber;

  for (const [heading, next] of body.keepWithNext) {
    add(heading, (page) => page !== firstPlace(next)?.pageNumber || leavesLine(next));
  }
  for (const paragraph of body.paragraphs) {
    const isLast = paragraph === body.last;
    add(paragraph, () => leavesLine(paragraph) || (isLast && leavesSignature(paragraph)));
  }
  add(closing.content, (page) => page !== namePage());

  function leavesSignature(last: Content): boolean {
    return placesOf(last).length <= MOST_LINES_MOVED && lastPlace(last)?.pageNumber !== namePage();
  }

  return ({ id, pageNumbers }) => {
    const [page] = pageNumbers;
    return page !== undefined && (rules.get(id ?? '')?.(page) ?? false);
  };
}

/** One line at the foot of a page, or the last of two or three at the head of the next. */
function leavesLine(paragraph: Content): boolean {
  const pages = placesOf(paragraph).map((place) => place.pageNumber);
  if (pages.length < 2 || pages[0] === pages.at(-1)) return false;
  return pages[0] !== pages[1] || (pages.length <= 3 && pages.at(-2) !== pages.at(-1));
}
