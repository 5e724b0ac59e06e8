import { useEffect, useRef, type RefObject } from 'react';

/** Where a reader goes on once what he had the focus in has made way; nothing scrolls for it. */
export function useFocusOnAppearing<Part extends HTMLElement>(): RefObject<Part | null> {
  const part = useRef<Part>(null);
  useEffect(() => {
    part.current?.focus({ preventScroll: true });
  }, []);
  return part;
}
