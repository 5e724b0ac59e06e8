import { useEffect, useRef } from 'react';

export type DeskKeys = {
  readonly onMove: (step: 1 | -1) => void;
  readonly onSelect: () => void;
  readonly onSign: () => void;
  readonly onLater: () => void;
};

/** Hands stay on the keyboard; never while an input method composes, nor in a field or a dialog. */
export function useDeskKeys(keys: DeskKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      // The list of the queue moves by its own arrows: one press is one row.
      if (
        event.defaultPrevented ||
        event.isComposing ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey
      )
        return;
      if (isTyping(event.target)) return;
      const act = actOf(event.key, latest.current);
      if (act === undefined) return;
      event.preventDefault();
      act();
    }
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  }, []);
}

function actOf(key: string, keys: DeskKeys): (() => void) | undefined {
  switch (key) {
    case 'ArrowDown':
      return () => {
        keys.onMove(1);
      };
    case 'ArrowUp':
      return () => {
        keys.onMove(-1);
      };
    case 'x':
    case 'X':
      return keys.onSelect;
    case 'k':
    case 'K':
      return keys.onSign;
    case 's':
    case 'S':
      return keys.onLater;
    default:
      return undefined;
  }
}

function isTyping(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"]') !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  // The page itself scrolls and moves its boxes by arrows.
  if (target.closest('.desk-page') !== null) return true;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
    ? !(target instanceof HTMLInputElement && target.type === 'checkbox')
    : false;
}
