import { useEffect, useRef, type RefObject } from 'react';

/**
 * Whoever asked for more goes on with the first row that came: the button may be gone by then.
 *
 * @param rowAt the row of the list with this index that takes the focus
 */
export function useMore<List extends HTMLElement>(
  rows: number,
  fetchMore: () => void,
  rowAt: (list: List, index: number) => HTMLElement | null | undefined,
): { readonly list: RefObject<List | null>; readonly more: () => void } {
  const list = useRef<List>(null);
  const awaited = useRef<number | null>(null);
  useEffect(() => {
    const index = awaited.current;
    if (index === null || rows <= index) return;
    awaited.current = null;
    const focused = document.activeElement;
    const hasGoneOn = focused !== document.body && focused?.closest('[data-more]') === null;
    if (list.current && !hasGoneOn) rowAt(list.current, index)?.focus();
  });
  return {
    list,
    more: () => {
      awaited.current = rows;
      fetchMore();
    },
  };
}
