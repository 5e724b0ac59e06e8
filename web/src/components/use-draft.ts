import { useCallback, useEffect, useRef, useState } from 'react';

const PREFIX = 'trien.draft.';

/**
 * State of a form that outlives a closed dialog, a changed page and an ended session: kept per form
 * in the session storage until `clear`. `restored` says that something typed earlier came back.
 */
export function useDraft<T>(
  key: string,
  initial: T,
): { value: T; set: (next: T | ((old: T) => T)) => void; clear: () => void; restored: boolean } {
  const [first] = useState(() => read(key) as T | null);
  const [value, setValue] = useState<T>(first ?? initial);
  const touched = useRef(false);

  useEffect(() => {
    if (!touched.current) return;
    try {
      sessionStorage.setItem(PREFIX + key, JSON.stringify(value));
    } catch {
      // A full or refused storage loses only the safety net, not the form.
    }
  }, [key, value]);

  const set = useCallback((next: T | ((old: T) => T)) => {
    touched.current = true;
    setValue(next);
  }, []);
  const clear = useCallback(() => {
    touched.current = false;
    sessionStorage.removeItem(PREFIX + key);
  }, [key]);

  return { value, set, clear, restored: first !== null };
}

function read(key: string): unknown {
  try {
    const text = sessionStorage.getItem(PREFIX + key);
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}
